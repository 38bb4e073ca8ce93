package brume.cloud.guest.program;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.Task;
import brume.cloud.guest.Terminal;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A running program: its arguments, environment, directory, streams and user, and the machine it runs on.
///
/// @param argv the command's name as typed, then its arguments
/// @param cwd absolute
/// @param login the user whose permissions count (the effective one)
/// @param files the file system with that user's permissions and this process's umask
/// @param terminal the controlling terminal, if any
public record Process(
        Guest guest,
        Task task,
        Login login,
        List<String> argv,
        Map<String, String> env,
        String cwd,
        Files files,
        Stdio io,
        Optional<Terminal> terminal) {

    public Process {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
    }

    /// The name it was called by, without directories.
    public String name() {
        String first = argv.getFirst();
        return first.substring(first.lastIndexOf('/') + 1);
    }

    public List<String> args() {
        return argv.subList(1, argv.size());
    }

    public InputStream in() {
        return io.in();
    }

    public OutputStream out() {
        return io.out();
    }

    public OutputStream err() {
        return io.err();
    }

    /// A path as typed, made absolute. The empty path stays empty and names nothing.
    public String path(String typed) {
        if (typed.isEmpty() || typed.startsWith("/")) {
            return typed;
        }
        return cwd.endsWith("/") ? cwd + typed : cwd + "/" + typed;
    }

    public void print(String text) throws IOException {
        out().write(text.getBytes(StandardCharsets.UTF_8));
    }

    public void println(String line) throws IOException {
        print(line + "\n");
    }

    public void warn(String line) throws IOException {
        if (terminal.isPresent()) {
            out().flush();
        }
        err().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Says `name: message` on standard error.
    ///
    /// @return 1, to be returned as the exit status
    public int fail(String message) throws IOException {
        return fail(1, message);
    }

    public int fail(int status, String message) throws IOException {
        warn(name() + ": " + message);
        return status;
    }

    /// To be called in every loop that may be long: ends the process when a signal has come.
    public void checkSignals() throws InterruptedIOException {
        if (task.signal() != 0 || Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException();
        }
    }

    /// Opens an operand for reading; `-` is standard input.
    public InputStream open(String operand) throws FsException {
        return operand.equals("-") || operand.matches("/dev/stdin|/dev/fd/0|/proc/self/fd/0")
                ? in()
                : files.open(path(operand));
    }

    /// Waits in the guest's time.
    public void sleep(Duration duration) throws InterruptedIOException {
        try {
            checkSignals();
            guest.world().sleep(duration);
        } catch (InterruptedException signal) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// Asks a question; true where the answer begins with a `y`.
    public boolean confirm(String question) throws IOException {
        out().flush();
        err().write(question.getBytes(StandardCharsets.UTF_8));
        err().flush();
        StringBuilder answer = new StringBuilder();
        for (int b = in().read(); b >= 0 && b != '\n'; b = in().read()) {
            answer.append((char) b);
        }
        return answer.toString().matches("[yY].*");
    }

    /// Runs another program in this one's place and waits for it: as `execvp` in a child, PATH look-up included.
    ///
    /// @return its exit status; 127 with a message where there is no such program
    public int call(List<String> command) throws IOException {
        return guest.run(with(command));
    }

    public Process with(List<String> newArgv) {
        return new Process(guest, task, login, newArgv, env, cwd, files, io, terminal);
    }

    public Process withEnv(Map<String, String> newEnv) {
        return new Process(guest, task, login, argv, newEnv, cwd, files, io, terminal);
    }

    public Process with(Stdio newIo) {
        return new Process(guest, task, login, argv, env, cwd, files, newIo, terminal);
    }

    public Process in(String newCwd) {
        return new Process(guest, task, login, argv, env, newCwd, files, io, terminal);
    }

    /// The same as another user.
    public Process as(Login other) {
        Files theirs = guest.files().as(other.credentials()).withUmask(files.umask());
        return new Process(guest, task, other, argv, env, cwd, theirs, io, terminal);
    }

    public Process with(Task newTask) {
        return new Process(guest, newTask, login, argv, env, cwd, files, io, terminal);
    }
}
