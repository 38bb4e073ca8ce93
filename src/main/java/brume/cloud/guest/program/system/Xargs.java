package brume.cloud.guest.program.system;

import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `xargs [-0rt] [-n count] [-L lines] [-I mark] [-d delimiter] [-a file] [command...]`.
///
/// Differs from Linux: with `-P` the commands run one after another all the same.
final class Xargs {

    private Xargs() {}

    static int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "+0rtn:L:I:P:d:s:pE:a:x",
                        "null=0 no-run-if-empty=r verbose=t max-args=n max-lines=L replace=I max-procs=P delimiter=d arg-file=a exit=x max-chars=s interactive=p")
                .parse(process.args());
        List<String> items;
        try {
            items = items(process, options);
        } catch (UsageError unmatched) {
            return process.fail(unmatched.getMessage());
        }
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
                if (status >= 124) {
                    return status;
                }
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
            if (status >= 124) {
                return status;
            }
        }
        return status;
    }

    private static int worse(int before, int status) {
        return status == 0 ? before : status >= 124 && status <= 127 ? status : 123;
    }

    private static int call(Process process, Options.Parsed options, List<String> argv) throws IOException {
        process.checkSignals();
        if (options.has('t')) {
            process.warn(String.join(" ", argv));
        }
        brume.cloud.guest.Stdio io =
                new brume.cloud.guest.Stdio(java.io.InputStream.nullInputStream(), process.out(), process.err());
        int status = Environment.start(process.with(io), argv);
        if (status == 255) {
            process.fail(argv.getFirst() + ": exited with status 255; aborting");
            return 124;
        }
        return status;
    }

    private static List<String> items(Process process, Options.Parsed options) throws IOException {
        List<String> items = new ArrayList<>();
        Optional<String> delimiter =
                options.value('d').map(brume.cloud.guest.shell.Escapes::ansi).filter(d -> !d.isEmpty());
        int end = options.has('0') ? 0 : delimiter.map(d -> (int) d.charAt(0)).orElse((int) '\n');
        Lines lines = new Lines(process.open(options.value('a').orElse("-")), end);
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
        if (quote != 0) {
            throw UsageError.plain("unmatched " + (quote == '"' ? "double" : "single")
                    + " quote; by default quotes are special to xargs unless you use the -0 option");
        }
        if (begun) {
            items.add(item.toString());
        }
    }
}
