package brume.cloud.guest.program.system;

import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Programs that start others: `env`, `printenv`, `xargs`, `nohup`, `timeout`, `nice`, `setsid`.
public final class Environment implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "printenv" -> printenv(process);
            case "xargs" -> xargs(process);
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

    private static int start(Process process, List<String> command) throws IOException {
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
                        "+k:s:vf", "kill-after=k signal=s verbose=v foreground=f preserve-status=f")
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
            return signal == 9 ? 137 : 124;
        }
        return status;
    }

    private static int xargs(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "+0rtn:L:I:P:d:s:pE:",
                        "null=0 no-run-if-empty=r verbose=t max-args=n max-lines=L replace=I max-procs=P delimiter=d")
                .parse(process.args());
        List<String> items = items(process, options);
        List<String> command = options.operands().isEmpty() ? List.of("echo") : options.operands();
        int most = options.value('n')
                .or(() -> options.value('L'))
                .filter(n -> n.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(5000);
        int status = 0;
        if (options.value('I').isPresent()) {
            for (String item : items) {
                String mark = options.value('I').get();
                status = worse(
                        status,
                        call(
                                process,
                                options,
                                command.stream()
                                        .map(arg -> arg.replace(mark, item))
                                        .toList()));
            }
            return status;
        }
        if (items.isEmpty()) {
            return options.has('r') ? 0 : worse(0, call(process, options, command));
        }
        for (int from = 0; from < items.size(); from += Math.max(1, most)) {
            List<String> argv = new ArrayList<>(command);
            argv.addAll(items.subList(from, Math.min(items.size(), from + Math.max(1, most))));
            status = worse(status, call(process, options, argv));
            if (status == 127 || status == 126) {
                return status;
            }
        }
        return status;
    }

    private static int worse(int before, int status) {
        return status == 0 ? before : status >= 126 ? status : 123;
    }

    private static int call(Process process, Options.Parsed options, List<String> argv) throws IOException {
        process.checkSignals();
        if (options.has('t')) {
            process.warn(String.join(" ", argv));
        }
        brume.cloud.guest.Stdio io =
                new brume.cloud.guest.Stdio(java.io.InputStream.nullInputStream(), process.out(), process.err());
        return start(process.with(io), argv);
    }

    private static List<String> items(Process process, Options.Parsed options) throws IOException {
        List<String> items = new ArrayList<>();
        Optional<String> delimiter =
                options.value('d').map(brume.cloud.guest.shell.Escapes::ansi).filter(d -> !d.isEmpty());
        int end = options.has('0') ? 0 : delimiter.map(d -> (int) d.charAt(0)).orElse((int) '\n');
        Lines lines = new Lines(process.in(), end);
        Memory memory = new Memory();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            process.checkSignals();
            if (options.has('0') || delimiter.isPresent()) {
                items.add(memory.hold(line.get()));
            } else if (options.value('I').isPresent()) {
                if (!line.get().isBlank()) {
                    items.add(memory.hold(line.get().stripLeading()));
                }
            } else {
                split(memory.hold(line.get()), items);
            }
        }
        return items;
    }

    private static void split(String line, List<String> items) {
        StringBuilder item = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    item.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (c == '\\' && i + 1 < line.length()) {
                item.append(line.charAt(++i));
                begun = true;
            } else if (c == ' ' || c == '\t') {
                if (begun) {
                    items.add(item.toString());
                }
                item.setLength(0);
                begun = false;
            } else {
                item.append(c);
                begun = true;
            }
        }
        if (begun) {
            items.add(item.toString());
        }
    }
}
