package brume.cloud.guest.program.system;

import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Programs that start others: `env`, `printenv`, `nohup`, `timeout`, `nice`, `setsid`.
public final class Environment implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "printenv" -> printenv(process);
            case "xargs" -> Xargs.run(process);
            case "timeout" -> timeout(process);
            case "nohup", "nice", "setsid", "ionice", "stdbuf" -> {
                List<String> args = new ArrayList<>(process.args());
                while (!args.isEmpty() && args.getFirst().startsWith("-")) {
                    boolean wantsValue = args.removeFirst().equals("-n");
                    if (wantsValue && !args.isEmpty()) {
                        args.removeFirst();
                    }
                }
                if (args.isEmpty()) {
                    yield process.fail(
                            125, "missing operand\nTry '" + process.name() + " --help' for more information.");
                }
                yield start(process, args);
            }
            default -> env(process);
        };
    }

    private static int env(Process process) throws IOException {
        Options.Parsed options =
                new Options("+iu:0C:S:v", "ignore-environment=i unset=u null=0 chdir=C").parse(process.args());
        Map<String, String> env =
                new LinkedHashMap<>(options.has('i') ? Map.of() : new java.util.TreeMap<>(process.env()));
        options.values('u').forEach(env::remove);
        List<String> rest = new ArrayList<>(
                options.value('S').map(text -> List.of(text.split(" +"))).orElse(List.of()));
        rest.addAll(options.operands());
        while (!rest.isEmpty() && rest.getFirst().contains("=")) {
            String pair = rest.removeFirst();
            env.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        if (rest.isEmpty()) {
            for (Map.Entry<String, String> one : env.entrySet()) {
                process.print(one.getKey() + "=" + one.getValue() + (options.has('0') ? "\0" : "\n"));
            }
            return 0;
        }
        Process child = process.withEnv(env);
        return start(
                options.value('C').isPresent()
                        ? child.in(process.path(options.value('C').get()))
                        : child,
                rest);
    }

    static int start(Process process, List<String> command) throws IOException {
        Optional<String> path = process.guest().launcher().find(process, command.getFirst());
        String name = process.name();
        if (path.isEmpty()) {
            process.warn(name + ": "
                    + (name.equals("env")
                            ? "‘" + command.getFirst() + "’"
                            : name.equals("xargs")
                                    ? command.getFirst()
                                    : "failed to run command ‘" + command.getFirst() + "’")
                    + ": No such file or directory");
            return Launcher.NOT_FOUND;
        }
        try {
            process.out().flush();
            return process.guest().launcher().launch(process.with(command), path.get());
        } catch (Launcher.NotRunnable reason) {
            process.warn(name + ": ‘" + command.getFirst() + "’: "
                    + (reason.status() == Launcher.NOT_FOUND ? "No such file or directory" : reason.getMessage()));
            return reason.status();
        }
    }

    private static int printenv(Process process) throws IOException {
        if (process.args().isEmpty()) {
            for (Map.Entry<String, String> one : process.env().entrySet()) {
                process.println(one.getKey() + "=" + one.getValue());
            }
            return 0;
        }
        int status = 0;
        for (String name : process.args()) {
            String value = process.env().get(name);
            if (value == null) {
                status = 1;
            } else {
                process.println(value);
            }
        }
        return status;
    }

    private static int timeout(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "+k:s:vfp", "kill-after=k signal=s verbose=v foreground=f preserve-status=p")
                .parse(process.args());
        if (options.operands().size() < 2) {
            process.warn("Try 'timeout --help' for more information.");
            return 125;
        }
        Optional<java.time.Duration> limit = Waiting.duration(options.operand(0));
        if (limit.isEmpty()) {
            return process.fail(
                    125,
                    "invalid time interval ‘" + options.operand(0) + "’\nTry 'timeout --help' for more information.");
        }
        int signal = options.value('s')
                .flatMap(brume.cloud.guest.shell.SignalNames::number)
                .orElse(15);
        boolean[] late = {false};
        boolean[] done = {false};
        process.guest().world().executor().execute(() -> {
            try {
                process.guest().world().sleep(limit.get());
                if (!done[0]) {
                    late[0] = true;
                    process.guest().tasks().interrupt(process.task(), signal);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        int status =
                start(process, options.operands().subList(1, options.operands().size()));
        done[0] = true;
        if (late[0]) {
            process.task().clearSignal();
            Thread.interrupted();
            return signal == 9 ? 137 : options.has('p') ? 128 + signal : 124;
        }
        return status;
    }
}
