package brume.cloud.guest.shell;

import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A builtin being run: in which shell, and with which words.
record BuiltinCall(Shell shell, Interpreter interpreter, List<String> argv) {

    String name() {
        return argv.getFirst();
    }

    List<String> args() {
        return argv.subList(1, argv.size());
    }

    void print(String text) throws IOException {
        shell.fds.get(1).output().write(text.getBytes(StandardCharsets.UTF_8));
    }

    void println(String line) throws IOException {
        print(line + "\n");
    }

    void warn(String line) throws IOException {
        shell.fds.get(2).output().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// Says `shell: builtin: message`.
    ///
    /// @return 1
    int fail(String message) {
        return fail(1, message);
    }

    int fail(int status, String message) {
        shell.complain(shell.fds, name() + ": " + message);
        return status;
    }

    /// This builtin as a program would see it.
    Process process() {
        return shell.process(argv, shell.environment(), shell.fds);
    }
}
