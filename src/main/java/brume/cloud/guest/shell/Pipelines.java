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
        String text = "\nreal\t%dm%d.%03ds\nuser\t0m0.001s\nsys\t0m0.000s\n"
                .formatted(real.toMinutes(), real.toSecondsPart(), real.toMillisPart());
        try {
            shell.fds.get(2).output().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // nobody reads it
        }
    }

    private int piped(List<Command> commands) {
        if (commands.size() > MAX_STAGES) {
            throw ShellError.of("fork: retry: Resource temporarily unavailable");
        }
        List<Stage> stages = new ArrayList<>();
        Optional<InputStream> input = Optional.empty();
        for (int i = 0; i < commands.size(); i++) {
            boolean last = i == commands.size() - 1;
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
        List<Integer> statuses = new ArrayList<>();
        for (Stage stage : stages) {
            statuses.add(await(stage.end(), stages.stream().map(Stage::shell).toList()));
        }
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

    /// Runs a command in a subshell on a thread of its own.
    ///
    /// @param owned closed at its end
    private CompletableFuture<Integer> start(Shell child, Command command, List<AutoCloseable> owned) {
        CompletableFuture<Integer> end = new CompletableFuture<>();
        shell.guest.world().executor().execute(() -> {
            child.task.runsOn(Thread.currentThread());
            int status = 1;
            try {
                status = child.task.signal() != 0 ? 128 + child.task.signal() : new Scripts(child).subshell(command);
            } finally {
                child.task.runsOn(null);
                Thread.interrupted();
                close(owned);
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
            return new Scripts(child).subshell(body);
        } finally {
            child.task.runsOn(null);
            child.guest.tasks().end(child.task);
            if (child.task.signal() != 0 && shell.task.signal() == 0) {
                Thread.interrupted();
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
        Shell child = shell.fork(shell.name);
        child.fds = child.fds.with(1, Fd.writing(limited, false));
        Command body = commands.size() == 1 ? commands.getFirst() : new Command.Sequence(commands);
        int status = here(child, body);
        shell.status = status;
        shell.substitutionStatus = status;
        parent.poll();
        if (bytes.size() + 1 > MAX_SUBSTITUTION_BYTES) {
            throw new ShellError("xrealloc: cannot allocate " + MAX_SUBSTITUTION_BYTES + " bytes", 2, true);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.substring(0, end).replace("\0", "");
    }

    /// Differs from Linux: the output lies in a file under /tmp before the command that reads it begins.
    String processFile(Part.ProcessSubstitution process) {
        if (!process.reads()) {
            throw ShellError.of("process substitution for writing is not available on this simulated host");
        }
        String content = substitute(process.commands());
        String path =
                "/tmp/.sh-fd-" + Long.toHexString(shell.guest.world().random().nextLong());
        try {
            shell.files().write(path, content.isEmpty() ? "" : content + "\n");
        } catch (FsException failure) {
            throw ShellError.of("cannot create temp file for process substitution: " + failure.getMessage());
        }
        shell.temporaries.add(path);
        return path;
    }

    int background(Command.Background background) {
        Shell child = shell.fork(background.text());
        child.fds = child.fds.with(0, Fd.reading(InputStream.nullInputStream(), false));
        Job job = shell.jobs.start(background.text(), child);
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
