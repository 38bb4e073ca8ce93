package brume.cloud.guest.service.nginx;

import brume.cloud.guest.http.Body;
import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpClient;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.net.GuestNetwork;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `proxy_pass`: fetches the answer from another server over the guest's network.
final class Proxying {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
    private static final String HOP_FIELDS =
            "(?i)Connection|Keep-Alive|Transfer-Encoding|Content-Length|Server|Date|Upgrade|Expect|Host";

    private final NginxRuntime nginx;
    private final HttpRequest request;
    private final Connection connection;
    private final Variables variables;

    Proxying(NginxRuntime nginx, HttpRequest request, Connection connection, Variables variables) {
        this.nginx = nginx;
        this.request = request;
        this.connection = connection;
        this.variables = variables;
    }

    Visit.Outcome pass(Directive proxy, Scope scope, String prefix, String path) {
        String url = variables.expand(proxy.arg(0));
        if (!url.startsWith("http://")) {
            nginx.error(connection, request, "invalid URL prefix in \"" + url + "\"");
            return new Visit.Outcome.Failed(500);
        }
        int slash = url.indexOf('/', 7);
        String authority = slash < 0 ? url.substring(7) : url.substring(7, slash);
        String target = slash < 0
                ? request.target()
                : url.substring(slash)
                        + path.substring(Math.min(prefix.length(), path.length()))
                        + (request.query().isEmpty() ? "" : "?" + request.query());
        String server = upstream(authority);
        String shown = "http://" + server + target;
        try {
            return new Visit.Outcome.Ready(fetch(server, target, headers(scope, authority)));
        } catch (SocketTimeoutException late) {
            failed("upstream timed out (110: Connection timed out) while connecting to upstream", shown);
            return new Visit.Outcome.Failed(504);
        } catch (ConnectException refused) {
            failed("connect() failed (111: Connection refused) while connecting to upstream", shown);
            return new Visit.Outcome.Failed(502);
        } catch (NoRouteToHostException | UnknownHostException unreachable) {
            failed("connect() failed (113: No route to host) while connecting to upstream", shown);
            return new Visit.Outcome.Failed(502);
        } catch (IOException broken) {
            failed("upstream prematurely closed connection while reading response header from upstream", shown);
            return new Visit.Outcome.Failed(502);
        }
    }

    private HttpResponse fetch(String server, String target, Headers headers) throws IOException {
        int colon = server.lastIndexOf(':');
        String host = colon < 0 ? server : server.substring(0, colon);
        String port = colon < 0 ? "80" : server.substring(colon + 1);
        if (!port.matches("\\d{1,5}")) {
            throw new UnknownHostException(server);
        }
        GuestNetwork network = GuestNetwork.of(nginx.guest());
        Endpoint to = new Endpoint(network.resolve(host), Integer.parseInt(port));
        try (Connection out = network.connect(to, TIMEOUT)) {
            HttpClient.Answer answer = HttpClient.exchange(out, request.method(), target, headers, request.body());
            byte[] body = answer.body().readNBytes(MAX_BODY_BYTES);
            List<Headers.Field> kept = answer.headers().fields().stream()
                    .filter(field -> !field.name().matches(HOP_FIELDS))
                    .toList();
            return new HttpResponse(answer.status(), answer.reason(), new Headers(kept), Body.of(body));
        }
    }

    private Headers headers(Scope scope, String authority) {
        List<Directive> set = scope.all("proxy_set_header");
        Headers headers = Headers.NONE;
        if (set.stream().noneMatch(field -> field.arg(0).equalsIgnoreCase("Host"))) {
            headers = headers.plus("Host", authority);
        }
        for (Directive field : set) {
            String value = variables.expand(field.arg(1));
            if (!value.isEmpty() && !field.arg(0).equalsIgnoreCase("Connection")) {
                headers = headers.plus(field.arg(0), value);
            }
        }
        headers = headers.plus("Connection", "close");
        for (Headers.Field field : request.headers().fields()) {
            if (!field.name().matches(HOP_FIELDS) && !headers.has(field.name())) {
                headers = headers.plus(field.name(), field.value());
            }
        }
        return request.body().length == 0
                ? headers
                : headers.plus("Content-Length", Integer.toString(request.body().length));
    }

    /// A server of the `upstream` block of this name, taken at random; otherwise the name itself.
    private String upstream(String name) {
        Optional<Directive> block = nginx.config().http().own("upstream").stream()
                .filter(upstream -> upstream.arg(0).equals(name))
                .findFirst();
        List<Directive> servers = block.map(Directive::inner).orElse(List.of()).stream()
                .filter(line -> line.is("server") && !line.args().contains("down"))
                .toList();
        return servers.isEmpty()
                ? name
                : servers.get(nginx.guest().world().random().nextInt(servers.size()))
                        .arg(0);
    }

    private void failed(String why, String url) {
        nginx.error(connection, request, why + ", upstream: \"" + url + "\"");
    }
}
