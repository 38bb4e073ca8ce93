package brume.cloud.guest.service.cron;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem.Family;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Zones;
import brume.cloud.guest.service.Daemon;
import brume.cloud.guest.service.systemd.Journald;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// `crond`, on Debian `cron`: looks at all tables once a minute of the machine's clock.
///
/// Differs from Linux: when the clock is wound forward, the minutes between are left out.
public final class CronDaemon implements Program {

    private static final int MAX_OUTPUT = 64 * 1024;
    private static final int MAX_LOGGED_LINES = 100;

    @Override
    public int run(Process process) throws IOException {
        Guest guest = process.guest();
        Daemon daemon = Daemon.inForeground(guest, process.name(), process);
        guest.world().executor().execute(() -> watch(process, daemon));
        try {
            return daemon.serve(process);
        } finally {
            daemon.end(0);
        }
    }

    private static void watch(Process process, Daemon daemon) {
        Guest guest = process.guest();
        try {
            while (daemon.isRunning()) {
                Instant now = guest.world().now();
                Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
                guest.world().sleep(Duration.between(now, next));
                if (daemon.isRunning()) {
                    minute(process, guest.world().now().atZone(Zones.system(process)));
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static void minute(Process process, ZonedDateTime at) {
        Guest guest = process.guest();
        Files files = guest.files().asRoot();
        table(files, "/etc/crontab", true).ifPresent(table -> start(process, table, Optional.empty(), at));
        String spool = CrontabProgram.spool(guest);
        for (String folder : new String[] {"/etc/cron.d", spool}) {
            boolean system = !folder.equals(spool);
            try {
                for (String name : files.list(folder).keySet()) {
                    table(files, folder + "/" + name, system)
                            .ifPresent(
                                    table -> start(process, table, system ? Optional.empty() : Optional.of(name), at));
                }
            } catch (FsException none) {
                continue;
            }
        }
    }

    private static Optional<CronTable> table(Files files, String path, boolean system) {
        try {
            return files.isFile(path) ? Optional.of(CronTable.parse(files.readText(path), system)) : Optional.empty();
        } catch (FsException | CronTable.Bad unreadable) {
            return Optional.empty();
        }
    }

    private static void start(Process process, CronTable table, Optional<String> owner, ZonedDateTime at) {
        Guest guest = process.guest();
        for (CronTable.Entry entry : table.entries()) {
            Optional<Login> login = entry.user().or(() -> owner).flatMap(guest.users()::login);
            if (login.isPresent() && entry.due(at)) {
                guest.world().executor().execute(() -> run(process, entry, login.get()));
            }
        }
    }

    private static void run(Process process, CronTable.Entry entry, Login login) {
        Guest guest = process.guest();
        boolean debian = guest.os().family() == Family.DEBIAN;
        String[] pieces = entry.command().split("(?<!\\\\)%", 2);
        String input = pieces.length > 1 ? pieces[1].replaceAll("(?<!\\\\)%", "\n") + "\n" : "";
        Map<String, String> env = new HashMap<>(
                Map.of("HOME", login.home(), "LOGNAME", login.user(), "SHELL", "/bin/sh", "PATH", "/usr/bin:/bin"));
        env.put("LANG", "C.UTF-8");
        env.putAll(entry.variables());
        String shell = env.getOrDefault("SHELL", "/bin/sh");
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int count) {
                super.write(bytes, offset, Math.clamp(MAX_OUTPUT - size(), 0, count));
            }
        };
        Process child = new Process(
                guest,
                process.task(),
                login,
                java.util.List.of(shell, "-c", pieces[0].replace("\\%", "%")),
                env,
                env.getOrDefault("HOME", "/"),
                guest.files().as(login.credentials()),
                new Stdio(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, out),
                Optional.empty());
        int[] pid = {0};
        String name = debian ? "CRON" : "CROND";
        String who = "(" + login.user() + ") ";
        try {
            guest.launcher().launch(child, shell, task -> {
                pid[0] = task.pid();
                log(guest, name, task.pid(), who + "CMD (" + entry.command() + ")");
            });
        } catch (Launcher.NotRunnable missing) {
            log(guest, name, pid[0], who + "ERROR (" + shell + ": " + missing.getMessage() + ")");
        }
        String text = out.toString(StandardCharsets.UTF_8);
        if (debian && !text.isEmpty()) {
            log(guest, name, pid[0], "(CRON) info (No MTA installed, discarding output)");
        } else if (!debian) {
            text.lines()
                    .limit(MAX_LOGGED_LINES)
                    .forEach(line -> log(guest, name, pid[0], who + "CMDOUT (" + line + ")"));
            log(guest, name, pid[0], who + "CMDEND (" + entry.command() + ")");
        }
    }

    private static void log(Guest guest, String name, int pid, String text) {
        String unit = guest.os().family() == Family.DEBIAN ? "cron.service" : "crond.service";
        Journald.of(guest).log(Journald.INFO, name, pid, unit, text);
    }
}
