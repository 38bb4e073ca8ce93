package brume.cloud.guest.shell;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Pipe;
import brume.cloud.guest.shell.Jobs.Job;
import brume.cloud.guest.shell.Word.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// Runs commands in subshells: pipelines, background jobs, substitutions, parentheses.
final class Pipelines {

    private static final int MAX_SUBSTITUTION_BYTES = 8 * 1024 * 1024;
    private static final int MAX_STAGES = 64;

    private record Stage(Shell shell, CompletableFuture<Integer> end) {}

    private final Interpreter parent;
    private final Shell shell;

    Pipelines(Interpreter parent) {
        this.parent = parent;
        this.shell = parent.shell;
    }

    int run(Command.Pipeline pipeline) {
        Instant start = shell.guest.world().now();
        int status;
        if (pipeline.stages().size() == 1) {
            status = pipeline.negated()
                    ? parent.condition(pipeline.stages().getFirst())
                    : parent.run(pipeline.stages().getFirst());
        } else {
            status = piped(pipeline.stages());
        }
        if (pipeline.timed()) {
            time(Duration.between(start, shell.guest.world().now()));
        }
        return pipeline.negated() ? status == 0 ? 1 : 0 : status;
    }

    private void time(Duration real) {
        String format = shell.variables.get("TIMEFORMAT", "\nreal\t%lR\nuser\t%lU\nsys\t%lS");
        String text = format.isEmpty() ? "" : timed(format, real) + "\n";
        try {
            shell.fds.get(2).output().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // nobody reads it
        }
    }

    private static String timed(String format, Duration real) {
        String took = "%dm%d.%03ds".formatted(real.toMinutes(), real.toSecondsPart(), real.toMillisPart());
        String seconds = "%d.%03d".formatted(real.toSeconds(), real.toMillisPart());
        return format.replace("%lR", took)
                .replace("%lU", "0m0.001s")
                .replace("%lS", "0m0.000s")
                .replaceAll("%\\d?R", seconds)
                .replaceAll("%\\d?[US]", "0.001")
                .replace("%P", "0.00")
                .replace("%%", "%");
    }

    private int piped(List<Command> commands) {
        if (commands.size() > MAX_STAGES) {
            throw ShellError.of("fork: retry: Resource temporarily unavailable");
        }
        List<Stage> stages = new ArrayList<>();
        Optional<InputStream> input = Optional.empty();
        Optional<Command> here = Optional.empty();
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i == commands.size() - 1;
            if (last && shell.longOptions.contains("lastpipe") && !shell.interactive) {
                here = Optional.of(commands.get(i));
                break;
            }
            Shell child = shell.fork(shell.name);
            List<AutoCloseable> owned = new ArrayList<>();
            if (input.isPresent()) {
                child.fds = child.fds.with(0, Fd.reading(input.get(), false));
                owned.add(input.get());
            }
            if (!last) {
                Pipe pipe = new Pipe();
                child.fds = child.fds.with(1, Fd.writing(pipe.writer, false));
                owned.add(pipe.writer);
                input = Optional.of(pipe.reader);
            }
            stages.add(new Stage(child, start(child, commands.get(i), owned)));
        }
        Optional<Integer> own = Optional.empty();
        if (here.isPresent()) {
            own = Optional.of(lastHere(here.get(), input.orElseThrow()));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Stage stage : stages) {
            statuses.add(await(stage.end(), stages.stream().map(Stage::shell).toList()));
        }
        own.ifPresent(statuses::add);
        Map<String, String> pipeStatus = new TreeMap<>();
        for (int i = 0; i < statuses.size(); i++) {
            pipeStatus.put(Integer.toString(i), Integer.toString(statuses.get(i)));
        }
        shell.variables.setAll("PIPESTATUS", pipeStatus);
        int status = statuses.getLast();
        if (shell.longOptions.contains("pipefail")) {
            for (int one : statuses) {
                status = one != 0 ? one : status;
            }
        }
        return status;
    }

    /// `shopt -s lastpipe`: the last command runs in this shell.
    private int lastHere(Command command, InputStream input) {
        Fds before = shell.fds;
        shell.fds = before.with(0, Fd.reading(input, false));
        try {
            return parent.condition(command);
        } finally {
            shell.fds = before;
            close(List.of(input));
        }
    }

    /// Runs a command in a subshell on a thread of its own.
    ///
    /// @param owned closed at its end
    private CompletableFuture<Integer> start(Shell child, Command command, List<AutoCloseable> owned) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        shell.guest.world().executor().execute(() -> {
            child.task.runsOn(Thread.currentThread());
            child.replaceable = command instanceof Command.Simple;
            int status = 1;
            try {
                status = child.task.signal() != 0 ? 128 + child.task.signal() : new Scripts(child).subshell(command);
            } finally {
                child.task.runsOn(null);
                Thread.interrupted();
                child.jobs.writing().thenRun(() -> close(owned));
                child.guest.tasks().end(child.task);
                end.complete(status);
            }
        });
        return end;
    }

    private static void close(List<AutoCloseable> owned) {
        for (AutoCloseable one : owned) {
            try {
                one.close();
            } catch (Exception gone) {
                // it is closed then
            }
        }
    }

    /// Waits; a signal to this shell goes on to those it waits for.
    int await(CompletableFuture<Integer> end, List<Shell> children) {
        boolean interrupted = false;
        while (true) {
            try {
                int status = end.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return status;
            } catch (InterruptedException signal) {
                interrupted = true;
                int number = shell.task.signal() == 0 ? 1 : shell.task.signal();
                children.forEach(child -> child.task.deliver(number));
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    int subshell(Command body) {
        Shell child = shell.fork(shell.name);
        return here(child, body);
    }

    /// Runs a forked shell on this thread.
    private int here(Shell child, Command body) {
        child.task.runsOn(Thread.currentThread());
        try {
            int status = new Scripts(child).subshell(body);
            return child.task.signal() == 9 ? 137 : status;
        } finally {
            child.task.runsOn(null);
            child.guest.tasks().end(child.task);
            if (child.task.signal() != 0 && shell.task.signal() == 0) {
                Thread.interrupted();
                if (child.task.signal() == 9) {
                    shell.complain(
                            shell.fds,
                            "%5d Killed                  ".formatted(child.task.pid()) + "( " + Unparser.command(body)
                                    + " )");
                }
            }
        }
    }

    String substitute(List<Command> commands) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        OutputStream limited = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public synchronized void write(byte[] more, int offset, int count) throws IOException {
                if (bytes.size() + count > MAX_SUBSTITUTION_BYTES) {
                    throw new brume.cloud.guest.program.BrokenPipe();
                }
                bytes.write(more, offset, count);
            }
        };
        Optional<String> file = fileOnly(commands);
        if (file.isPresent()) {
            return file.get();
        }
        Shell child = shell.fork(shell.name);
        child.substitutions++;
        if (!shell.longOptions.contains("inherit_errexit") && !shell.longOptions.contains("posix")) {
            child.options.remove('e');
        }
        child.fds = child.fds.with(1, Fd.writing(limited, false));
        Command body = commands.size() == 1 ? commands.getFirst() : new Command.Sequence(commands);
        int status = here(child, body);
        await(child.jobs.writing().thenApply(done -> 0), List.of(child));
        shell.status = status;
        shell.substitutionStatus = status;
        parent.poll();
        if (bytes.size() + 1 > MAX_SUBSTITUTION_BYTES) {
            throw new ShellError("xrealloc: cannot allocate " + MAX_SUBSTITUTION_BYTES + " bytes", 2, true);
        }
        return trimmed(bytes.toString(StandardCharsets.UTF_8));
    }

    private static String trimmed(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end).replace("\0", "");
    }

    /// `$(< file)` is the file's text.
    private Optional<String> fileOnly(List<Command> commands) {
        boolean one = commands.size() == 1
                && commands.getFirst() instanceof Command.Simple simple
                && simple.assignments().isEmpty()
                && simple.words().isEmpty()
                && simple.redirections().size() == 1
                && simple.redirections().getFirst().operator().equals("<");
        if (one && commands.getFirst() instanceof Command.Simple simple) {
            Command.Redirection only = simple.redirections().getFirst();
            int status = parent.with(List.of(only), () -> {
                try {
                    shell.fileText = new String(
                            shell.fds.get(0).input().readNBytes(MAX_SUBSTITUTION_BYTES), StandardCharsets.UTF_8);
                    return 0;
                } catch (IOException unreadable) {
                    return 1;
                }
            });
            shell.status = status;
            shell.substitutionStatus = status;
            return Optional.of(status == 0 ? trimmed(shell.fileText) : "");
        }
        return Optional.empty();
    }

    /// The commands of `< <(...)`, running beside this shell; their output.
    InputStream reading(Part.ProcessSubstitution process) {
        Pipe pipe = new Pipe();
        Shell child = shell.fork(shell.name);
        child.fds = child.fds.with(1, Fd.writing(pipe.writer, false));
        shell.jobs.lastPid = child.task.pid();
        start(child, body(process), List.of(pipe.writer));
        return pipe.reader;
    }

    private static Command body(Part.ProcessSubstitution process) {
        return process.commands().size() == 1
                ? process.commands().getFirst()
                : new Command.Sequence(process.commands());
    }

    /// The path that stands for `<(...)` or `>(...)`.
    ///
    /// Differs from Linux: what `<(...)` prints lies in a file before its reader begins. What
    /// another program writes to `>(...)` reaches its commands when that program has ended.
    String processFile(Part.ProcessSubstitution process) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        if (process.reads()) {
            try (InputStream output = reading(process)) {
                content.write(output.readNBytes(MAX_SUBSTITUTION_BYTES));
            } catch (IOException signal) {
                parent.poll();
            }
        }
        brume.cloud.guest.fs.Files root = shell.guest.files().asRoot();
        int number = 63;
        while (number > 3 && root.exists("/dev/fd/" + number)) {
            number--;
        }
        String path = "/dev/fd/" + number;
        try {
            root.mkdirs("/dev/fd");
            root.write(path, content.toByteArray());
            root.chown(path, shell.login.uid(), shell.login.gid(), false);
        } catch (FsException failure) {
            throw ShellError.of("cannot make pipe for process substitution: " + failure.getMessage());
        }
        shell.temporaries.add(path);
        if (!process.reads()) {
            Pipe pipe = new Pipe();
            Shell child = shell.fork(shell.name);
            child.fds = child.fds.with(0, Fd.reading(pipe.reader, false));
            shell.pipes.put(path, new ProcessPipe(pipe, start(child, body(process), List.of(pipe.reader))));
        }
        return path;
    }

    /// Removes the files that stood for process substitutions; what `>(...)` reads has ended, and is waited for.
    void forgetProcessFiles(int from) {
        brume.cloud.guest.fs.Files root = shell.guest.files().asRoot();
        while (shell.temporaries.size() > from) {
            String path = shell.temporaries.removeLast();
            ProcessPipe pipe = shell.pipes.remove(path);
            try {
                if (pipe != null) {
                    byte[] written = root.read(path);
                    pipe.pipe().writer.write(written);
                    pipe.pipe().writer.close();
                    pipe.end().get(2, java.util.concurrent.TimeUnit.SECONDS);
                }
                root.unlink(path);
            } catch (InterruptedException signal) {
                Thread.currentThread().interrupt();
            } catch (IOException | ExecutionException | java.util.concurrent.TimeoutException gone) {
                // it reads on, or somebody was faster
            }
        }
    }

    /// Starts a command beside this shell, with pipes to it and from it in an array of two descriptors.
    int coprocess(Command.Coprocess coprocess) {
        Pipe to = new Pipe();
        Pipe from = new Pipe();
        Shell child = shell.fork(coprocess.text());
        child.fds = child.fds.with(0, Fd.reading(to.reader, false)).with(1, Fd.writing(from.writer, false));
        int read = 63;
        while (shell.fds.isOpen(read) || shell.fds.isOpen(read - 3)) {
            read--;
        }
        shell.fds = shell.fds
                .with(read, Fd.reading(from.reader, false))
                .with(read - 3, Fd.writing(new ClosingStream(to.writer), false));
        shell.variables.setAll(coprocess.name(), Map.of("0", Integer.toString(read), "1", Integer.toString(read - 3)));
        shell.variables.set(coprocess.name() + "_PID", Integer.toString(child.task.pid()));
        Job job = shell.jobs.start(coprocess.text(), child, false);
        start(child, coprocess.command(), List.of(from.writer, to.reader)).thenAccept(job.end()::complete);
        return 0;
    }

    int background(Command.Background background) {
        Shell child = shell.fork(background.text());
        child.fds = child.fds.with(0, Fd.reading(InputStream.nullInputStream(), false));
        Job job = shell.jobs.start(background.text(), child, !Jobs.redirectsOutput(background.command()));
        start(child, background.command(), List.of()).thenAccept(job.end()::complete);
        if (shell.interactive && !shell.subshell) {
            try {
                shell.fds
                        .get(2)
                        .output()
                        .write(("[" + job.number() + "] " + job.pid() + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                // nobody reads it
            }
        }
        return 0;
    }
}
