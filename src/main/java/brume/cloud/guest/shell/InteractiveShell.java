package brume.cloud.guest.shell;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.shell.Jobs.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A shell that a person types into: prompt, line editing, history, continuation lines, job notices.
final class InteractiveShell {

    private static final int SIGHUP = 1;
    private static final int MAX_HISTORY = 1000;

    private final Shell shell;
    private final Scripts scripts;
    private final LineSource lines;

    /// Where lines come from: the line editor, or plain input where there is no terminal.
    interface LineSource {
        /// @return empty at the end of the input
        Optional<String> line(String prompt) throws IOException;
    }

    private InteractiveShell(Shell shell, Scripts scripts, LineSource lines) {
        this.shell = shell;
        this.scripts = scripts;
        this.lines = lines;
    }

    /// The shell of a login: motd first, profiles, then the person.
    static int login(Process process, String name) {
        Shell shell = new Shell(process, name);
        InteractiveShell interactive = of(process, shell);
        interactive.greet();
        shell.interactive = true;
        shell.longOptions.add("expand_aliases");
        Profiles.login(interactive.scripts, shell);
        return interactive.run();
    }

    /// `bash` typed into another shell.
    static int nested(Process process, Shell shell, boolean login) {
        shell.interactive = true;
        shell.longOptions.add("expand_aliases");
        InteractiveShell interactive = of(process, shell);
        if (login) {
            Profiles.login(interactive.scripts, shell);
        } else {
            Profiles.interactive(interactive.scripts, shell);
        }
        return interactive.run();
    }

    private static InteractiveShell of(Process process, Shell shell) {
        Scripts scripts = new Scripts(shell);
        LineSource lines = process.terminal().isPresent()
                        && Tty.of(process.in()).isPresent()
                ? new LineEditor(
                        Tty.of(process.in()).get(), process.terminal().get(), new Completion(shell), shell.history)
                : prompt -> plainLine(shell);
        return new InteractiveShell(shell, scripts, lines);
    }

    private static Optional<String> plainLine(Shell shell) throws IOException {
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        int b = shell.fds.get(0).input().read();
        if (b < 0) {
            return Optional.empty();
        }
        for (; b >= 0 && b != '\n'; b = shell.fds.get(0).input().read()) {
            line.write(b);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    private void greet() {
        Files files = shell.files();
        if (files.exists(shell.login.home() + "/.hushlogin")) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (String path : List.of("/run/motd.dynamic", "/etc/motd")) {
            try {
                text.append(files.readText(path));
            } catch (FsException missing) {
                // an image need not have it
            }
        }
        write(1, text.toString());
    }

    private void write(int fd, String text) {
        try {
            shell.fds.get(fd).output().write(text.getBytes(StandardCharsets.UTF_8));
            shell.fds.get(fd).output().flush();
        } catch (IOException gone) {
            // the next read tells
        }
    }

    private int run() {
        readHistory();
        try {
            int status = scripts.guarded(() -> {
                while (true) {
                    announceJobs();
                    Optional<List<Command>> commands = next();
                    if (commands.isEmpty()) {
                        write(2, shell.name.startsWith("-") ? "logout\n" : "exit\n");
                        return shell.status;
                    }
                    commands.get().forEach(this::perform);
                }
            });
            String trap = shell.traps.remove("EXIT");
            if (trap != null) {
                scripts.guarded(() -> scripts.interpreter().text(trap));
            }
            return status;
        } finally {
            saveHistory();
        }
    }

    private void perform(Command command) {
        try {
            scripts.interpreter().run(command);
        } catch (ShellError error) {
            shell.complain(shell.fds, error.getMessage());
            shell.status = error.status();
        } catch (Flow.Signalled signalled) {
            if (signalled.signal == SIGHUP || signalled.signal == 9) {
                throw signalled;
            }
            shell.status = 128 + signalled.signal;
            shell.task.clearSignal();
            Thread.interrupted();
        } catch (Flow.Jump | Flow.Return misplaced) {
            // the line ends
        } catch (StackOverflowError deep) {
            shell.complain(shell.fds, "maximum nesting level exceeded");
        }
        shell.loopDepth = 0;
        shell.conditionDepth = 0;
        shell.sourceDepth = 0;
        shell.functionDepth = 0;
    }

    /// Reads until the text is complete: a quote, a loop or a here-document goes on over several lines.
    private Optional<List<Command>> next() {
        StringBuilder text = new StringBuilder();
        boolean verbatim = false;
        while (true) {
            boolean first = text.isEmpty();
            String prompt = Prompt.text(scripts.interpreter(), first ? "PS1" : "PS2", first ? "\\s-\\v\\$ " : "> ");
            Optional<String> line;
            try {
                line = lines.line(prompt);
            } catch (LineEditor.Cancelled cancelled) {
                shell.status = 130;
                text.setLength(0);
                continue;
            } catch (IOException gone) {
                throw new Flow.Exit(128 + SIGHUP);
            }
            if (line.isEmpty()) {
                if (first) {
                    return Optional.empty();
                }
                shell.complain(shell.fds, "syntax error: unexpected end of file");
                shell.status = 2;
                text.setLength(0);
                continue;
            }
            try {
                String meant = verbatim && !first ? line.get() : HistoryExpansion.of(shell.history, line.get());
                if (!meant.equals(line.get())) {
                    write(2, meant + "\n");
                }
                text.append(meant).append('\n');
            } catch (HistoryExpansion.NotFound none) {
                shell.complain(shell.fds, none.getMessage());
                text.setLength(0);
                continue;
            }
            if (text.toString().isBlank()) {
                text.setLength(0);
                announceJobs();
                continue;
            }
            try {
                List<Command> commands = parse(text.toString());
                remember(text.toString());
                return Optional.of(commands);
            } catch (SyntaxError error) {
                if (error.isIncomplete()) {
                    // in a here-document or in single quotes a `!` is a `!`
                    verbatim = error.getMessage().startsWith("here-document")
                            || error.getMessage().endsWith("matching `''");
                    continue;
                }
                remember(text.toString());
                shell.complain(shell.fds, error.getMessage());
                shell.status = 2;
                text.setLength(0);
            }
        }
    }

    private List<Command> parse(String text) {
        if (text.stripTrailing().endsWith("\\") && text.endsWith("\\\n")) {
            throw SyntaxError.incomplete("continued", 1);
        }
        Parser parser = new Parser(
                new Source(text, 1),
                Dialect.of(shell).withAliases(name -> Optional.ofNullable(shell.aliases.get(name))),
                false);
        List<Command> commands = new java.util.ArrayList<>();
        for (Optional<Command> next = parser.next(); next.isPresent(); next = parser.next()) {
            commands.add(next.get());
        }
        return commands;
    }

    private void remember(String text) {
        String line = text.strip();
        if (line.isEmpty()
                || text.startsWith(" ")
                || !shell.history.isEmpty() && shell.history.getLast().equals(line)) {
            return;
        }
        shell.history.add(line);
        while (shell.history.size() > MAX_HISTORY) {
            shell.history.removeFirst();
        }
    }

    private void readHistory() {
        try {
            shell.files()
                    .readText(shell.login.home() + "/.bash_history")
                    .lines()
                    .forEach(shell.history::add);
        } catch (FsException none) {
            // a new user has none
        }
    }

    private void saveHistory() {
        try {
            String path = shell.login.home() + "/.bash_history";
            String text = String.join("\n", shell.history);
            if (!text.isEmpty()) {
                shell.files().withUmask(077).write(path, text + "\n");
            }
        } catch (FsException refused) {
            // as bash: silently
        }
    }

    private void announceJobs() {
        List<Job> all = shell.jobs.all();
        for (Job job : all) {
            if (job.isDone()) {
                write(2, JobBuiltins.line(job, all, false) + "\n");
                shell.jobs.forget(job);
            }
        }
    }
}
