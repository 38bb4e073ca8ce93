package brume.cloud.guest.service.apache;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.http.Entity;
import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpDates;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.http.HttpServer;
import brume.cloud.guest.http.Limits;
import brume.cloud.guest.http.Malformed;
import brume.cloud.network.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What Apache answers on one of its ports.
final class ApacheSite implements HttpServer.Site {

    private final ApacheRuntime apache;
    private final int port;

    ApacheSite(ApacheRuntime apache, int port) {
        this.apache = apache;
        this.port = port;
    }

    @Override
    public Limits limits() {
        return Limits.APACHE;
    }

    @Override
    public HttpResponse answer(HttpRequest request, Connection connection) {
        ApacheConfig.Host host = apache.config().hostFor(port, request.host());
        String signature = signature(
                host, request.host().isEmpty() ? connection.local().address().toString() : request.host());
        if (request.method().matches("TRACE|CONNECT")) {
            return ApachePages.page(
                    405, "The requested method " + request.method() + " is not allowed for this URL.", signature);
        }
        if (!request.method().matches("GET|HEAD|POST|PUT|DELETE|PATCH|OPTIONS|PROPFIND|MKCOL|COPY|MOVE|LOCK|UNLOCK")) {
            return ApachePages.page(501, request.method() + " not supported for current URL.", signature)
                    .with("Allow", "GET,POST,OPTIONS,HEAD")
                    .with("Connection", "close");
        }
        if (request.method().equals("OPTIONS")) {
            return HttpResponse.empty(200).with("Allow", "GET,POST,OPTIONS,HEAD");
        }
        HttpResponse response = serve(host, request, connection, request.path(), signature);
        return response.status() >= 400 && response.headers().has("X-Brume-Error")
                ? errorDocument(host, request, connection, response, signature)
                : response;
    }

    private HttpResponse serve(
            ApacheConfig.Host host, HttpRequest request, Connection connection, String path, String signature) {
        Optional<HttpResponse> moved = redirects(host, path, signature);
        if (moved.isPresent()) {
            return moved.get();
        }
        String file = onDisk(host, path);
        Files files = apache.workerFiles();
        Rights rights;
        try {
            rights = rights(host, file, path);
        } catch (AccessFiles.Refused refused) {
            apache.error(host, connection, refused.status() == 500 ? "core:alert" : "core:crit", refused.reason());
            return failed(refused.status(), signature);
        }
        Optional<Integer> barred = new BasicAuth(apache, host, connection).check(rights, request, path, file);
        if (barred.isPresent()) {
            HttpResponse page = failed(barred.get(), signature);
            String realm = BasicAuth.realm(rights).replace("\\", "\\\\").replace("\"", "\\\"");
            return barred.get() == 401 ? page.with("WWW-Authenticate", "Basic realm=\"" + realm + "\"") : page;
        }
        try {
            Inode inode = files.stat(file);
            if (!inode.isDirectory()) {
                return path.endsWith("/")
                        ? failed(404, signature)
                        : entity(host, rights, request, files, file, inode, signature);
            }
            if (!path.endsWith("/")) {
                String name =
                        request.host().isEmpty() ? connection.local().address().toString() : request.host();
                return ApachePages.redirect(
                        301, "http://" + name + portSuffix(request) + path.replace(" ", "%20") + "/", signature);
            }
            return directory(host, rights, request, connection, path, file, signature);
        } catch (FsException missing) {
            boolean denied = missing.errno() == Errno.EACCES;
            if (denied) {
                apache.error(
                        host,
                        connection,
                        "(13)Permission denied: AH00132: file permissions deny server access: " + file);
            }
            return failed(denied ? 403 : 404, signature);
        }
    }

    private Rights rights(ApacheConfig.Host host, String file, String path) throws AccessFiles.Refused {
        return Rights.of(
                host, bare(file), path, AccessFiles.above(apache.config(), host, apache.workerFiles(), bare(file)));
    }

    /// True where a request's path is shown to nobody without a password.
    boolean wantsPassword(HttpRequest request) {
        ApacheConfig.Host host = apache.config().hostFor(port, request.host());
        try {
            return rights(host, onDisk(host, request.path()), request.path())
                    .last("AuthType")
                    .isPresent();
        } catch (AccessFiles.Refused broken) {
            return false;
        }
    }

    /// The port as the client named it (`UseCanonicalName Off`).
    private static String portSuffix(HttpRequest request) {
        String port = portOf(request);
        return port.equals("80") ? "" : ":" + port;
    }

    private static String portOf(HttpRequest request) {
        String field = request.header("Host").orElse("");
        int colon = field.lastIndexOf(':');
        return colon < 0 ? "80" : field.substring(colon + 1);
    }

    private static HttpResponse failed(int status, String signature) {
        return ApachePages.page(status, "", signature).with("X-Brume-Error", "1");
    }

    private Optional<HttpResponse> redirects(ApacheConfig.Host host, String path, String signature) {
        for (ApacheDirective redirect : host.all("Redirect")) {
            List<String> args = redirect.args();
            boolean withStatus = args.size() == 3;
            String from = args.get(withStatus ? 1 : 0);
            if (args.size() > 1 && (path.equals(from) || path.startsWith(from.endsWith("/") ? from : from + "/"))) {
                int status = !withStatus
                        ? 302
                        : args.getFirst().matches("permanent|301")
                                ? 301
                                : args.getFirst().matches("\\d{3}") ? Integer.parseInt(args.getFirst()) : 302;
                return Optional.of(
                        ApachePages.redirect(status, args.getLast() + path.substring(from.length()), signature));
            }
        }
        return Optional.empty();
    }

    private String onDisk(ApacheConfig.Host host, String path) {
        for (ApacheDirective alias : host.all("Alias").reversed()) {
            String from = alias.arg(0);
            if (path.equals(from) || path.startsWith(from.endsWith("/") ? from : from + "/")) {
                return alias.arg(1) + path.substring(from.length());
            }
        }
        String root = host.find("DocumentRoot").map(d -> d.arg(0)).orElse("/var/www/html");
        return bare(apache.config().absolute(root)) + path;
    }

    private static String bare(String folder) {
        return folder.length() > 1 && folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    private HttpResponse directory(
            ApacheConfig.Host host,
            Rights rights,
            HttpRequest request,
            Connection connection,
            String path,
            String folder,
            String signature)
            throws FsException {
        Files files = apache.workerFiles();
        List<String> names = rights.last("DirectoryIndex")
                .or(() -> host.find("DirectoryIndex"))
                .map(ApacheDirective::args)
                .orElse(List.of("index.html"));
        for (String name : names) {
            Optional<Inode> index = files.find(folder + name);
            if (index.filter(inode -> !inode.isDirectory()).isPresent()) {
                return entity(
                        host,
                        Rights.of(host, folder + name, path + name),
                        request,
                        files,
                        folder + name,
                        index.get(),
                        signature);
            }
        }
        if (!rights.allowsIndexes()) {
            apache.error(
                    host,
                    connection,
                    "AH01276: Cannot serve directory " + folder + ": No matching DirectoryIndex ("
                            + String.join(",", names)
                            + ") found, and server-generated directory index forbidden by Options directive");
            return failed(403, signature);
        }
        return ApachePages.listing(path, files.list(folder), signature);
    }

    private HttpResponse entity(
            ApacheConfig.Host host,
            Rights rights,
            HttpRequest request,
            Files files,
            String file,
            Inode inode,
            String signature)
            throws FsException {
        if (!request.method().matches("GET|HEAD|POST")) {
            return ApachePages.page(
                            405,
                            "The requested method " + request.method() + " is not allowed for this URL.",
                            signature)
                    .with("Allow", "GET,POST,OPTIONS,HEAD");
        }
        long micros =
                inode.modified().getEpochSecond() * 1_000_000 + inode.modified().getNano() / 1000;
        String tag = "\"" + Long.toHexString(inode.size()) + "-" + Long.toHexString(micros) + "\"";
        String type = apache.typeOf(file);
        Optional<String> charset = rights.last("AddDefaultCharset")
                .or(() -> host.find("AddDefaultCharset"))
                .map(d -> d.arg(0))
                .filter(name -> !name.equalsIgnoreCase("off"));
        String full =
                type.matches("text/(html|plain)") && charset.isPresent() ? type + "; charset=" + charset.get() : type;
        HttpResponse response = new Entity(files.content(file), full, tag, inode.modified()).answer(request);
        return response.status() >= 400 ? ApachePages.page(response.status(), "", signature) : response;
    }

    private HttpResponse errorDocument(
            ApacheConfig.Host host, HttpRequest request, Connection connection, HttpResponse error, String signature) {
        String status = Integer.toString(error.status());
        Rights rights = Rights.of(host, bare(onDisk(host, request.path())), request.path());
        List<ApacheDirective> documents = new ArrayList<>(rights.directives());
        documents.addAll(host.own().reversed());
        documents.addAll(host.main().reversed());
        for (ApacheDirective document : documents) {
            if (document.is("ErrorDocument") && document.arg(0).equals(status)) {
                String target = document.arg(1);
                if (target.startsWith("/")) {
                    HttpResponse page = serve(host, request.withMethod("GET"), connection, target, signature);
                    return page.status() == 200 ? page.withStatus(error.status()) : strip(error);
                }
                return target.startsWith("http")
                        ? ApachePages.redirect(302, target, signature)
                        : HttpResponse.of(error.status(), "text/html; charset=iso-8859-1", target);
            }
        }
        return strip(error);
    }

    private static HttpResponse strip(HttpResponse error) {
        return new HttpResponse(error.status(), error.reason(), error.headers().without("X-Brume-Error"), error.body());
    }

    @Override
    public HttpResponse refuse(Malformed malformed) {
        int status = malformed.status() == 431 ? 400 : malformed.status();
        return ApachePages.page(
                status,
                "",
                signature(apache.config().hostFor(port, ""), apache.guest().hostname()));
    }

    private String signature(ApacheConfig.Host host, String name) {
        boolean on = host.find("ServerSignature")
                .filter(d -> d.arg(0).equalsIgnoreCase("on"))
                .isPresent();
        return on ? apache.token(host) + " Server at " + ApachePages.escape(name) + " Port " + port : "";
    }

    @Override
    public Headers dress(Optional<HttpRequest> request, HttpResponse response, boolean keepAlive) {
        Guest guest = apache.guest();
        ApacheConfig.Host host =
                apache.config().hostFor(port, request.map(HttpRequest::host).orElse(""));
        Headers head = Headers.of("Date", HttpDates.format(guest.world().now()), "Server", apache.token(host));
        for (String name : List.of("WWW-Authenticate", "Location", "Last-Modified", "ETag", "Accept-Ranges", "Allow")) {
            Optional<String> value = response.headers().first(name);
            head = value.isPresent() ? head.plus(name, value.get()) : head;
            boolean part = response.status() == 206 || response.status() == 304;
            head = part && name.equals("ETag") ? head.plus("Accept-Ranges", "bytes") : head;
        }
        if (!response.isBodiless()) {
            head = head.plus("Content-Length", Long.toString(response.body().length()));
        }
        Optional<String> range = response.headers().first("Content-Range");
        head = range.isPresent() ? head.plus("Content-Range", range.get()) : head;
        for (ApacheDirective field : host.all("Header")) {
            List<String> args = field.args().getFirst().equals("always")
                    ? field.args().subList(1, field.args().size())
                    : field.args();
            if (args.size() == 3 && args.getFirst().toLowerCase(Locale.ROOT).matches("set|add|append")) {
                head = head.plus(args.get(1), args.get(2).replaceAll("[\\r\\n]", ""));
            }
        }
        if (!keepAlive) {
            head = head.plus("Connection", "close");
        } else if (request.isPresent() && request.get().headers().lists("Connection", "keep-alive")) {
            head = head.plus("Keep-Alive", "timeout=5, max=100").plus("Connection", "Keep-Alive");
        }
        Optional<String> type =
                response.headers().first("Content-Type").filter(text -> !text.isEmpty() && !response.isBodiless());
        return type.isPresent() ? head.plus("Content-Type", type.get()) : head;
    }

    @Override
    public void served(HttpServer.Exchange exchange) {
        apache.access(port, exchange);
    }
}
