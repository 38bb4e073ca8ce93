package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Task;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Runs the commands of units as processes of the guest, their output going to the journal.
final class Spawner {

    private static final int STATUS_CHDIR = 200;
    private static final int STATUS_EXEC = 203;
    private static final int STATUS_USER = 217;

    private final Guest guest;
    private final Journald journald;

    Spawner(Guest guest, Journald journald) {
        this.guest = guest;
        this.journald = journald;
    }

    CommandLine parse(UnitFile unit, String value, Map<String, String> extra) {
        Map<String, String> environment = environment(unit);
        environment.putAll(extra);
        String bare = unit.name().substring(0, unit.name().lastIndexOf('.'));
        Map<Character, String> specifiers = Map.of(
                'n',
                unit.name(),
                'N',
                bare,
                'p',
                bare,
                'i',
                "",
                'H',
                guest.hostname(),
                'u',
                "root",
                'h',
                "/root",
                't',
                "/run",
                'S',
                "/var/lib");
        return CommandLine.parse(value, environment, specifiers);
    }

    /// Runs a command on the calling thread until it ends.
    ///
    /// @param started called with its task before its first instruction
    UnitState.Ended run(
            UnitFile unit, String key, CommandLine command, Map<String, String> extra, Consumer<Task> started) {
        Optional<Login> owner = guest.users().login(unit.last("Service", "User").orElse("root"));
        if (owner.isEmpty() || command.argv().isEmpty()) {
            return failed(
                    unit, key, command, "USER", STATUS_USER, "Failed to determine user credentials: No such process");
        }
        Login login = owner.get();
        String folder = unit.last("Service", "WorkingDirectory")
                .map(path -> path.replaceFirst("^-", ""))
                .orElse("/");
        String cwd = folder.equals("~") ? login.home() : folder;
        Files files = guest.files().as(login.credentials());
        if (!files.isDirectory(cwd)) {
            return failed(
                    unit,
                    key,
                    command,
                    "CHDIR",
                    STATUS_CHDIR,
                    "Changing to the requested working directory failed: No such file or directory");
        }
        Map<String, String> env = environment(unit);
        env.putAll(extra);
        env.putIfAbsent("HOME", login.home());
        env.putIfAbsent("USER", login.user());
        env.putIfAbsent("LOGNAME", login.user());
        return launch(unit, key, command, started, login, env, cwd);
    }

    private UnitState.Ended launch(
            UnitFile unit,
            String key,
            CommandLine command,
            Consumer<Task> started,
            Login login,
            Map<String, String> env,
            String cwd) {
        String first = command.argv().getFirst();
        Task init = guest.tasks().of(1).orElseThrow();
        Child child = new Child(init);
        try (OutputStream out = output(unit, "StandardOutput", first, child);
                OutputStream err = output(unit, "StandardError", first, child)) {
            Process process = new Process(
                    guest,
                    init,
                    login,
                    command.argv(),
                    env,
                    cwd,
                    guest.files().as(login.credentials()),
                    new Stdio(InputStream.nullInputStream(), out, err),
                    Optional.empty());
            Optional<String> path = guest.launcher().find(process, first);
            if (path.isEmpty()) {
                return failed(
                        unit,
                        key,
                        command,
                        "EXEC",
                        STATUS_EXEC,
                        "Failed to locate executable " + first + ": No such file or directory");
            }
            int status = guest.launcher().launch(process, path.get(), task -> {
                child.task = task;
                started.accept(task);
            });
            return ended(key, command, child.task, status);
        } catch (Launcher.NotRunnable reason) {
            String why = reason.status() == Launcher.NOT_FOUND ? "No such file or directory" : reason.getMessage();
            return failed(unit, key, command, "EXEC", STATUS_EXEC, "Failed to locate executable " + first + ": " + why);
        } catch (IOException broken) {
            return ended(key, command, child.task, 1);
        } finally {
            Ports.of(guest).releaseAll(child.task);
        }
    }

    /// The process that was started, once there is one.
    private static final class Child {
        private volatile Task task;

        Child(Task before) {
            task = before;
        }
    }

    private static UnitState.Ended ended(String key, CommandLine command, Task task, int status) {
        int signal = task.signal();
        return new UnitState.Ended(key, task.pid(), command.text(), signal == 0 ? status : 0, signal);
    }

    private UnitState.Ended failed(
            UnitFile unit, String key, CommandLine command, String step, int status, String why) {
        String first = command.argv().isEmpty() ? "" : command.argv().getFirst();
        String name = "(" + first.substring(first.lastIndexOf('/') + 1) + ")";
        String failure = why.substring(why.lastIndexOf(':') + 2);
        journald.log(Journald.ERROR, name, 0, unit.name(), unit.name() + ": " + why);
        String spawning = ": Failed at step " + step + " spawning " + first + ": " + failure;
        journald.log(Journald.ERROR, name, 0, unit.name(), unit.name() + spawning);
        return new UnitState.Ended(key, 0, command.text(), status, 0);
    }

    private Map<String, String> environment(UnitFile unit) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin");
        environment.put("LANG", "C.UTF-8");
        unit.last("Service", "User").ifPresent(user -> environment.put("USER", user));
        for (String line : unit.all("Service", "Environment")) {
            CommandLine.split(line).forEach(pair -> put(environment, pair));
        }
        for (String file : unit.all("Service", "EnvironmentFile")) {
            try {
                guest.files()
                        .asRoot()
                        .readText(file.replaceFirst("^-", ""))
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.startsWith("#"))
                        .forEach(line ->
                                CommandLine.split(line).stream().findFirst().ifPresent(pair -> put(environment, pair)));
            } catch (FsException missing) {
                continue;
            }
        }
        return environment;
    }

    private static void put(Map<String, String> environment, String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            environment.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
    }

    private OutputStream output(UnitFile unit, String key, String program, Child child) throws IOException {
        String where = unit.last("Service", key)
                .orElseGet(() -> unit.last("Service", "StandardOutput").orElse("journal"));
        Files files = guest.files().asRoot();
        if (where.equals("null")) {
            return OutputStream.nullOutputStream();
        }
        if (where.startsWith("append:")) {
            return files.append(where.substring(7));
        }
        if (where.startsWith("file:") || where.startsWith("truncate:")) {
            return files.create(where.substring(where.indexOf(':') + 1));
        }
        String identifier =
                unit.last("Service", "SyslogIdentifier").orElse(program.substring(program.lastIndexOf('/') + 1));
        return new JournalStream(line -> journald.log(Journald.INFO, identifier, child.task.pid(), unit.name(), line));
    }

    /// All tasks below a task, itself included.
    static List<Task> family(Guest guest, Task root) {
        List<Task> family = new java.util.ArrayList<>(List.of(root));
        for (Task task : guest.tasks().all()) {
            if (family.stream().anyMatch(member -> member.pid() == task.parent()) && task.pid() != root.pid()) {
                family.add(task);
            }
        }
        return family;
    }
}
