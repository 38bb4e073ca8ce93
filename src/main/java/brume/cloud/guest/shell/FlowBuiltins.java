package brume.cloud.guest.shell;

import brume.cloud.guest.fs.FsException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builtins that steer: `exit`, `return`, `break`, `eval`, `source`, `trap`.
final class FlowBuiltins {

    private static final int MAX_SOURCE_DEPTH = 50;
    private static final int MAX_SOURCE_BYTES = 4 * 1024 * 1024;

    private FlowBuiltins() {}

    static void into(Map<String, Builtin> table) {
        table.put(":", call -> 0);
        table.put("true", call -> 0);
        table.put("false", call -> 1);
        table.put("break", call -> jump(call, false));
        table.put("continue", call -> jump(call, true));
        table.put("return", FlowBuiltins::returned);
        table.put("exit", FlowBuiltins::exit);
        table.put("logout", FlowBuiltins::exit);
        table.put("eval", FlowBuiltins::eval);
        table.put("source", FlowBuiltins::source);
        table.put(".", FlowBuiltins::source);
        table.put("trap", FlowBuiltins::trap);
        table.put("shift", FlowBuiltins::shift);
        table.put("exec", call -> 0);
    }

    private static int jump(BuiltinCall call, boolean again) {
        if (call.shell().loopDepth == 0) {
            call.fail("only meaningful in a `for', `while', or `until' loop");
            return 0;
        }
        if (call.args().isEmpty()) {
            throw new Flow.Jump(1, again);
        }
        String levels = call.args().getFirst();
        if (!levels.matches("\\d{1,6}")) {
            throw new ShellError(call.name() + ": " + levels + ": numeric argument required", 128, true);
        }
        if (Integer.parseInt(levels) == 0) {
            return call.fail(levels + ": loop count out of range");
        }
        throw new Flow.Jump(Integer.parseInt(levels), again);
    }

    private static int status(BuiltinCall call) {
        if (call.args().isEmpty()) {
            return call.shell().status;
        }
        String text = call.args().getFirst();
        if (!text.matches("-?\\d{1,18}")) {
            call.fail(text + ": numeric argument required");
            return 2;
        }
        return (int) (Long.parseLong(text) & 255);
    }

    private static int returned(BuiltinCall call) {
        if (call.shell().functionDepth == 0 && call.shell().sourceDepth == 0) {
            return call.fail(2, "can only `return' from a function or sourced script");
        }
        throw new Flow.Return(status(call));
    }

    private static int exit(BuiltinCall call) throws IOException {
        if (call.shell().interactive && !call.shell().subshell) {
            call.warn(call.shell().name.startsWith("-") ? "logout" : "exit");
        }
        throw new Flow.Exit(status(call));
    }

    private static int eval(BuiltinCall call) {
        String text = String.join(" ", call.args());
        Shell shell = call.shell();
        if (shell.sourceDepth >= MAX_SOURCE_DEPTH) {
            throw new ShellError("eval: maximum eval nesting level exceeded (" + MAX_SOURCE_DEPTH + ")", 1, true);
        }
        shell.sourceDepth++;
        try {
            int status = 0;
            Parser parser = new Parser(new Source(text, shell.line), Dialect.of(shell), true);
            for (Optional<Command> next = parser.next(); next.isPresent(); next = parser.next()) {
                status = call.interpreter().run(next.get());
            }
            return status;
        } catch (SyntaxError error) {
            int line = shell.line;
            shell.line =
                    error.line() + (error.isIncomplete() && error.getMessage().startsWith("syntax") ? 1 : 0);
            shell.complain("eval: ", error.getMessage());
            if (error.getMessage().startsWith("syntax error near")) {
                shell.complain("eval: ", "`" + text + "'");
            }
            shell.line = line;
            return 2;
        } finally {
            shell.sourceDepth--;
        }
    }

    private static int source(BuiltinCall call) throws IOException {
        Shell shell = call.shell();
        if (call.args().isEmpty()) {
            call.fail("filename argument required");
            call.warn(call.name() + ": usage: " + call.name() + " filename [arguments]");
            return 2;
        }
        if (shell.sourceDepth >= MAX_SOURCE_DEPTH) {
            throw new ShellError("source: maximum source nesting level exceeded (" + MAX_SOURCE_DEPTH + ")", 1, true);
        }
        String file = call.args().getFirst();
        String text;
        try {
            text = file.equals("/dev/stdin")
                    ? new String(
                            shell.fds.get(0).input().readNBytes(MAX_SOURCE_BYTES),
                            java.nio.charset.StandardCharsets.UTF_8)
                    : shell.files().readText(shell.path(file));
        } catch (FsException failure) {
            boolean special = !file.contains("/") && !shell.interactive;
            shell.complain(shell.fds, (special ? "" : "") + file + ": " + failure.getMessage());
            return 1;
        }
        List<String> positional = shell.positional;
        if (call.args().size() > 1) {
            shell.positional = List.copyOf(call.args().subList(1, call.args().size()));
        }
        String name = shell.name;
        int line = shell.line;
        shell.sourceDepth++;
        try {
            return sourced(call, text);
        } catch (Flow.Return done) {
            return done.status;
        } finally {
            shell.sourceDepth--;
            shell.name = name;
            shell.line = line;
            if (call.args().size() > 1) {
                shell.positional = positional;
            }
        }
    }

    private static int sourced(BuiltinCall call, String text) {
        Scripts scripts = new Scripts(call.shell());
        return scripts.lines(text);
    }

    private static int trap(BuiltinCall call) throws IOException {
        Map<String, String> traps = call.shell().traps;
        List<String> args = call.args();
        if (args.isEmpty() || args.getFirst().equals("-p")) {
            List<String> wanted = args.stream()
                    .skip(1)
                    .map(name -> Signals.number(name).map(Signals::name).orElse(name))
                    .toList();
            for (String name : traps.keySet().stream()
                    .sorted(java.util.Comparator.comparing(FlowBuiltins::order))
                    .toList()) {
                if (wanted.isEmpty() || wanted.contains(name)) {
                    String signal = name.matches("EXIT|ERR|DEBUG|RETURN") ? name : "SIG" + name;
                    call.println("trap -- " + Quoting.always(traps.getOrDefault(name, "")) + " " + signal);
                }
            }
            return 0;
        }
        if (args.getFirst().equals("-l")) {
            return JobBuiltins.list(call, List.of());
        }
        List<String> rest = args.getFirst().equals("--") ? args.subList(1, args.size()) : args;
        boolean reset = rest.getFirst().equals("-") || rest.size() == 1;
        List<String> signals = rest.size() == 1 ? rest : rest.subList(1, rest.size());
        int status = 0;
        for (String signal : signals) {
            Optional<String> name = signal.matches("ERR|DEBUG|RETURN")
                    ? Optional.of(signal)
                    : Signals.number(signal).map(Signals::name);
            if (name.isEmpty()) {
                status = call.fail(signal + ": invalid signal specification");
            } else if (reset) {
                traps.remove(name.get());
            } else {
                traps.put(name.get(), rest.getFirst());
            }
        }
        return status;
    }

    private static int order(String trap) {
        return Signals.number(trap).orElse(100);
    }

    private static int shift(BuiltinCall call) {
        Shell shell = call.shell();
        String text = call.args().isEmpty() ? "1" : call.args().getFirst();
        if (!text.matches("\\d{1,6}")) {
            return call.fail(text + ": numeric argument required");
        }
        int count = Integer.parseInt(text);
        if (count > shell.positional.size()) {
            return 1;
        }
        shell.positional = shell.positional.subList(count, shell.positional.size());
        return 0;
    }
}
