package brume.cloud.guest.program;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Task;
import brume.cloud.guest.fs.Access;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds executable files and runs what they are: a simulated program, or a script with its interpreter.
public final class Launcher {

    public static final int NOT_FOUND = 127;
    public static final int NOT_EXECUTABLE = 126;

    private static final Logger LOG = System.getLogger(Launcher.class.getName());
    private static final int HEAD_BYTES = 256;
    private static final int MAX_INTERPRETERS = 4;
    private static final int SIGPIPE_STATUS = 141;

    /// Why a file cannot be run, in the shell's words.
    public static final class NotRunnable extends IOException {
        private final int status;

        NotRunnable(int status, String reason) {
            super(reason);
            this.status = status;
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNullElse(super.getMessage(), "");
        }

        public int status() {
            return status;
        }
    }

    private record Executable(Program program, List<String> argv) {}

    private final Guest guest;

    public Launcher(Guest guest) {
        this.guest = guest;
    }

    /// The file that a command's name stands for: the name itself if it has a slash, else the first executable of that
    /// name in PATH.
    public Optional<String> find(Process process, String name) {
        return findAll(process, name).stream().findFirst();
    }

    /// As [#find], every one in PATH.
    public List<String> findAll(Process process, String name) {
        if (name.contains("/")) {
            return List.of(name);
        }
        List<String> found = new ArrayList<>();
        for (String directory : process.env()
                .getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin")
                .split(":")) {
            String typed = (directory.isEmpty() ? "." : directory) + "/" + name;
            Optional<Inode> inode = process.files().find(process.path(typed));
            if (inode.isPresent()
                    && inode.get().isFile()
                    && !name.isEmpty()
                    && Access.allows(inode.get(), process.login().credentials(), Access.EXECUTE)) {
                found.add(typed);
            }
        }
        return found;
    }

    /// Looks the first argument up and runs it as a child.
    public int run(Process process) throws IOException {
        String name = process.argv().getFirst();
        Optional<String> path = find(process, name);
        if (path.isEmpty()) {
            process.warn("bash: " + name + ": command not found");
            return NOT_FOUND;
        }
        try {
            return launch(process, path.get());
        } catch (NotRunnable reason) {
            process.warn("bash: " + name + ": " + reason.getMessage());
            return reason.status();
        }
    }

    /// Runs a file as a child of the process's task and waits for its end.
    ///
    /// @throws NotRunnable it is no executable file
    public int launch(Process process, String path) throws NotRunnable {
        return launch(process, path, started -> {});
    }

    /// As [#launch(Process, String)].
    ///
    /// @param started called with the child's task before its first instruction
    public int launch(Process process, String path, Consumer<Task> started) throws NotRunnable {
        Executable executable = executable(process, path, process.argv(), 0);
        if (guest.tasks().isFull()) {
            throw new NotRunnable(254, "fork: retry: Resource temporarily unavailable");
        }
        Task parent = process.task();
        Task task = guest.tasks()
                .start(
                        parent.pid(),
                        process.login(),
                        process.terminal().isPresent() ? parent.terminal() : "?",
                        String.join(" ", executable.argv()),
                        () -> {});
        task.runsOn(Thread.currentThread());
        started.accept(task);
        try {
            return perform(process.with(task).with(executable.argv()), executable.program(), parent);
        } finally {
            task.runsOn(null);
            guest.tasks().end(task);
            if (task.signal() != 0 && parent.signal() == 0) {
                Thread.interrupted();
            }
        }
    }

    /// As [#launch(Process, String)], in the place of the process itself: its task goes on as the program.
    public int replace(Process process, String path) throws NotRunnable {
        Executable executable = executable(process, path, process.argv(), 0);
        process.task().becomes(String.join(" ", executable.argv()));
        return perform(process.with(executable.argv()), executable.program(), process.task());
    }

    private Executable executable(Process process, String path, List<String> argv, int depth) throws NotRunnable {
        String absolute = process.path(path);
        Inode inode;
        String head;
        try {
            inode = process.files().stat(absolute);
            if (inode.isDirectory()) {
                throw new NotRunnable(NOT_EXECUTABLE, "Is a directory");
            }
            if (!Access.allows(inode, process.login().credentials(), Access.EXECUTE)) {
                throw new NotRunnable(NOT_EXECUTABLE, "Permission denied");
            }
            byte[] bytes = new byte[HEAD_BYTES];
            int count = Math.max(0, inode.content().read(0, bytes, 0, HEAD_BYTES));
            head = new String(bytes, 0, count, StandardCharsets.UTF_8);
        } catch (FsException missing) {
            throw new NotRunnable(
                    missing.errno() == brume.cloud.guest.fs.Errno.ENOENT ? NOT_FOUND : NOT_EXECUTABLE,
                    missing.getMessage());
        }
        Optional<String> name = Programs.nameIn(head);
        if (name.isPresent()) {
            Program program = guest.programs()
                    .named(name.get())
                    .orElseThrow(
                            () -> new NotRunnable(NOT_EXECUTABLE, "cannot execute binary file: Exec format error"));
            return new Executable(program, argv);
        }
        if (head.startsWith("\u007fELF") || head.indexOf('\0') >= 0) {
            throw new NotRunnable(NOT_EXECUTABLE, "cannot execute binary file: Exec format error");
        }
        return script(process, path, argv, head, depth);
    }

    private Executable script(Process process, String path, List<String> argv, String head, int depth)
            throws NotRunnable {
        List<String> command = new ArrayList<>();
        if (head.startsWith("#!")) {
            String line = head.substring(2, head.indexOf('\n') < 0 ? head.length() : head.indexOf('\n'));
            String[] parts = line.stripLeading().split("[ \t]+", 2);
            command.add(parts[0]);
            if (parts.length > 1 && !parts[1].isBlank()) {
                command.add(parts[1].strip());
            }
        } else {
            command.add("/bin/bash");
        }
        String interpreter = command.getFirst();
        if (depth >= MAX_INTERPRETERS || !process.files().exists(process.path(interpreter))) {
            throw new NotRunnable(NOT_FOUND, "cannot execute: required file not found");
        }
        command.add(path);
        command.addAll(argv.subList(1, argv.size()));
        return executable(process, interpreter, command, depth + 1);
    }

    private int perform(Process process, Program program, Task parent) {
        boolean unbuffered = process.terminal().isPresent();
        BufferedOutputStream out = new BufferedOutputStream(process.out(), unbuffered ? 512 : 8192);
        Process buffered = process.with(new Stdio(process.in(), out, process.err()));
        int status;
        try {
            status = guarded(buffered, program, parent);
        } finally {
            try {
                out.flush();
            } catch (IOException gone) {
                // the status tells
            }
        }
        return status & 255;
    }

    private int guarded(Process process, Program program, Task parent) {
        try {
            try {
                Optional<String> answer = Usage.answer(process);
                if (answer.isPresent()) {
                    process.print(answer.get());
                }
                int status = answer.isPresent() ? 0 : program.run(process);
                process.out().flush();
                return status;
            } catch (FsException failure) {
                String subject = failure.path().isEmpty() ? "" : failure.path() + ": ";
                return process.fail(subject + failure.getMessage());
            } catch (UsageError usage) {
                if (process.args().contains("--help")) {
                    process.print(Usage.plain(process.name()));
                    process.out().flush();
                    return 0;
                }
                process.fail(usage.getMessage());
                if (usage.hasHint()) {
                    process.warn("Try '" + process.name() + " --help' for more information.");
                }
                return process.name().matches("ls|grep|egrep|fgrep|sort|diff|cmp") ? 2 : 1;
            } catch (InterruptedIOException signal) {
                return ended(process, parent);
            } catch (BrokenPipe pipe) {
                return SIGPIPE_STATUS;
            } catch (OutOfMemoryError | StackOverflowError tooMuch) {
                process.warn("Killed");
                return 137;
            } catch (RuntimeException bug) {
                LOG.log(Level.WARNING, "Simulated program failed: " + process.name(), bug);
                return process.fail(139, "Segmentation fault (the simulated program failed; this is a fault of Brume)");
            }
        } catch (InterruptedIOException signal) {
            return ended(process, parent);
        } catch (IOException gone) {
            return SIGPIPE_STATUS;
        }
    }

    /// The status after a signal. The interrupt was for this program alone when the signal was its own.
    private static int ended(Process process, Task parent) {
        int own = process.task().signal();
        if (own != 0) {
            Thread.interrupted();
            return 128 + own;
        }
        int inherited = parent.signal();
        return inherited == 0 ? 129 : 128 + inherited;
    }
}
