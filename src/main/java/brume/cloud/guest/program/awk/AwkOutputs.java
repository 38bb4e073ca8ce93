package brume.cloud.guest.program.awk;

import brume.cloud.guest.Stdio;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Process;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Files and commands that an awk program reads from and writes to.
///
/// Differs from Linux: a command that is printed into runs when it is closed.
final class AwkOutputs {

    private static final int MAX_BYTES = 8 * 1024 * 1024;

    private final Process process;
    private final Set<String> written = new HashSet<>();
    private final Map<String, ByteArrayOutputStream> pipes = new LinkedHashMap<>();
    private final Map<String, Lines> sources = new LinkedHashMap<>();

    AwkOutputs(Process process) {
        this.process = process;
    }

    void standard(String text) throws IOException {
        process.print(text);
    }

    void write(String redirect, String target, String text) throws IOException {
        if (redirect.equals("|")) {
            ByteArrayOutputStream pipe = pipes.computeIfAbsent(target, t -> new ByteArrayOutputStream());
            if (pipe.size() < MAX_BYTES) {
                pipe.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else if (target.equals("/dev/stdout") || target.equals("-")) {
            standard(text);
        } else if (target.equals("/dev/stderr")) {
            process.err().write(text.getBytes(StandardCharsets.UTF_8));
        } else if (redirect.equals(">") && written.add(target)) {
            process.files().write(process.path(target), text);
        } else {
            process.files().append(process.path(target), text);
        }
    }

    /// The next line of a file or of a command's output.
    Optional<String> line(String name, boolean command) throws IOException {
        Lines lines = sources.get(name);
        if (lines == null) {
            lines = new Lines(command ? output(name) : process.open(name));
            sources.put(name, lines);
        }
        return lines.next();
    }

    private ByteArrayInputStream output(String command) throws IOException {
        ByteArrayOutputStream out = Memory.buffer();
        process.out().flush();
        process.with(new Stdio(process.in(), out, process.err())).call(List.of("sh", "-c", command));
        return new ByteArrayInputStream(out.toByteArray());
    }

    int system(String command) throws IOException {
        process.out().flush();
        return process.call(List.of("sh", "-c", command));
    }

    int close(String name) throws IOException {
        boolean known = sources.remove(name) != null | written.remove(name);
        ByteArrayOutputStream pipe = pipes.remove(name);
        if (pipe == null) {
            return known ? 0 : -1;
        }
        process.out().flush();
        return process.with(new Stdio(new ByteArrayInputStream(pipe.toByteArray()), process.out(), process.err()))
                .call(List.of("sh", "-c", name));
    }

    void close() throws IOException {
        for (String name : List.copyOf(pipes.keySet())) {
            close(name);
        }
    }
}
