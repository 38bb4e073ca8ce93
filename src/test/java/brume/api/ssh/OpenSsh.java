package brume.api.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// The real OpenSSH client and its friends, in a folder of their own: nothing of the user's own configuration is read.
public final class OpenSsh {

    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;

    public OpenSsh(Path folder) {
        this.folder = folder;
    }

    /// What a program left.
    public record Result(int code, String out, String err) {}

    /// A program that still runs.
    public record Running(Process process, CompletableFuture<byte[]> out, CompletableFuture<byte[]> err) {

        public Result result() {
            try {
                if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly().waitFor();
                    return new Result(-1, text(out), "does not end\n" + text(err));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
            return new Result(process.exitValue(), text(out), text(err));
        }

        private static String text(CompletableFuture<byte[]> bytes) {
            return new String(bytes.orTimeout(10, TimeUnit.SECONDS).join(), StandardCharsets.UTF_8);
        }
    }

    /// Skips the test, by name, where a program is missing.
    public static void needs(String... programs) {
        for (String program : programs) {
            boolean there = List.of(System.getenv("PATH").split(":")).stream()
                    .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
            Assumptions.assumeTrue(there, program + " is not installed");
        }
    }

    /// A fresh key pair made by `ssh-keygen`; the public half is at `<name>.pub`.
    public Path key(String name, String type) {
        Path file = folder.resolve(name);
        Result made = run("ssh-keygen", "-q", "-t", type, "-N", "", "-C", name, "-f", file.toString());
        if (made.code() != 0) {
            throw new IllegalStateException(made.err());
        }
        return file;
    }

    public String publicLine(Path key) {
        try {
            return Files.readString(Path.of(key + ".pub")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path folder() {
        return folder;
    }

    /// Runs a program to its end with nothing on its standard input.
    public Result run(String... command) {
        return start(null, command).result();
    }

    public Result runWith(byte[] input, String... command) {
        return start(input, command).result();
    }

    /// @param input null: the standard input has ended from the beginning
    public Running start(byte @Nullable [] input, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
            builder.environment().remove("SSH_AUTH_SOCK");
            builder.environment().remove("SSH_ASKPASS");
            builder.environment().put("HOME", folder.toString());
            if (input == null) {
                builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            }
            Process process = builder.start();
            CompletableFuture<byte[]> out = drained(process.getInputStream());
            CompletableFuture<byte[]> err = drained(process.getErrorStream());
            if (input != null) {
                Thread.ofVirtual().start(() -> feed(process, input));
            }
            return new Running(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(Process process, byte[] input) {
        try (var to = process.getOutputStream()) {
            to.write(input);
        } catch (IOException gone) {
            // The program did not want all of it.
        }
    }

    private static CompletableFuture<byte[]> drained(InputStream stream) {
        CompletableFuture<byte[]> bytes = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                bytes.complete(stream.readAllBytes());
            } catch (IOException e) {
                bytes.completeExceptionally(e);
            }
        });
        return bytes;
    }

    public static String[] command(List<String> first, String... rest) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(rest));
        return all.toArray(String[]::new);
    }
}
