package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Task;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.net.Ports;
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
        Optional<String> user = unit.last("Service", "User");
        Optional<Login> owner = guest.users().login(user.orElse("root"));
        Login login = owner.orElseGet(() -> guest.users().login("root").orElseThrow());
        Task task = guest.tasks().start(1, login, "?", String.join(" ", command.argv()), () -> {});
        String first = command.argv().isEmpty() ? "" : command.argv().getFirst();
        String cwd = unit.last("Service", "WorkingDirectory")
                .map(path -> path.replaceFirst("^-", ""))
                .orElse("/");
        Files files = guest.files().as(login.credentials());
        started.accept(task);
        try (OutputStream out = output(unit, "StandardOutput", first, task);
                OutputStream err = output(unit, "StandardError", first, task)) {
            if (owner.isEmpty()) {
                return failedStep(
                        unit,
                        key,
                        command,
                        task,
                        "USER",
                        STATUS_USER,
                        "Failed to determine user credentials: No such process");
            }
            if (!files.isDirectory(cwd.equals("~") ? login.home() : cwd)) {
                return failedStep(
                        unit,
                        key,
                        command,
                        task,
                        "CHDIR",
                        STATUS_CHDIR,
                        "Changing to the requested working directory failed: No such file or directory");
            }
            if (first.startsWith("/") && !files.exists(first)) {
                String why = "Failed to locate executable " + first + ": No such file or directory";
                return failedStep(unit, key, command, task, "EXEC", STATUS_EXEC, why);
            }
            if (first.startsWith("/") && !files.allows(first, brume.cloud.guest.fs.Access.EXECUTE)) {
                String why = "Failed to locate executable " + first + ": Permission denied";
                return failedStep(unit, key, command, task, "EXEC", STATUS_EXEC, why);
            }
            Map<String, String> env = environment(unit);
            env.putAll(extra);
            env.putIfAbsent("HOME", login.home());
            env.putIfAbsent("USER", login.user());
            env.putIfAbsent("LOGNAME", login.user());
            Process process = new Process(
                    guest,
                    task,
                    login,
                    command.argv(),
                    env,
                    cwd.equals("~") ? login.home() : cwd,
                    files,
                    new Stdio(InputStream.nullInputStream(), out, err),
                    Optional.empty());
            task.runsOn(Thread.currentThread());
            int status = guest.run(process);
            return new UnitState.Ended(key, task.pid(), command.text(), task.signal() == 0 ? status : 0, task.signal());
        } catch (IOException broken) {
            int signal = task.signal();
            return new UnitState.Ended(key, task.pid(), command.text(), signal == 0 ? 1 : 0, signal);
        } finally {
            task.runsOn(null);
            Ports.of(guest).releaseAll(task);
            guest.tasks().end(task);
        }
    }

    private UnitState.Ended failedStep(
            UnitFile unit, String key, CommandLine command, Task task, String step, int status, String why) {
        String first = command.argv().isEmpty() ? "" : command.argv().getFirst();
        String name = "(" + first.substring(first.lastIndexOf('/') + 1) + ")";
        journald.log(Journald.ERROR, name, task.pid(), unit.name(), unit.name() + ": " + why);
        journald.log(
                Journald.ERROR,
                name,
                task.pid(),
                unit.name(),
                unit.name() + ": Failed at step " + step + " spawning " + first + ": "
                        + why.substring(why.lastIndexOf(':') + 2));
        return new UnitState.Ended(key, task.pid(), command.text(), status, 0);
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

    private OutputStream output(UnitFile unit, String key, String program, Task task) throws IOException {
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
        return new JournalStream(line -> journald.log(Journald.INFO, identifier, task.pid(), unit.name(), line));
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
