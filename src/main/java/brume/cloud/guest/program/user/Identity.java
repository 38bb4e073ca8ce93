package brume.cloud.guest.program.user;

import brume.cloud.guest.Login;
import brume.cloud.guest.Task;
import brume.cloud.guest.Users;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// `whoami`, `logname`, `id`, `groups`, `who`, `users`, `w`.
public final class Identity implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "whoami", "logname" -> {
                process.println(process.login().user());
                yield 0;
            }
            case "id" -> id(process);
            case "groups" -> groups(process);
            case "users" -> {
                process.println(sessions(process).stream().map(Task::user).collect(Collectors.joining(" ")));
                yield 0;
            }
            case "who" -> who(process);
            default -> w(process);
        };
    }

    private static int id(Process process) throws IOException {
        Options.Parsed options = new Options("ugGnrza", "user=u group=g groups=G name=n real=r").parse(process.args());
        Login login = process.login();
        if (!options.operands().isEmpty()) {
            Optional<Login> other = process.guest()
                    .login(options.operand(0))
                    .or(() -> options.operand(0).matches("\\d{1,9}")
                            ? process.guest()
                                    .users()
                                    .numbered(Integer.parseInt(options.operand(0)))
                                    .flatMap(user -> process.guest().login(user.name()))
                            : Optional.empty());
            if (other.isEmpty()) {
                return process.fail("‘" + options.operand(0) + "’: no such user");
            }
            login = other.get();
        }
        Users users = process.guest().users();
        boolean names = options.has('n');
        if (options.has('u')) {
            process.println(names ? users.userName(login.uid()) : Integer.toString(login.uid()));
        } else if (options.has('g')) {
            process.println(names ? users.groupName(login.gid()) : Integer.toString(login.gid()));
        } else if (options.has('G')) {
            process.println(login.groups().stream()
                    .map(gid -> names ? users.groupName(gid) : Integer.toString(gid))
                    .collect(Collectors.joining(" ")));
        } else {
            process.println("uid=" + login.uid() + "(" + users.userName(login.uid()) + ") gid=" + login.gid() + "("
                    + users.groupName(login.gid()) + ") groups="
                    + login.groups().stream()
                            .map(gid -> gid + "(" + users.groupName(gid) + ")")
                            .collect(Collectors.joining(",")));
        }
        return 0;
    }

    private static int groups(Process process) throws IOException {
        Users users = process.guest().users();
        if (process.args().isEmpty()) {
            process.println(
                    process.login().groups().stream().map(users::groupName).collect(Collectors.joining(" ")));
            return 0;
        }
        int status = 0;
        for (String name : process.args()) {
            Optional<Login> login = process.guest().login(name);
            if (login.isEmpty()) {
                status = process.fail("‘" + name + "’: no such user");
            } else {
                process.println(name + " : "
                        + login.get().groups().stream().map(users::groupName).collect(Collectors.joining(" ")));
            }
        }
        return status;
    }

    private static List<Task> sessions(Process process) {
        return process.guest().tasks().all().stream()
                .filter(task -> task.terminal().startsWith("pts/"))
                .filter(task -> process.guest()
                        .tasks()
                        .of(task.parent())
                        .filter(p -> p.command().startsWith("sshd:"))
                        .isPresent())
                .toList();
    }

    private static int who(Process process) throws IOException {
        for (Task task : sessions(process)) {
            process.println("%-8s %-12s %s"
                    .formatted(task.user(), task.terminal(), DateFormat.format("%Y-%m-%d %H:%M", task.startedAt())));
        }
        return 0;
    }

    private static int w(Process process) throws IOException {
        process.println(brume.cloud.guest.program.system.Uptime.line(process));
        process.println("USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT");
        for (Task task : sessions(process)) {
            long idle = Duration.between(
                            task.startedAt(), process.guest().world().now())
                    .toSeconds();
            process.println("%-8s %-8s %-16s %-8s %-6s 0.01s  0.00s %s"
                    .formatted(
                            task.user(),
                            task.terminal(),
                            "-",
                            DateFormat.format("%H:%M", task.startedAt()),
                            idle + "s",
                            task.command()));
        }
        return 0;
    }
}
