package brume.cloud.guest.service.nginx;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.service.Daemon;
import brume.cloud.guest.service.Daemons;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `nginx`: starts the server, tests its configuration (`-t`), signals it (`-s`).
public final class Nginx implements Program {

    private static final String USAGE = """
            Usage: nginx [-?hvVtTq] [-s signal] [-p prefix]
                         [-e filename] [-c filename] [-g directives]

            Options:
              -?,-h         : this help
              -v            : show version and exit
              -V            : show version and configure options then exit
              -t            : test configuration and exit
              -T            : test configuration, dump it and exit
              -q            : suppress non-error messages during configuration testing
              -s signal     : send signal to a master process: stop, quit, reopen, reload
              -p prefix     : set prefix path (default: /usr/share/nginx/)
              -e filename   : set error log file (default: /var/log/nginx/error.log)
              -c filename   : set configuration file (default: /etc/nginx/nginx.conf)
              -g directives : set global directives out of configuration file
            """;

    /// What the command line asks for.
    private static final class Request {
        private String file = "/etc/nginx/nginx.conf";
        private String signal = "";
        private boolean test;
        private boolean dump;
        private boolean quiet;
        private boolean foreground;
    }

    @Override
    public int run(Process process) throws IOException {
        Request request = new Request();
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            String next = i + 1 < args.size() ? args.get(i + 1) : "";
            switch (args.get(i)) {
                case "-v", "-V" -> {
                    process.warn("nginx version: " + NginxRuntime.serverToken(process.guest()));
                    return 0;
                }
                case "-h", "-?" -> {
                    process.warn("nginx version: " + NginxRuntime.serverToken(process.guest()));
                    process.err().write(USAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                    return 0;
                }
                case "-t" -> request.test = true;
                case "-T" -> {
                    request.test = true;
                    request.dump = true;
                }
                case "-q" -> request.quiet = true;
                case "-s", "-c", "-g", "-p", "-e" -> {
                    if (next.isEmpty()) {
                        process.warn("nginx: option \"" + args.get(i) + "\" requires parameter");
                        return 1;
                    }
                    take(request, args.get(i), process, next);
                    i++;
                }
                default -> {
                    process.warn("nginx: invalid option: \"" + args.get(i).replaceFirst("^-", "") + "\"");
                    return 1;
                }
            }
        }
        return request.signal.isEmpty() ? load(process, request) : signal(process, request.signal);
    }

    private static void take(Request request, String option, Process process, String value) {
        switch (option) {
            case "-s" -> request.signal = value;
            case "-c" -> request.file = process.path(value);
            case "-g" -> request.foreground = value.matches("\\s*daemon\\s+off\\s*;.*");
            default -> {
                // The prefix and the error log keep their built-in values.
            }
        }
    }

    private static int load(Process process, Request request) throws IOException {
        NginxConfig config;
        boolean root = process.login().uid() == 0;
        try {
            config = NginxConfig.load(process.files(), request.file, defaultUser(process.guest()));
            if (!root) {
                return refuseCommonUser(process, request, config);
            }
            openLogs(process.files(), config);
        } catch (NginxError refused) {
            emerg(process, refused.reason());
            if (request.test) {
                process.warn("nginx: configuration file " + request.file + " test failed");
            }
            return 1;
        }
        for (String warning : config.warnings()) {
            process.warn("nginx: [warn] " + warning);
        }
        if (request.test) {
            return tested(process, request, config);
        }
        return start(process, request, config);
    }

    private static int tested(Process process, Request request, NginxConfig config) throws IOException {
        if (!request.quiet) {
            process.warn("nginx: the configuration file " + request.file + " syntax is ok");
            process.warn("nginx: configuration file " + request.file + " test is successful");
        }
        if (request.dump) {
            List<String> seen = new java.util.ArrayList<>(List.of(config.file()));
            collect(config.http().outer().orElse(config.http()).own(), seen);
            for (String file : seen) {
                process.println("# configuration file " + file + ":");
                process.println(process.files().readText(file));
            }
        }
        return 0;
    }

    private static void collect(List<Directive> directives, List<String> seen) {
        for (Directive directive : directives) {
            if (!directive.file().isEmpty() && !seen.contains(directive.file())) {
                seen.add(directive.file());
            }
            collect(directive.inner(), seen);
        }
    }

    private static int start(Process process, Request request, NginxConfig config) throws IOException {
        Guest guest = process.guest();
        for (int port : config.ports()) {
            if (!Ports.of(guest).isFree(port)) {
                for (int attempt = 0; attempt < 5; attempt++) {
                    emerg(process, "bind() to 0.0.0.0:" + port + " failed (98: Address already in use)");
                }
                return emerg(process, "still could not bind()");
            }
        }
        try {
            String line = String.join(" ", process.argv());
            NginxRuntime runtime = NginxRuntime.start(guest, process.login(), config, line);
            int pid = runtime.daemon().master().pid();
            guest.files().asRoot().write(config.pidFile(), pid + "\n");
            if (request.foreground) {
                return runtime.daemon().serve(process);
            }
            return 0;
        } catch (NginxError refused) {
            return emerg(process, refused.reason());
        }
    }

    private static int refuseCommonUser(Process process, Request request, NginxConfig config) throws IOException {
        process.warn("nginx: [alert] could not open error log file: open() \"/var/log/nginx/error.log\" failed (13:"
                + " Permission denied)");
        config.http().outer().flatMap(main -> main.ownFirst("user")).ifPresent(user -> warnUser(process, user));
        emerg(process, "open() \"/var/log/nginx/access.log\" failed (13: Permission denied)");
        if (request.test) {
            process.warn("nginx: configuration file " + request.file + " test failed");
        }
        return 1;
    }

    private static void warnUser(Process process, Directive user) {
        try {
            process.warn("nginx: [warn] the \"user\" directive makes sense only if the master process runs"
                    + " with super-user privileges, ignored in " + user.file() + ":" + user.line());
        } catch (IOException closed) {
            process.task().deliver(13);
        }
    }

    /// The logs are opened, and made, before anything else happens.
    private static void openLogs(Files files, NginxConfig config) throws NginxError {
        List<String> logs = new java.util.ArrayList<>();
        config.http().outer().flatMap(main -> main.find("error_log")).ifPresent(d -> logs.add(d.arg(0)));
        config.http().own("access_log").forEach(d -> logs.add(d.arg(0)));
        config.servers().forEach(server -> {
            server.scope().own("access_log").forEach(d -> logs.add(d.arg(0)));
            server.scope().own("error_log").forEach(d -> logs.add(d.arg(0)));
        });
        for (String log : logs) {
            try {
                if (log.startsWith("/") && !log.contains("$")) {
                    files.append(log, "");
                }
            } catch (FsException failed) {
                throw new NginxError("open() \"" + log + "\" failed (2: " + failed.getMessage() + ")");
            }
        }
    }

    private static int signal(Process process, String signal) throws IOException {
        if (!List.of("stop", "quit", "reopen", "reload").contains(signal)) {
            process.warn("nginx: invalid option: \"-s " + signal + "\"");
            return 1;
        }
        Guest guest = process.guest();
        try {
            NginxConfig config = NginxConfig.load(process.files(), "/etc/nginx/nginx.conf", defaultUser(guest));
            Optional<Daemon> running = Daemons.inPidFile(guest, config.pidFile());
            if (running.isEmpty()) {
                process.warn(
                        "nginx: [error] open() \"" + config.pidFile() + "\" failed (2: No such file or directory)");
                return 1;
            }
            if (process.login().uid() != 0) {
                process.warn("nginx: [alert] kill(" + running.get().master().pid() + ", "
                        + (signal.equals("reload") ? 1 : 3) + ") failed (1: Operation not permitted)");
                return 1;
            }
            switch (signal) {
                case "reload" -> running.get().reload();
                case "stop" -> running.get().end(15);
                case "quit" -> running.get().end(3);
                default -> {
                    // Reopening the logs: they are opened for every line anyway.
                }
            }
            return 0;
        } catch (NginxError refused) {
            return emerg(process, refused.reason());
        }
    }

    private static String defaultUser(Guest guest) {
        return guest.os().family() == OperatingSystem.Family.DEBIAN ? "www-data" : "nginx";
    }

    private static int emerg(Process process, String message) throws IOException {
        process.warn("nginx: [emerg] " + message);
        return 1;
    }
}
