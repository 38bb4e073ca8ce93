package brume.cloud.guest.shell;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.BrokenPipe;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.shell.Command.Assignment;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Runs simple commands: assignments, functions, builtins, programs.
final class SimpleRunner {

    private static final int MAX_FUNCTION_DEPTH = 200;

    private final Interpreter interpreter;
    private final Shell shell;

    SimpleRunner(Interpreter interpreter) {
        this.interpreter = interpreter;
        this.shell = interpreter.shell;
    }

    int run(Command.Simple command) {
        shell.line = command.line();
        shell.substitutionStatus = 0;
        int before = shell.temporaries.size();
        List<String> argv = words(command.words());
        try {
            return argv.isEmpty() ? assignments(command) : dispatch(command, argv);
        } finally {
            shell.lastArgument = argv.isEmpty() ? "" : argv.getLast();
            if (argv.isEmpty() || !argv.getFirst().equals("exec")) {
                interpreter.forgetProcessFiles(before);
            }
        }
    }

    /// The words of a command; values behind `local name=` and its like are not split.
    private List<String> words(List<Word> words) {
        boolean declares = !words.isEmpty()
                && words.getFirst()
                        .plain()
                        .filter(SimpleCommands.DECLARING::contains)
                        .isPresent();
        if (!declares) {
            return interpreter.expander.fields(words);
        }
        List<String> fields = new ArrayList<>();
        for (Word word : words) {
            boolean assigns = !word.parts().isEmpty()
                    && word.parts().getFirst() instanceof Word.Part.Literal(String text)
                    && text.matches("(?s)[A-Za-z_][A-Za-z0-9_]*\\+?=.*");
            if (assigns) {
                fields.add(interpreter.expander.assignment(word));
            } else {
                fields.addAll(interpreter.expander.fields(List.of(word)));
            }
        }
        return fields;
    }

    private int assignments(Command.Simple command) {
        return interpreter.with(command.redirections(), () -> {
            for (Assignment assignment : command.assignments()) {
                String trace = assign(assignment);
                interpreter.trace(() -> trace);
            }
            return shell.substitutionStatus;
        });
    }

    /// @return how `set -x` shows it
    private String assign(Assignment assignment) {
        String name = assignment.name();
        if (assignment.array().isPresent()) {
            assignArray(assignment, assignment.array().get());
            return name + (assignment.append() ? "+" : "") + "=("
                    + Unparser.words(assignment.array().get()) + ")";
        }
        String value = interpreter.expander.assigned(assignment.value());
        Optional<Variables.Variable> old = shell.variables.find(name);
        boolean integer = old.filter(v -> v.integer).isPresent();
        Optional<String> index =
                assignment.index().map(word -> interpreter.expander.parameters().index(name, word));
        if (assignment.append()) {
            String before =
                    old.map(v -> v.values.getOrDefault(index.orElse("0"), "")).orElse("");
            value = integer ? before + "+(" + value + ")" : before + value;
        }
        if (integer) {
            value = Long.toString(
                    Arithmetic.evaluate(value, interpreter.expander.parameters().arithmeticNames()));
        }
        if (value.length() > Marked.MAX_LENGTH) {
            throw new ShellError("xrealloc: cannot allocate " + value.length() + " bytes", 2, true);
        }
        if (index.isPresent()) {
            shell.variables.setAt(name, index.get(), value);
        } else {
            shell.variables.set(name, value);
        }
        return name + "=" + Quoting.needed(value);
    }

    private void assignArray(Assignment assignment, List<Word> elements) {
        String name = assignment.name();
        Map<String, String> values = new LinkedHashMap<>();
        long next = 0;
        if (assignment.append()) {
            for (String key : shell.variables.keys(name)) {
                values.put(key, shell.variables.find(name).orElseThrow().values.get(key));
                next = key.matches("\\d+") ? Long.parseLong(key) + 1 : next;
            }
        }
        for (Word element : elements) {
            String first =
                    element.parts().isEmpty() || !(element.parts().getFirst() instanceof Word.Part.Literal(String text))
                            ? ""
                            : text;
            int close = first.indexOf("]=");
            if (first.startsWith("[") && close > 0) {
                String key = interpreter
                        .expander
                        .parameters()
                        .index(name, SimpleCommands.expression(first.substring(1, close)));
                List<Word.Part> rest = new ArrayList<>(element.parts());
                rest.set(0, new Word.Part.Literal(first.substring(close + 2)));
                values.put(key, interpreter.expander.single(new Word(rest)));
                next = key.matches("\\d+") ? Long.parseLong(key) + 1 : next;
            } else {
                for (String field : interpreter.expander.fields(List.of(element))) {
                    values.put(Long.toString(next++), field);
                }
            }
        }
        shell.variables.setAll(name, values);
    }

    private int dispatch(Command.Simple command, List<String> argv) {
        String name = argv.getFirst();
        interpreter.trace(() -> {
            StringBuilder line = new StringBuilder();
            argv.forEach(arg -> line.append(line.isEmpty() ? "" : " ").append(Quoting.needed(arg)));
            return line.toString();
        });
        Optional<Command> function = Optional.ofNullable(shell.functions.get(name));
        Optional<Builtin> builtin = Builtins.named(name, shell);
        boolean declares =
                List.of("export", "declare", "typeset", "local", "readonly").contains(name);
        if (name.equals("exec") && function.isEmpty()) {
            return exec(command, argv);
        }
        if (function.isEmpty() && builtin.isEmpty() || !command.assignments().isEmpty() && !declares) {
            return scoped(command, argv, function, builtin);
        }
        return interpreter.with(command.redirections(), () -> {
            int status = function.isPresent() ? call(function.get(), argv) : builtin(builtin.get(), argv);
            command.assignments().forEach(this::assign);
            return status;
        });
    }

    /// Runs a command that has variables of its own, or is a program.
    private int scoped(
            Command.Simple command, List<String> argv, Optional<Command> function, Optional<Builtin> builtin) {
        if (command.assignments().isEmpty()) {
            return interpreter.with(command.redirections(), () -> program(argv, Optional.of(command)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Assignment assignment : command.assignments()) {
            values.put(assignment.name(), interpreter.expander.assigned(assignment.value()));
        }
        return interpreter.with(command.redirections(), () -> {
            shell.variables.enter();
            try {
                values.forEach((name, value) -> {
                    Variables.Variable variable = shell.variables.declareLocal(name);
                    variable.exported = true;
                    shell.variables.set(name, value);
                });
                if (function.isPresent()) {
                    return call(function.get(), argv);
                }
                return builtin.isPresent() ? builtin(builtin.get(), argv) : program(argv, Optional.of(command));
            } finally {
                shell.variables.leave();
            }
        });
    }

    int call(Command body, List<String> argv) {
        shell.replaceable = false;
        if (shell.functionDepth >= MAX_FUNCTION_DEPTH) {
            throw new ShellError(
                    argv.getFirst() + ": maximum function nesting level exceeded (" + MAX_FUNCTION_DEPTH + ")",
                    1,
                    true);
        }
        List<String> positional = shell.positional;
        int loops = shell.loopDepth;
        shell.positional = List.copyOf(argv.subList(1, argv.size()));
        shell.functionDepth++;
        shell.loopDepth = 0;
        shell.callStack.add(argv.getFirst());
        shell.callLines.add(shell.line);
        shell.variables.enter();
        try {
            return interpreter.run(body);
        } catch (Flow.Return done) {
            return done.status;
        } finally {
            shell.variables.leave();
            shell.callLines.removeLast();
            shell.callStack.removeLast();
            shell.functionDepth--;
            shell.loopDepth = loops;
            shell.positional = positional;
        }
    }

    int builtin(Builtin builtin, List<String> argv) {
        shell.replaceable = false;
        BuiltinCall call = new BuiltinCall(shell, interpreter, argv);
        try {
            return builtin.run(call) & 255;
        } catch (FsException failure) {
            String subject = failure.path().isEmpty() ? "" : failure.path() + ": ";
            shell.complain(shell.fds, argv.getFirst() + ": " + subject + failure.getMessage());
            return 1;
        } catch (BrokenPipe pipe) {
            throw new Flow.Exit(141);
        } catch (InterruptedIOException signal) {
            interpreter.poll();
            return 129;
        } catch (IOException gone) {
            return 1;
        }
    }

    /// Runs a program from a file.
    ///
    /// @param command as it was written
    int program(List<String> argv, Optional<Command.Simple> command) {
        String name = argv.getFirst();
        Process process = shell.process(argv, shell.environment(), shell.fds);
        Launcher launcher = shell.guest.launcher();
        Optional<String> path = launcher.find(process, name);
        if (path.isEmpty()) {
            return notFound(name, argv);
        }
        try {
            int[] child = {0};
            int status = shell.replaceable
                    ? launcher.replace(process, path.get())
                    : launcher.launch(process, path.get(), task -> child[0] = task.pid());
            interpreter.poll();
            if (status == 137 && child[0] > 0) {
                killed(child[0], command);
            }
            return status;
        } catch (Launcher.NotRunnable reason) {
            boolean missing = reason.status() == Launcher.NOT_FOUND && shell.dash;
            shell.complain(shell.fds, name + ": " + (missing ? "not found" : reason.getMessage()));
            return reason.status();
        }
    }

    /// What bash says of a program that was killed.
    private void killed(int pid, Optional<Command.Simple> command) {
        if (shell.interactive) {
            try {
                shell.fds.get(2).output().write("Killed\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // nobody reads it
            }
        } else if (command.isPresent()) {
            shell.complain(shell.fds, "%5d Killed                  ".formatted(pid) + Unparser.command(command.get()));
        }
    }

    private int notFound(String name, List<String> argv) {
        Command handler = shell.functions.get("command_not_found_handle");
        if (handler != null) {
            List<String> words = new ArrayList<>(List.of("command_not_found_handle"));
            words.addAll(argv);
            return call(handler, words);
        }
        shell.complain(shell.fds, name + (shell.dash ? ": not found" : ": command not found"));
        return Launcher.NOT_FOUND;
    }

    private int exec(Command.Simple command, List<String> argv) {
        if (argv.size() > 1) {
            List<String> words = argv.subList(1, argv.size());
            Process process = shell.process(words, shell.environment(), shell.fds);
            if (shell.guest.launcher().find(process, words.getFirst()).isEmpty()) {
                shell.complain(shell.fds, "exec: " + words.getFirst() + ": not found");
                throw new Flow.Exit(Launcher.NOT_FOUND);
            }
            int status = interpreter.with(
                    command.redirections(), () -> program(argv.subList(1, argv.size()), Optional.empty()));
            throw new Flow.Exit(status);
        }
        try {
            shell.fds = interpreter.redirections.apply(command.redirections(), shell.fds);
            return 0;
        } catch (ShellError failure) {
            shell.complain(shell.fds, failure.getMessage());
            if (shell.dash) {
                throw new Flow.Exit(2);
            }
            return 1;
        }
    }
}
