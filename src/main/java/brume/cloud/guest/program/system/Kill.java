package brume.cloud.guest.program.system;

import brume.cloud.guest.Task;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Regex;
import brume.cloud.guest.shell.Signals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `kill`, `pkill`, `killall`.
public final class Kill implements Program {

    private static final int SIGTERM = 15;

    @Override
    public int run(Process process) throws IOException {
        int signal = SIGTERM;
        String target = "";
        boolean full = false;
        int status = 0;
        int killed = 0;
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("-f")) {
                full = true;
            } else if (arg.equals("-s") && i + 1 < args.size()) {
                signal = Signals.number(args.get(++i)).orElse(SIGTERM);
            } else if (arg.equals("-u") && i + 1 < args.size()) {
                i++;
            } else if (arg.startsWith("-") && arg.length() > 1) {
                Optional<Integer> number = Signals.number(arg.substring(1));
                if (number.isEmpty() && !arg.matches("-[xqewv]+")) {
                    return process.fail(arg.substring(1) + ": invalid signal specification");
                }
                signal = number.orElse(signal);
            } else if (process.name().equals("kill")) {
                target = arg;
                status |= one(process, arg, signal);
            } else {
                target = arg;
                killed += many(process, arg, signal, full);
            }
        }
        if (target.isEmpty()) {
            process.warn("Usage: " + process.name() + " [options] <pid> [...]");
            return 2;
        }
        if (process.name().equals("kill")) {
            return status;
        }
        if (killed == 0 && process.name().equals("killall")) {
            process.warn(target + ": no process found");
        }
        return killed == 0 ? 1 : 0;
    }

    private static int one(Process process, String pid, int signal) throws IOException {
        if (!pid.matches("\\d{1,9}")) {
            return process.fail("failed to parse argument: '" + pid + "'");
        }
        Optional<Task> task = process.guest().tasks().of(Integer.parseInt(pid));
        if (task.isEmpty()) {
            return process.fail("(" + pid + "): No such process");
        }
        if (process.login().uid() != 0 && process.login().uid() != task.get().uid()) {
            return process.fail("(" + pid + "): Operation not permitted");
        }
        if (signal != 0) {
            task.get().deliver(signal);
        }
        return 0;
    }

    private static int many(Process process, String pattern, int signal, boolean full) throws IOException {
        int count = 0;
        for (Task task : process.guest().tasks().all()) {
            String first = task.command().split(" ", 2)[0];
            String name = full
                    ? task.command()
                    : first.substring(first.lastIndexOf('/') + 1).replaceFirst(":$", "");
            boolean match = process.name().equals("killall")
                    ? name.equals(pattern)
                    : Regex.extended(pattern, false).matcher(name).find();
            boolean own = task.pid() == process.task().pid()
                    || task.pid() == process.task().parent();
            if (!match || own || task.pid() == 1) {
                continue;
            }
            if (process.login().uid() != 0 && process.login().uid() != task.uid()) {
                process.fail("killing pid " + task.pid() + " failed: Operation not permitted");
                continue;
            }
            task.deliver(signal);
            count++;
        }
        return count;
    }
}
