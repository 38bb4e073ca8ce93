package brume.cloud.guest.service.apache;

import brume.cloud.guest.Guest;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.service.Daemon;
import brume.cloud.guest.service.Daemons;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `httpd` and `apache2`: starts the server (`-k start`, `-DFOREGROUND`), tests its configuration (`-t`), lists its
/// modules (`-M`), signals it.
public final class Apache implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        if (args.contains("-v") || args.contains("-V")) {
            process.println("Server version: " + ApacheRuntime.version(process.guest()));
            return 0;
        }
        int k = args.indexOf("-k");
        String action = k >= 0 && k + 1 < args.size() ? args.get(k + 1) : "start";
        Guest guest = process.guest();
        ApacheConfig config;
        try {
            config = ApacheConfig.load(process.files(), guest.os());
        } catch (ApacheError refused) {
            process.warn(refused.reason());
            return 1;
        }
        if (args.contains("-S")) {
            process.println("VirtualHost configuration:");
            for (ApacheConfig.Host host :
                    config.hosts().subList(0, config.hosts().size() - 1)) {
                process.println("*:" + host.port() + "                   "
                        + host.find("ServerName").map(d -> d.arg(0)).orElse(guest.hostname()));
            }
            return 0;
        }
        if (config.main().stream().noneMatch(directive -> directive.is("ServerName"))) {
            process.warn("AH00558: " + (ApacheRuntime.isDebian(guest) ? "apache2" : "httpd")
                    + ": Could not reliably determine the server's fully qualified domain name, using "
                    + guest.world().facts().privateAddress()
                    + ". Set the 'ServerName' directive globally to suppress this message");
        }
        if (args.contains("-M") || args.contains("DUMP_MODULES")) {
            List<String> compiled = ApacheRuntime.isDebian(guest)
                    ? List.of("core", "so", "watchdog", "http", "log_config", "logio", "version", "unixd")
                    : List.of("core", "so", "http");
            process.println("Loaded Modules:");
            for (String name : compiled) {
                process.println(" " + name + "_module (static)");
            }
            for (String name : config.modules()) {
                process.println(" " + name + " (shared)");
            }
            return 0;
        }
        if (args.contains("-t")) {
            process.warn("Syntax OK");
            return 0;
        }
        if (process.login().uid() != 0) {
            process.warn("(13)Permission denied: AH00072: make_sock: could not bind to address 0.0.0.0:"
                    + config.ports().getFirst()
                    + "\nno listening sockets available, shutting down\nAH00015: Unable to open logs");
            return 1;
        }
        return act(process, config, action, args.contains("-DFOREGROUND") || args.contains("FOREGROUND"));
    }

    private static int act(Process process, ApacheConfig config, String action, boolean foreground) throws IOException {
        Guest guest = process.guest();
        Optional<Daemon> running = Daemons.inPidFile(guest, config.pidFile());
        return switch (action) {
            case "start" -> {
                if (running.isPresent()) {
                    process.println((ApacheRuntime.isDebian(guest) ? "apache2" : "httpd") + " (pid "
                            + running.get().master().pid() + ") already running");
                    yield 0;
                }
                yield start(process, config, foreground);
            }
            case "stop", "graceful-stop" -> {
                running.ifPresent(daemon -> daemon.end(15));
                if (running.isEmpty()) {
                    process.println(
                            (ApacheRuntime.isDebian(guest) ? "apache2" : "httpd") + " (no pid file) not running");
                }
                yield 0;
            }
            case "restart", "graceful" -> {
                if (running.isPresent()) {
                    running.get().reload();
                    yield 0;
                }
                yield start(process, config, foreground);
            }
            default -> {
                process.warn(
                        "Usage: httpd [-D name] [-k start|restart|graceful|graceful-stop|stop] [-v] [-t] [-S] [-M]");
                yield 1;
            }
        };
    }

    private static int start(Process process, ApacheConfig config, boolean foreground) throws IOException {
        Guest guest = process.guest();
        String name = ApacheRuntime.isDebian(guest) ? "apache2" : "httpd";
        String command = ApacheRuntime.isDebian(guest) ? "/usr/sbin/apache2 -k start" : "/usr/sbin/httpd -DFOREGROUND";
        Daemon daemon = foreground
                ? Daemon.inForeground(guest, name, process)
                : Daemon.start(guest, name, process.login(), command);
        try {
            ApacheRuntime.start(guest, config, daemon, command);
        } catch (ApacheError refused) {
            daemon.end(0);
            process.warn(refused.reason());
            return 1;
        }
        guest.files()
                .asRoot()
                .mkdirs(config.pidFile().substring(0, config.pidFile().lastIndexOf('/')));
        guest.files().asRoot().write(config.pidFile(), daemon.master().pid() + "\n");
        return foreground ? daemon.serve(process) : 0;
    }
}
