package brume.cloud.guest.service.nginx;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.fs.Credentials;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpServer;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.service.Daemon;
import brume.cloud.network.Connection;
import brume.cloud.network.Ipv4;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// A running nginx: its configuration in force, its workers' rights, its logs.
final class NginxRuntime {

    private static final DateTimeFormatter ERROR_TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final long DEFAULT_BODY_BYTES = 1024 * 1024;

    private final Guest guest;
    private final Login starter;
    private final Daemon daemon;
    private final Map<String, Map<String, String>> typeTables = new ConcurrentHashMap<>();
    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private volatile NginxConfig config;

    private NginxRuntime(Guest guest, Login starter, NginxConfig config, Daemon daemon) {
        this.guest = guest;
        this.starter = starter;
        this.config = config;
        this.daemon = daemon;
    }

    /// Opens the ports and goes into the background.
    static NginxRuntime start(Guest guest, Login starter, NginxConfig config, String commandLine) throws NginxError {
        for (int port : config.ports()) {
            if (!Ports.of(guest).isFree(port)) {
                throw new NginxError("bind() to 0.0.0.0:" + port + " failed (98: Address already in use)");
            }
        }
        Daemon daemon = Daemon.start(guest, "nginx", starter, "nginx: master process " + commandLine);
        NginxRuntime runtime = new NginxRuntime(guest, starter, config, daemon);
        runtime.bindAll();
        runtime.spawnWorkers();
        daemon.onReload(runtime::reload);
        daemon.onEnd(signal -> runtime.removePidFile());
        return runtime;
    }

    Daemon daemon() {
        return daemon;
    }

    Guest guest() {
        return guest;
    }

    NginxConfig config() {
        return config;
    }

    private void spawnWorkers() {
        Login worker = guest.users()
                .login(config.user())
                .filter(login -> starter.uid() == 0)
                .orElse(starter);
        String wanted = config.http()
                .outer()
                .flatMap(main -> main.ownFirst("worker_processes"))
                .map(d -> d.arg(0))
                .orElse("1");
        int count = wanted.matches("\\d{1,2}")
                ? Integer.parseInt(wanted)
                : guest.world().facts().vcpus();
        daemon.work(Math.clamp(count, 1, 16), worker, "nginx: worker process");
    }

    private void bindAll() {
        for (int port : config.ports()) {
            Ipv4 address = Ipv4.parse(config.isLoopback(port) ? "127.0.0.1" : "0.0.0.0");
            HttpServer server = new HttpServer(new NginxSite(this, port), guest.world());
            Ports.of(guest).bind(new Ports.Bound(port, address, daemon.master(), "nginx", 511, connection -> {
                connections.incrementAndGet();
                server.accept(connection);
            }));
        }
    }

    /// Reads the configuration again; one that is refused leaves the old one in force.
    private void reload() {
        try {
            NginxConfig fresh = NginxConfig.load(guest.files().asRoot(), config.file(), config.user());
            TreeSet<Integer> gone = config.ports();
            TreeSet<Integer> kept = fresh.ports();
            for (int port : kept) {
                if (!gone.contains(port) && !Ports.of(guest).isFree(port)) {
                    throw new NginxError("bind() to 0.0.0.0:" + port + " failed (98: Address already in use)");
                }
            }
            gone.removeAll(kept);
            gone.forEach(Ports.of(guest)::release);
            kept.forEach(Ports.of(guest)::release);
            config = fresh;
            typeTables.clear();
            bindAll();
            spawnWorkers();
            log("notice", "signal process started");
        } catch (NginxError refused) {
            log("emerg", refused.reason());
        }
    }

    private void removePidFile() {
        try {
            guest.files().asRoot().unlink(config.pidFile());
        } catch (FsException gone) {
            return;
        }
    }

    /// The file system with the rights of the workers.
    Files workerFiles() {
        Credentials who = guest.users()
                .login(config.user())
                .filter(login -> starter.uid() == 0)
                .orElse(starter)
                .credentials();
        return guest.files().as(who);
    }

    long bodyLimit(Scope scope) {
        String text = scope.find("client_max_body_size")
                .map(d -> d.arg(0))
                .orElse("1m")
                .toLowerCase(Locale.ROOT);
        if (!text.matches("\\d{1,9}[kmg]?")) {
            return DEFAULT_BODY_BYTES;
        }
        long number = Long.parseLong(text.replaceAll("[kmg]", ""));
        int shift = text.endsWith("k") ? 10 : text.endsWith("m") ? 20 : text.endsWith("g") ? 30 : 0;
        return number == 0 ? Long.MAX_VALUE : number << shift;
    }

    /// `nginx/1.28.0`, with the distribution's name on Ubuntu; `nginx` where `server_tokens off`.
    String token(Scope scope) {
        if (!scope.isOn("server_tokens", true)) {
            return "nginx";
        }
        return serverToken(guest);
    }

    static String serverToken(Guest guest) {
        return switch (guest.os()) {
            case AMAZON_LINUX_2023 -> "nginx/1.28.0";
            case UBUNTU_24_04 -> "nginx/1.24.0 (Ubuntu)";
            case DEBIAN_12 -> "nginx/1.22.1";
        };
    }

    /// The media type by the path's extension, from the `types` in force.
    String typeOf(Scope scope, String path) {
        int dot = path.lastIndexOf('.');
        String extension = dot > path.lastIndexOf('/') ? path.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
        Optional<Directive> types = scope.find("types");
        String found = types.map(block -> typeTables
                        .computeIfAbsent(block.file() + ":" + block.line(), key -> table(block))
                        .getOrDefault(extension, ""))
                .orElseGet(() -> extension.matches("html?") ? "text/html" : "");
        String type =
                found.isEmpty() ? scope.find("default_type").map(d -> d.arg(0)).orElse("text/plain") : found;
        Optional<String> charset = scope.find("charset").map(d -> d.arg(0)).filter(name -> !name.equals("off"));
        return charset.isPresent() && type.matches("text/(html|xml|plain|css)|application/(javascript|rss\\+xml)")
                ? type + "; charset=" + charset.get()
                : type;
    }

    private static Map<String, String> table(Directive types) {
        Map<String, String> byExtension = new java.util.HashMap<>();
        types.inner().forEach(line -> line.args().forEach(extension -> byExtension.put(extension, line.name())));
        return byExtension;
    }

    /// An absolute address on this server, for redirects.
    String absolute(HttpRequest request, Connection connection, String path) {
        String host = request.host().isEmpty() ? connection.local().address().toString() : request.host();
        int port = connection.local().port();
        return "http://" + host + (port == 80 ? "" : ":" + port) + path.replace(" ", "%20");
    }

    void counted() {
        requests.incrementAndGet();
    }

    String statusText() {
        return "Active connections: 1 \nserver accepts handled requests\n " + connections + " " + connections + " "
                + requests + " \nReading: 0 Writing: 1 Waiting: 0 \n";
    }

    /// A line about a request in the error log.
    void error(Connection connection, HttpRequest request, String message) {
        log(
                "error",
                "*" + connections + " " + message + ", client: "
                        + connection.peer().address() + ", server: "
                        + serverName(connection, request) + ", request: \"" + request.line() + "\", host: \""
                        + request.logged("Host") + "\"");
    }

    private String serverName(Connection connection, HttpRequest request) {
        return config.serverFor(connection.local().port(), request.host()).names().stream()
                .findFirst()
                .orElse("");
    }

    void log(String level, String message) {
        String path = config.http()
                .outer()
                .flatMap(main -> main.find("error_log"))
                .or(() -> config.http().find("error_log"))
                .map(d -> d.arg(0))
                .orElse("/var/log/nginx/error.log");
        String time = ERROR_TIME.format(guest.world().now().atZone(ZoneOffset.UTC));
        int pid = daemon.master().pid();
        append(path, time + " [" + level + "] " + pid + "#" + pid + ": " + message + "\n");
    }

    void append(String path, String line) {
        if (!path.startsWith("/")) {
            return;
        }
        try {
            guest.files().asRoot().append(path, line);
        } catch (FsException full) {
            // As nginx: a log that cannot be written does not stop the server.
        }
    }
}
