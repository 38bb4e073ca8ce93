package brume.cloud.guest.shell;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Task;
import brume.cloud.guest.Terminal;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sessions as sshd opens them: one command, or a shell for a person.
public final class Sessions {

    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;

    private final Guest guest;

    public Sessions(Guest guest) {
        this.guest = guest;
    }

    /// Runs one command line through the user's shell.
    public int exec(Login login, String command, Stdio io, Optional<Terminal> terminal) {
        String argv0 = login.shell().substring(login.shell().lastIndexOf('/') + 1);
        return session(login, io, terminal, argv0 + " -c " + command, process -> {
            try {
                return guest.launcher().launch(process.with(List.of(argv0, "-c", command)), login.shell());
            } catch (Launcher.NotRunnable reason) {
                return refused(process, login, reason);
            }
        });
    }

    /// A login shell on a terminal.
    public int shell(Login login, Stdio io, Terminal terminal) {
        String name = "-" + login.shell().substring(login.shell().lastIndexOf('/') + 1);
        return session(login, io, Optional.of(terminal), name, process -> {
            try {
                if (!name.matches("-(ba)?sh")) {
                    return guest.launcher().launch(process.with(List.of(name)), login.shell());
                }
            } catch (Launcher.NotRunnable reason) {
                return refused(process, login, reason);
            }
            return InteractiveShell.login(process, name);
        });
    }

    private static int refused(Process process, Login login, Launcher.NotRunnable reason) {
        try {
            process.warn(login.shell() + ": " + reason.getMessage());
        } catch (IOException gone) {
            // nobody reads it
        }
        return 1;
    }

    private interface Body {
        int run(Process process);
    }

    private int session(Login login, Stdio io, Optional<Terminal> terminal, String command, Body body) {
        String tty = terminal.isPresent() ? "pts/" + guest.tasks().freeTerminal() : "?";
        Task daemon = guest.tasks()
                .start(1, login, "?", "sshd: " + login.user() + "@" + (tty.equals("?") ? "notty" : tty), () -> {});
        Task task = guest.tasks().start(daemon.pid(), login, tty, command, () -> {});
        task.runsOn(Thread.currentThread());
        try {
            Stdio seen = io;
            if (terminal.isPresent()) {
                Tty discipline = new Tty(io, () -> guest.tasks().interrupt(task, SIGINT));
                discipline.start(guest.world().executor());
                terminal.get().onInterrupt(() -> guest.tasks().interrupt(task, SIGINT));
                terminal.get().onHangUp(() -> {
                    discipline.hangUp();
                    guest.tasks().interrupt(task, SIGHUP);
                });
                seen = new Stdio(discipline.in, discipline.out, discipline.out);
            }
            int status = body.run(process(login, seen, terminal, task));
            seen.out().flush();
            seen.err().flush();
            return status;
        } catch (IOException gone) {
            return 255;
        } finally {
            task.runsOn(null);
            Thread.interrupted();
            guest.tasks().end(task);
            guest.tasks().end(daemon);
            guest.world().changed(guest);
        }
    }

    private Process process(Login login, Stdio io, Optional<Terminal> terminal, Task task) throws IOException {
        Files files = guest.files().as(login.credentials());
        String home = files.isDirectory(login.home()) ? login.home() : "/";
        if (home.equals("/") && !login.home().equals("/")) {
            io.err()
                    .write(("Could not chdir to home directory " + login.home() + ": No such file or directory\n")
                            .getBytes(StandardCharsets.UTF_8));
        }
        int umask = login.uid() != 0 && guest.os().family() == brume.cloud.guest.image.OperatingSystem.Family.DEBIAN
                ? 002
                : 022;
        return new Process(
                guest,
                task,
                login,
                List.of("session"),
                environment(login, terminal),
                home,
                files.withUmask(umask),
                io,
                terminal);
    }

    private Map<String, String> environment(Login login, Optional<Terminal> terminal) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("SHELL", login.shell());
        environment.put("HOME", login.home());
        environment.put("USER", login.user());
        environment.put("LOGNAME", login.user());
        environment.put("PATH", Guest.searchPath(guest.os(), login.uid()));
        environment.put("LANG", "C.UTF-8");
        terminal.ifPresent(tty -> environment.put("TERM", tty.type()));
        environment.putAll(login.environment());
        return environment;
    }
}
