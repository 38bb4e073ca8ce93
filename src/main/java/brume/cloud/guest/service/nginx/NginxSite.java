package brume.cloud.guest.service.nginx;

import brume.cloud.guest.http.BasicCredentials;
import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpDates;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.http.HttpServer;
import brume.cloud.guest.http.Limits;
import brume.cloud.guest.http.Malformed;
import brume.cloud.network.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What nginx answers on one of its ports.
final class NginxSite implements HttpServer.Site {

    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);
    private static final Set<Integer> WITH_ADDED_FIELDS = Set.of(200, 201, 204, 206, 301, 302, 303, 304, 307, 308);
    private static final String COMBINED = "$remote_addr - $remote_user [$time_local] \"$request\" $status"
            + " $body_bytes_sent \"$http_referer\" \"$http_user_agent\"";

    private final NginxRuntime nginx;
    private final int port;

    NginxSite(NginxRuntime nginx, int port) {
        this.nginx = nginx;
        this.port = port;
    }

    @Override
    public Limits limits() {
        long largest = nginx.config().servers().stream()
                .mapToLong(server -> nginx.bodyLimit(server.scope()))
                .max()
                .orElse(1024 * 1024);
        return Limits.NGINX.withBody(Math.min(largest, 16L * 1024 * 1024));
    }

    @Override
    public HttpResponse answer(HttpRequest request, Connection connection) {
        nginx.counted();
        Scope server = nginx.config().serverFor(port, request.host()).scope();
        Visit visit = new Visit(nginx, server, request, connection);
        HttpResponse response = request.target().equals("*")
                        || !request.method().matches("[A-Z_-]+")
                        || request.method().matches("CONNECT|TRACE")
                ? NginxPages.page(request.method().equals("TRACE") ? 405 : 400, nginx.token(server))
                : visit.answer();
        HttpResponse kept = response.status() == 413 || request.method().equals("TRACE")
                ? response.with("Connection", "close")
                : response;
        return withAddedFields(absolute(kept, request, connection), visit);
    }

    /// A redirect to a path names this server too (`absolute_redirect`).
    private HttpResponse absolute(HttpResponse response, HttpRequest request, Connection connection) {
        return response.headers()
                .first("Location")
                .filter(place -> place.startsWith("/"))
                .map(place -> response.with("Location", nginx.absolute(request, connection, place)))
                .orElse(response);
    }

    private static HttpResponse withAddedFields(HttpResponse response, Visit visit) {
        Headers headers = response.headers();
        for (Directive field : visit.scope().all("add_header")) {
            if (WITH_ADDED_FIELDS.contains(response.status()) || field.arg(2).equals("always")) {
                String value = visit.variables().expand(field.arg(1)).replaceAll("[\\r\\n]", "");
                Optional<String> ranges = headers.first("Accept-Ranges");
                headers = value.isEmpty()
                        ? headers
                        : headers.without("Accept-Ranges").plus(field.arg(0), value);
                headers =
                        ranges.isPresent() && !value.isEmpty() ? headers.plus("Accept-Ranges", ranges.get()) : headers;
            }
        }
        return new HttpResponse(response.status(), NginxPages.reason(response.status()), headers, response.body());
    }

    @Override
    public HttpResponse refuse(Malformed malformed) {
        nginx.log("info", "client sent " + malformed.getMessage());
        Scope server = nginx.config().serverFor(port, "").scope();
        return NginxPages.page(malformed.status(), nginx.token(server));
    }

    @Override
    public Headers dress(Optional<HttpRequest> request, HttpResponse response, boolean keepAlive) {
        Scope server = nginx.config()
                .serverFor(port, request.map(HttpRequest::host).orElse(""))
                .scope();
        Headers given = response.headers();
        List<Headers.Field> fields = new ArrayList<>();
        fields.add(new Headers.Field("Server", nginx.token(server)));
        fields.add(
                new Headers.Field("Date", HttpDates.format(nginx.guest().world().now())));
        given.first("Content-Type")
                .filter(type -> !response.isBodiless())
                .ifPresent(type -> fields.add(new Headers.Field("Content-Type", type)));
        if (!response.isBodiless()) {
            fields.add(new Headers.Field(
                    "Content-Length", Long.toString(response.body().length())));
        }
        given.first("Last-Modified").ifPresent(date -> fields.add(new Headers.Field("Last-Modified", date)));
        given.first("Location").ifPresent(place -> fields.add(new Headers.Field("Location", place)));
        fields.add(new Headers.Field("Connection", keepAlive ? "keep-alive" : "close"));
        given.fields().stream()
                .filter(
                        field -> !field.name()
                                .matches(
                                        "(?i)Content-Type|Content-Length|Last-Modified|Location|Connection|Server|Date|Transfer-Encoding"))
                .forEach(fields::add);
        return new Headers(fields);
    }

    @Override
    public void served(HttpServer.Exchange exchange) {
        Scope scope = scopeOf(exchange);
        for (Directive log : accessLogs(scope)) {
            String path = log.arg(0);
            if (!path.equals("off")) {
                nginx.append(path, line(exchange, formatOf(log)) + "\n");
            }
        }
    }

    private Scope scopeOf(HttpServer.Exchange exchange) {
        Scope server = nginx.config()
                .serverFor(port, exchange.request().map(HttpRequest::host).orElse(""))
                .scope();
        return exchange.request()
                .flatMap(request -> Locations.find(server, request.path()))
                .map(Locations.Match::scope)
                .orElse(server);
    }

    private static List<Directive> accessLogs(Scope scope) {
        List<Directive> logs = scope.all("access_log");
        return logs.isEmpty()
                ? List.of(new Directive("access_log", List.of("/var/log/nginx/access.log"), Optional.empty(), "", 0))
                : logs;
    }

    private String formatOf(Directive log) {
        String name = log.arg(1);
        return nginx.config().http().own("log_format").stream()
                .filter(format -> format.arg(0).equals(name))
                .findFirst()
                .map(format -> String.join(
                        "",
                        format.args().subList(1, format.args().size()).stream()
                                .filter(a -> !a.startsWith("escape="))
                                .toList()))
                .orElse(COMBINED);
    }

    private String line(HttpServer.Exchange exchange, String format) {
        Instant now = nginx.guest().world().now();
        HttpRequest request =
                exchange.request().orElseGet(() -> new HttpRequest("", "", "", "", 0, Headers.NONE, new byte[0]));
        Variables variables = new Variables(request, exchange.client(), exchange.server());
        variables.set("request", escape(exchange.line()));
        variables.set("status", Integer.toString(exchange.status()));
        variables.set("body_bytes_sent", Long.toString(exchange.bodyBytes()));
        variables.set("bytes_sent", Long.toString(exchange.bodyBytes()));
        variables.set("time_local", LOG_TIME.format(now.atZone(ZoneOffset.UTC)));
        variables.set("time_iso8601", now.atOffset(ZoneOffset.UTC).withNano(0).toString());
        variables.set("msec", now.getEpochSecond() + ".000");
        variables.set("request_time", "0.000");
        variables.set(
                "remote_user",
                BasicCredentials.in(request).map(who -> escape(who.user())).orElse("-"));
        for (String name : List.of("Referer", "User-Agent", "X-Forwarded-For", "Host")) {
            variables.set("http_" + name.toLowerCase(Locale.ROOT).replace('-', '_'), escape(request.logged(name)));
        }
        return variables.expand(format);
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\' || letter < ' ' || letter >= 127 && letter < 256) {
                safe.append(String.format("\\x%02X", (int) letter));
            } else {
                safe.append(letter);
            }
        }
        return safe.toString();
    }
}
