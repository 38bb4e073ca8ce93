package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Command.Branch;
import brume.cloud.guest.shell.Command.Clause;
import brume.cloud.guest.shell.Command.Redirection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Runs commands in one shell. Statuses come back as numbers; control flow and errors as [Flow] and [ShellError].
final class Interpreter {

    private static final int SIGHUP = 1;

    final Shell shell;
    final Expander expander;
    final Redirections redirections;
    private final SimpleRunner simples;
    private final Pipelines pipelines;
    private final Tests tests;

    Interpreter(Shell shell) {
        this.shell = shell;
        this.pipelines = new Pipelines(this);
        this.expander = new Expander(shell, pipelines::substitute, pipelines::processFile);
        this.redirections = new Redirections(shell, expander, pipelines::reading);
        this.simples = new SimpleRunner(this);
        this.tests = new Tests(shell, expander);
    }

    /// Runs one command.
    ///
    /// @return its status, which is also `$?`
    int run(Command command) {
        poll();
        if (command instanceof Command.Simple simple) {
            shell.line = simple.line();
            if (!shell.traps.isEmpty()) {
                shell.running = Unparser.command(simple);
                debug();
            }
        }
        int status = switch (command) {
            case Command.Simple simple -> checked(simples.run(simple));
            case Command.Pipeline pipeline -> {
                int ended = pipelines.run(pipeline);
                yield pipeline.negated() ? ended : checked(ended);
            }
            case Command.Junction junction -> junction(junction);
            case Command.Sequence sequence -> sequence(sequence.commands());
            case Command.Background background -> pipelines.background(background);
            case Command.Coprocess coprocess -> pipelines.coprocess(coprocess);
            case Command.Subshell s -> checked(with(s.redirections(), () -> pipelines.subshell(s.body())));
            case Command.Group group -> with(group.redirections(), () -> run(group.body()));
            case Command.If i -> with(i.redirections(), () -> branches(i));
            case Command.Loop loop -> with(loop.redirections(), () -> loop(loop));
            case Command.For f -> with(f.redirections(), () -> forEach(f));
            case Command.ArithmeticFor f -> with(f.redirections(), () -> counted(f));
            case Command.Case c -> with(c.redirections(), () -> cases(c));
            case Command.Function function -> {
                shell.functions.put(function.name(), function.body());
                yield 0;
            }
            case Command.Conditional c -> {
                trace(() -> "[[ " + Unparser.test(c.test(), word -> Quoting.needed(expander.single(word))) + " ]]");
                yield checked(with(c.redirections(), () -> evaluated("[[", () -> tests.holds(c.test()) ? 0 : 1)));
            }
            case Command.Arithmetic a -> {
                trace(() -> "(( " + expander.text(a.expression()) + " ))");
                yield checked(with(
                        a.redirections(), () -> evaluated("((", () -> expander.number(a.expression()) != 0 ? 0 : 1)));
            }
        };
        shell.status = status;
        return status;
    }

    /// Evaluates what stands in `((` or `[[`; a mistake in an expression is said, and makes it false.
    private int evaluated(String opening, Supplier<Integer> expression) {
        try {
            return expression.get();
        } catch (ShellError mistake) {
            if (!mistake.isInExpression()) {
                throw mistake;
            }
            shell.complain(shell.fds, opening + ": " + mistake.getMessage());
            return 1;
        }
    }

    /// The DEBUG trap, which does not trap itself.
    private void debug() {
        String trap = shell.traps.get("DEBUG");
        if (trap == null || trap.isEmpty() || shell.functionDepth > 0 && !shell.longOptions.contains("functrace")) {
            return;
        }
        shell.traps.remove("DEBUG");
        int before = shell.status;
        String running = shell.running;
        try {
            text(trap);
        } finally {
            shell.traps.put("DEBUG", trap);
            shell.status = before;
            shell.running = running;
        }
    }

    /// A line of `set -x`.
    void trace(Supplier<String> line) {
        if (!shell.option('x')) {
            return;
        }
        String prompt = shell.variables.get("PS4", "+ ");
        shell.options.remove('x');
        try {
            String expanded = prompt.indexOf('$') < 0 && prompt.indexOf('`') < 0
                    ? prompt
                    : expander.text(SimpleCommands.expanding(prompt));
            String first = expanded.isEmpty() ? "" : expanded.substring(0, 1).repeat(1 + shell.substitutions);
            String text = first + (expanded.isEmpty() ? "" : expanded.substring(1)) + line.get() + "\n";
            shell.fds.get(2).output().write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.io.IOException gone) {
            // nobody reads it
        } finally {
            shell.options.add('x');
        }
    }

    /// Notices signals between commands.
    void poll() {
        int signal = shell.task.signal();
        if (signal == 0) {
            if (Thread.currentThread().isInterrupted()) {
                throw new Flow.Signalled(SIGHUP);
            }
            return;
        }
        Optional<String> trap = Optional.ofNullable(shell.traps.get(Signals.name(signal)));
        if (trap.isEmpty()) {
            throw new Flow.Signalled(signal);
        }
        shell.task.clearSignal();
        Thread.interrupted();
        int before = shell.status;
        if (!trap.get().isEmpty()) {
            text(trap.get());
        }
        shell.status = before;
    }

    /// Under `set -e` a failure outside of a condition ends the shell.
    private int checked(int status) {
        shell.status = status;
        if (status != 0 && shell.conditionDepth == 0) {
            boolean inherited = shell.functionDepth == 0 || shell.option('E') || shell.longOptions.contains("errtrace");
            if (shell.traps.containsKey("ERR") && inherited) {
                String trap = shell.traps.remove("ERR");
                String running = shell.running;
                int line = shell.line;
                text(trap);
                shell.running = running;
                shell.line = line;
                shell.traps.put("ERR", trap);
                shell.status = status;
            }
            if (shell.option('e')) {
                throw new Flow.Exit(status);
            }
        }
        return status;
    }

    /// Runs a script's text in this shell.
    int text(String script) {
        int status = 0;
        for (Command command : Parser.commands(script, shell.line)) {
            status = run(command);
        }
        return status;
    }

    /// Runs something with other descriptors.
    int with(List<Redirection> changes, Supplier<Integer> body) {
        if (changes.isEmpty()) {
            return body.get();
        }
        Fds before = shell.fds;
        try {
            Fds next = before;
            for (Redirection change : changes) {
                try {
                    next = redirections.apply(List.of(change), next);
                } catch (ShellError failure) {
                    if (failure.isFatal()) {
                        throw failure;
                    }
                    shell.complain(next, failure.getMessage());
                    return failure.status();
                }
            }
            shell.fds = next;
        } finally {
            // a failure leaves them as they were
        }
        try {
            return body.get();
        } finally {
            shell.fds = before;
        }
    }

    /// Forgets the files that stood for `<(...)`, and ends what `>(...)` reads.
    void forgetProcessFiles(int from) {
        pipelines.forgetProcessFiles(from);
    }

    int condition(Command command) {
        shell.conditionDepth++;
        try {
            return run(command);
        } finally {
            shell.conditionDepth--;
        }
    }

    private int junction(Command.Junction junction) {
        int left = condition(junction.left());
        return (left == 0) == junction.and() ? run(junction.right()) : left;
    }

    private int sequence(List<Command> commands) {
        int status = 0;
        for (Command command : commands) {
            status = run(command);
        }
        return status;
    }

    private int branches(Command.If command) {
        for (Branch branch : command.branches()) {
            if (condition(branch.condition()) == 0) {
                return run(branch.body());
            }
        }
        return command.otherwise().map(this::run).orElse(0);
    }

    /// Runs a loop's body once.
    ///
    /// @return false where the loop is to end
    boolean iterate(Command body) {
        try {
            run(body);
            return true;
        } catch (Flow.Jump jump) {
            if (jump.levels > 1 && shell.loopDepth > 1) {
                throw new Flow.Jump(jump.levels - 1, jump.again);
            }
            shell.status = 0;
            return jump.again;
        }
    }

    private int loop(Command.Loop loop) {
        int status = 0;
        shell.loopDepth++;
        try {
            while ((condition(loop.condition()) == 0) != loop.until()) {
                boolean again = iterate(loop.body());
                status = shell.status;
                if (!again) {
                    break;
                }
            }
        } catch (Flow.Jump jump) {
            if (jump.levels > 1 && shell.loopDepth > 1) {
                throw new Flow.Jump(jump.levels - 1, jump.again);
            }
        } finally {
            shell.loopDepth--;
        }
        return status;
    }

    private int forEach(Command.For loop) {
        List<String> values = loop.words().map(expander::fields).orElseGet(() -> List.copyOf(shell.positional));
        if (loop.chooses()) {
            return new Selection(this).run(loop, values);
        }
        int status = 0;
        shell.loopDepth++;
        try {
            for (String value : values) {
                trace(() -> "for " + loop.name()
                        + loop.words()
                                .map(words -> " in " + Unparser.words(words))
                                .orElse(" in \"$@\""));
                shell.variables.set(loop.name(), value);
                poll();
                boolean again = iterate(loop.body());
                status = shell.status;
                if (!again) {
                    break;
                }
            }
        } finally {
            shell.loopDepth--;
        }
        return status;
    }

    private int counted(Command.ArithmeticFor loop) {
        int status = 0;
        shell.loopDepth++;
        try {
            expander.number(loop.start());
            while (loop.condition().parts().isEmpty() || expander.number(loop.condition()) != 0) {
                poll();
                boolean again = iterate(loop.body());
                status = shell.status;
                if (!again) {
                    break;
                }
                expander.number(loop.step());
            }
        } finally {
            shell.loopDepth--;
        }
        return status;
    }

    private int cases(Command.Case command) {
        trace(() -> "case " + Unparser.words(List.of(command.subject())) + " in");
        String subject = expander.single(command.subject());
        boolean falling = false;
        int status = 0;
        for (Clause clause : command.clauses()) {
            if (!falling && !matches(subject, clause)) {
                continue;
            }
            status = clause.body() instanceof Command.Sequence(List<Command> c) && c.isEmpty() ? 0 : run(clause.body());
            if (clause.next().equals(";;")) {
                return status;
            }
            falling = clause.next().equals(";&");
        }
        return status;
    }

    private boolean matches(String subject, Clause clause) {
        return clause.patterns().stream()
                .anyMatch(pattern ->
                        Glob.compile(expander.marked(pattern)).matcher(subject).matches());
    }
}
