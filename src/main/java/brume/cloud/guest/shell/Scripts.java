package brume.cloud.guest.shell;

import java.util.Optional;

/// Runs whole scripts in a shell, and turns whatever ends them into a status.
final class Scripts {

    private final Shell shell;
    private final Interpreter interpreter;

    Scripts(Shell shell) {
        this.shell = shell;
        this.interpreter = new Interpreter(shell);
    }

    Interpreter interpreter() {
        return interpreter;
    }

    /// A subshell's one command, and its EXIT trap.
    int subshell(Command command) {
        return finished(guarded(() -> polled(interpreter.run(command))));
    }

    /// A script from beginning to end, line by line, and its EXIT trap.
    int script(String text) {
        return finished(guarded(() -> polled(lines(text))));
    }

    /// The last command's status, unless a signal came while it ran.
    private int polled(int status) {
        shell.status = status;
        interpreter.poll();
        return status;
    }

    /// Runs lines as they are read, so that an error below does not stop what stands above.
    int lines(String text) {
        Parser parser = new Parser(new Source(text, 1), Dialect.of(shell), true);
        int status = 0;
        while (true) {
            Optional<Command> command;
            try {
                command = parser.next();
            } catch (SyntaxError error) {
                shell.line = error.line();
                syntax(error, text);
                return error.getMessage().endsWith("bad substitution") ? 1 : 2;
            }
            if (command.isEmpty()) {
                return status;
            }
            if (shell.option('n') && !shell.interactive) {
                continue;
            }
            status = line(command.get());
        }
    }

    /// One line: an error that is not fatal ends the line and no more.
    private int line(Command command) {
        try {
            return interpreter.run(command);
        } catch (ShellError error) {
            shell.complain(shell.fds, error.getMessage());
            if (error.isFatal() && !shell.interactive) {
                throw new Flow.Exit(error.status());
            }
            shell.status = error.status();
            return error.status();
        }
    }

    void syntax(SyntaxError error, String text) {
        String option = shell.fromOption && !shell.dash && !shell.subshell ? "-c: " : "";
        int ends = error.isIncomplete() && error.getMessage().startsWith("syntax error") ? 1 : 0;
        shell.line += shell.fromOption && !text.endsWith("\n") ? ends : 0;
        shell.complain(option, error.getMessage());
        if (error.getMessage().startsWith("syntax error near") && !shell.dash) {
            String[] lines = text.split("\n", -1);
            String line = error.line() <= lines.length ? lines[error.line() - 1] : "";
            shell.complain(option, "`" + line + "'");
        }
        shell.status = 2;
    }

    interface Body {
        int run();
    }

    /// Runs something to its end, whatever that is.
    int guarded(Body body) {
        try {
            return body.run();
        } catch (Flow.Exit exit) {
            return exit.status;
        } catch (Flow.Return done) {
            return done.status;
        } catch (Flow.Jump jump) {
            return shell.status;
        } catch (Flow.Signalled signalled) {
            return 128 + signalled.signal;
        } catch (ShellError error) {
            shell.complain(shell.fds, error.getMessage());
            return error.status();
        } catch (SyntaxError error) {
            shell.complain(shell.fds, error.getMessage());
            return 2;
        } catch (StackOverflowError deep) {
            shell.complain(shell.fds, "maximum nesting level exceeded");
            return 1;
        }
    }

    private int finished(int status) {
        String trap = shell.traps.remove("EXIT");
        if (trap == null || trap.isEmpty()) {
            return status & 255;
        }
        shell.status = status;
        shell.task.clearSignal();
        boolean interrupted = Thread.interrupted();
        int after = guarded(() -> {
            interpreter.text(trap);
            return status;
        });
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return after & 255;
    }
}
