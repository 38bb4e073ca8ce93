package brume.cloud.guest.service;

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
import brume.cloud.guest.http.Status;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Connection;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `python3`, as far as it is simulated: `--version` and `-m http.server [port] [--bind address] [--directory folder]`.
public final class PythonServer implements Program {

    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html",
            "htm",
            "text/html",
            "css",
            "text/css",
            "js",
            "text/javascript",
            "txt",
            "text/plain",
            "json",
            "application/json",
            "png",
            "image/png",
            "jpg",
            "image/jpeg",
            "svg",
            "image/svg+xml");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy HH:mm:ss", Locale.ENGLISH);

    public static void furnish(ImageBuilder image) {
        image.program("/usr/bin/python3", "python3", new PythonServer());
    }

    private static String version(Process process) {
        return switch (process.guest().os()) {
            case AMAZON_LINUX_2023 -> "3.9.23";
            case UBUNTU_24_04 -> "3.12.3";
            case DEBIAN_12 -> "3.11.2";
        };
    }

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        if (args.contains("--version") || args.contains("-V")) {
            process.println("Python " + version(process));
            return 0;
        }
        if (args.size() < 2 || !args.getFirst().equals("-m") || !args.get(1).equals("http.server")) {
            process.warn("python3: only `python3 -m http.server` is simulated on this machine");
            return 1;
        }
        int port = 8000;
        String bind = "0.0.0.0";
        String folder = process.cwd();
        for (int i = 2; i < args.size(); i++) {
            String next = i + 1 < args.size() ? args.get(i + 1) : "";
            switch (args.get(i)) {
                case "--bind", "-b" -> {
                    bind = next.equals("localhost") ? "127.0.0.1" : next;
                    i++;
                }
                case "--directory", "-d" -> {
                    folder = process.path(next);
                    i++;
                }
                default -> {
                    if (!args.get(i).matches("\\d{1,5}") || Integer.parseInt(args.get(i)) > 65_535) {
                        process.warn("server.py: error: argument port: invalid int value: '" + args.get(i) + "'");
                        return 2;
                    }
                    port = Integer.parseInt(args.get(i));
                }
            }
        }
        return serve(process, port, bind, folder);
    }

    private static int serve(Process process, int port, String bind, String folder) throws IOException {
        if (port < 1024 && process.login().uid() != 0) {
            process.warn("PermissionError: [Errno 13] Permission denied");
            return 1;
        }
        Daemon daemon = Daemon.inForeground(process.guest(), "python3", process);
        try {
            HttpServer server =
                    new HttpServer(new Site(process, folder), process.guest().world());
            Ipv4 address = Ipv4.tryParse(bind).orElse(Ipv4.parse("0.0.0.0"));
            if (!Ports.of(process.guest())
                    .bind(new Ports.Bound(port, address, daemon.master(), "python3", 5, server))) {
                process.warn("OSError: [Errno 98] Address already in use");
                return 1;
            }
            process.println("Serving HTTP on " + bind + " port " + port + " (http://" + bind + ":" + port + "/) ...");
            process.out().flush();
            return daemon.serve(process);
        } finally {
            daemon.end(0);
        }
    }

    private record Site(Process process, String root) implements HttpServer.Site {

        @Override
        public Limits limits() {
            return Limits.PYTHON;
        }

        @Override
        public HttpResponse answer(HttpRequest request, Connection connection) {
            if (!request.method().equals("GET") && !request.isHead()) {
                return error(501, "Unsupported method ('" + request.method() + "')");
            }
            Files files = process.files();
            String file = root + request.path();
            try {
                Inode inode = files.stat(file);
                if (inode.isDirectory()) {
                    if (!request.path().endsWith("/")) {
                        return HttpResponse.empty(301).with("Location", request.path() + "/");
                    }
                    Optional<Inode> index = files.find(file + "index.html");
                    if (index.isEmpty()) {
                        return listing(request.path(), files, file);
                    }
                    file = file + "index.html";
                    inode = index.get();
                }
                String extension = file.substring(file.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                HttpResponse whole = new Entity(
                                files.content(file),
                                TYPES.getOrDefault(extension, "application/octet-stream"),
                                "\"\"",
                                inode.modified())
                        .answer(new HttpRequest(
                                "GET",
                                request.target(),
                                request.path(),
                                "",
                                request.minor(),
                                request.headers().without("Range"),
                                new byte[0]));
                return new HttpResponse(
                        whole.status(),
                        whole.reason(),
                        whole.headers().without("ETag").without("Accept-Ranges"),
                        whole.body());
            } catch (FsException missing) {
                return error(404, "File not found");
            }
        }

        private static HttpResponse listing(String path, Files files, String folder) throws FsException {
            StringBuilder html = new StringBuilder(
                    "<!DOCTYPE HTML>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Directory listing for ");
            html.append(escape(path))
                    .append("</title>\n</head>\n<body>\n<h1>Directory listing for ")
                    .append(escape(path))
                    .append("</h1>\n<hr>\n<ul>\n");
            files.list(folder).forEach((name, inode) -> {
                String shown = escape(inode.isDirectory() ? name + "/" : inode.isSymlink() ? name + "@" : name);
                html.append("<li><a href=\"")
                        .append(shown.replace(" ", "%20"))
                        .append("\">")
                        .append(shown)
                        .append("</a></li>\n");
            });
            return HttpResponse.of(
                    200,
                    "text/html; charset=utf-8",
                    html.append("</ul>\n<hr>\n</body>\n</html>\n").toString());
        }

        private static String escape(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }

        private static HttpResponse error(int status, String message) {
            return HttpResponse.of(
                            status,
                            "text/html;charset=utf-8",
                            "<!DOCTYPE HTML>\n<html lang=\"en\">\n    <head>\n        <title>Error response</title>\n    </head>\n    <body>\n"
                                    + "        <h1>Error response</h1>\n        <p>Error code: " + status
                                    + "</p>\n        <p>Message: " + escape(message)
                                    + ".</p>\n    </body>\n</html>\n")
                    .with("Connection", "close");
        }

        @Override
        public HttpResponse refuse(Malformed malformed) {
            return error(malformed.status(), Status.reason(malformed.status()));
        }

        @Override
        public Headers dress(Optional<HttpRequest> request, HttpResponse response, boolean keepAlive) {
            return Headers.of(
                            "Server",
                            "SimpleHTTP/0.6 Python/" + version(process),
                            "Date",
                            HttpDates.format(process.guest().world().now()),
                            "Connection",
                            "close")
                    .plus(response.headers().without("Connection"))
                    .plus("Content-Length", Long.toString(response.body().length()));
        }

        @Override
        public void served(HttpServer.Exchange exchange) {
            try {
                String when = TIME.format(process.guest().world().now().atZone(ZoneOffset.UTC));
                String line = exchange.client().address() + " - - [" + when + "] \"" + exchange.line() + "\" "
                        + exchange.status() + " -\n";
                process.err().write(line.getBytes(StandardCharsets.UTF_8));
                process.err().flush();
            } catch (IOException closed) {
                process.task().deliver(13);
            }
        }
    }
}
