package brume.cloud.guest.service.apache;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.http.BasicCredentials;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpServer;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.service.Daemon;
import brume.cloud.network.Connection;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// A running Apache: its configuration in force, its workers' rights, its logs.
final class ApacheRuntime {

    private static final DateTimeFormatter ERROR_TIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss.SSSSSS yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter LOG_TIME =
            DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ENGLISH);
    private static final int WORKERS = 3;

    private final Guest guest;
    private final Daemon daemon;
    private volatile ApacheConfig config;
    private volatile Map<String, String> types;

    private ApacheRuntime(Guest guest, ApacheConfig config, Daemon daemon) {
        this.guest = guest;
        this.config = config;
        this.daemon = daemon;
        this.types = readTypes(guest);
    }

    /// Opens the ports.
    static void start(Guest guest, ApacheConfig config, Daemon daemon, String command) throws ApacheError {
        for (int port : config.ports()) {
            if (!Ports.of(guest).isFree(port)) {
                throw new ApacheError(
                        "(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:" + port
                                + "\nno listening sockets available, shutting down\nAH00015: Unable to open logs");
            }
        }
        ApacheRuntime runtime = new ApacheRuntime(guest, config, daemon);
        runtime.bindAll();
        Login worker = guest.users()
                .login(config.user())
                .orElseGet(() -> guest.users().login("root").orElseThrow());
        daemon.work(WORKERS, worker, command);
        daemon.onReload(runtime::reload);
        daemon.onEnd(signal -> runtime.ended());
        runtime.log(
                config.hosts().getLast(),
                "mpm_event:notice",
                "AH00489: " + runtime.token(config.hosts().getLast()) + " configured -- resuming normal operations");
    }

    Guest guest() {
        return guest;
    }

    ApacheConfig config() {
        return config;
    }

    private void bindAll() {
        for (int port : config.ports()) {
            Ports.of(guest)
                    .bind(Ports.everywhere(
                            port,
                            daemon.master(),
                            daemon.name(),
                            new HttpServer(new ApacheSite(this, port), guest.world())));
        }
    }

    private void reload() {
        try {
            ApacheConfig fresh = ApacheConfig.load(guest.files().asRoot(), guest.os());
            new TreeSet<>(config.ports()).forEach(Ports.of(guest)::release);
            config = fresh;
            types = readTypes(guest);
            bindAll();
            log(config.hosts().getLast(), "mpm_event:notice", "AH00493: SIGUSR1 received.  Doing graceful restart");
        } catch (ApacheError refused) {
            log(config.hosts().getLast(), "core:error", refused.reason().replace('\n', ' '));
        }
    }

    private void ended() {
        log(config.hosts().getLast(), "mpm_event:notice", "AH00491: caught SIGTERM, shutting down");
        try {
            guest.files().asRoot().unlink(config.pidFile());
        } catch (FsException gone) {
            return;
        }
    }

    Files workerFiles() {
        return guest.users()
                .login(config.user())
                .map(login -> guest.files().as(login.credentials()))
                .orElseGet(() -> guest.files().asRoot());
    }

    static String version(Guest guest) {
        return switch (guest.os()) {
            case AMAZON_LINUX_2023 -> "Apache/2.4.65 (Amazon Linux)";
            case UBUNTU_24_04 -> "Apache/2.4.58 (Ubuntu)";
            case DEBIAN_12 -> "Apache/2.4.65 (Debian)";
        };
    }

    /// The `Server` field, as `ServerTokens` allows.
    String token(ApacheConfig.Host host) {
        String full = version(guest);
        return switch (host.find("ServerTokens")
                .map(d -> d.arg(0).toLowerCase(Locale.ROOT))
                .orElse("full")) {
            case "prod", "productonly" -> "Apache";
            case "major" -> "Apache/2";
            case "minor" -> "Apache/2.4";
            case "min", "minimal" -> full.substring(0, full.indexOf(' '));
            default -> full;
        };
    }

    String typeOf(String file) {
        int dot = file.lastIndexOf('.');
        String extension = dot > file.lastIndexOf('/') ? file.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        return types.getOrDefault(extension, "");
    }

    private static Map<String, String> readTypes(Guest guest) {
        Map<String, String> types = new HashMap<>(Map.of(
                "html",
                "text/html",
                "htm",
                "text/html",
                "css",
                "text/css",
                "txt",
                "text/plain",
                "js",
                "text/javascript",
                "json",
                "application/json",
                "png",
                "image/png",
                "jpg",
                "image/jpeg",
                "svg",
                "image/svg+xml"));
        types.putAll(Map.of(
                "jpeg",
                "image/jpeg",
                "gif",
                "image/gif",
                "ico",
                "image/vnd.microsoft.icon",
                "xml",
                "application/xml",
                "pdf",
                "application/pdf",
                "webp",
                "image/webp",
                "woff2",
                "font/woff2",
                "gz",
                "application/x-gzip",
                "zip",
                "application/zip",
                "mp4",
                "video/mp4"));
        try {
            guest.files()
                    .asRoot()
                    .readText("/etc/mime.types")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        String[] words = line.strip().split("\\s+");
                        for (int i = 1; i < words.length; i++) {
                            types.put(words[i], words[0]);
                        }
                    });
        } catch (FsException none) {
            return types;
        }
        return types;
    }

    void error(ApacheConfig.Host host, Connection connection, String message) {
        error(host, connection, "core:error", message);
    }

    void error(ApacheConfig.Host host, Connection connection, String level, String message) {
        log(host, level, "[client " + connection.peer() + "] " + message);
    }

    private void log(ApacheConfig.Host host, String level, String message) {
        String path =
                host.find("ErrorLog").map(d -> config.absolute(d.arg(0))).orElse(config.absolute("logs/error_log"));
        int pid = daemon.master().pid();
        String front = "[" + ERROR_TIME.format(guest.world().now().atZone(ZoneOffset.UTC)) + "] [" + level + "] [pid "
                + pid + ":tid " + pid + "] ";
        append(path, front + message + "\n");
    }

    void access(int port, HttpServer.Exchange exchange) {
        ApacheConfig.Host host =
                config.hostFor(port, exchange.request().map(HttpRequest::host).orElse(""));
        for (ApacheDirective log : host.logs()) {
            Optional<String> format = host.all("LogFormat").stream()
                    .filter(d -> d.arg(1).equals(log.arg(1)))
                    .map(d -> d.arg(0))
                    .findFirst();
            append(config.absolute(log.arg(0)), line(format.orElse(log.arg(1)), exchange, port) + "\n");
        }
    }

    private String line(String format, HttpServer.Exchange exchange, int port) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '%' || i + 1 >= format.length()) {
                line.append(format.charAt(i));
                continue;
            }
            i++;
            if (format.charAt(i) == '>') {
                i++;
            }
            String name = "";
            if (i < format.length() && format.charAt(i) == '{') {
                int close = Math.max(i, format.indexOf('}', i));
                name = format.substring(i + 1, Math.max(i + 1, close));
                i = close + 1;
            }
            line.append(i < format.length() ? value(format.charAt(i), name, exchange, port) : "");
        }
        return line.toString();
    }

    private String value(char letter, String name, HttpServer.Exchange exchange, int port) {
        Optional<HttpRequest> request = exchange.request();
        return switch (letter) {
            case 'h', 'a' -> exchange.client().address().toString();
            case 'l' -> "-";
            case 'u' ->
                exchange.request()
                        .filter(asked -> exchange.status() == 401 || isProtected(port, asked))
                        .flatMap(BasicCredentials::in)
                        .map(who -> escape(who.user()))
                        .orElse("-");
            case 't' -> LOG_TIME.format(guest.world().now().atZone(ZoneOffset.UTC));
            case 'r' -> escape(exchange.line().isEmpty() ? "-" : exchange.line());
            case 's' -> Integer.toString(exchange.status());
            case 'b' -> exchange.bodyBytes() == 0 ? "-" : Long.toString(exchange.bodyBytes());
            case 'B' -> Long.toString(exchange.bodyBytes());
            case 'O' -> Long.toString(exchange.bodyBytes() + 240);
            case 'i' -> escape(request.map(found -> found.logged(name)).orElse("-"));
            case 'v' -> request.map(HttpRequest::host).orElse("-");
            case 'p' -> Integer.toString(port);
            case 'm' -> request.map(HttpRequest::method).orElse("-");
            case 'U' -> request.map(HttpRequest::path).orElse("-");
            case 'D', 'T' -> "0";
            default -> "%";
        };
    }

    private boolean isProtected(int port, HttpRequest request) {
        return new ApacheSite(this, port).wantsPassword(request);
    }

    private static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                safe.append('\\').append(letter);
            } else if (letter < ' ' || letter == 127) {
                safe.append(String.format("\\x%02x", (int) letter));
            } else {
                safe.append(letter);
            }
        }
        return safe.toString();
    }

    private void append(String path, String line) {
        try {
            guest.files().asRoot().append(path, line);
        } catch (FsException full) {
            // As Apache: a log that cannot be written does not stop the server.
        }
    }

    static boolean isDebian(Guest guest) {
        return guest.os().family() == OperatingSystem.Family.DEBIAN;
    }
}
