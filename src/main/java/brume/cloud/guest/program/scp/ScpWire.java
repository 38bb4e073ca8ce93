package brume.cloud.guest.program.scp;

import brume.cloud.guest.program.Process;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The lines and one-byte answers of the copy protocol.
final class ScpWire {

    static final int OK = 0;
    private static final int WARNING = 1;
    private static final int LONGEST_LINE_BYTES = 8 * 1024;

    private final Process process;
    private boolean failed;

    ScpWire(Process process) {
        this.process = process;
    }

    /// 0 when nothing failed.
    int exitCode() {
        return failed ? 1 : 0;
    }

    void acknowledge() throws IOException {
        process.out().write(new byte[] {OK});
        process.out().flush();
    }

    /// Tells the other side that one file failed; the others go on.
    void complain(String words) throws IOException {
        failed = true;
        byte[] text = ("scp: " + words + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] message = new byte[text.length + 1];
        message[0] = WARNING;
        System.arraycopy(text, 0, message, 1, text.length);
        process.out().write(message);
        process.out().flush();
    }

    /// The other side's answer; false when it refuses this file.
    boolean accepted() throws IOException {
        int answer = process.in().read();
        if (answer < 0) {
            throw new EOFException("lost connection");
        }
        if (answer == OK) {
            return true;
        }
        failed = true;
        line();
        return false;
    }

    void say(String line) throws IOException {
        process.print(line + "\n");
        process.out().flush();
    }

    /// The rest of a line; null at the end of the stream.
    @org.jspecify.annotations.Nullable
    String line() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        for (int octet = process.in().read();
                octet != '\n';
                octet = process.in().read()) {
            if (octet < 0) {
                return null;
            }
            if (bytes.size() > LONGEST_LINE_BYTES) {
                throw new IOException("protocol error: line too long");
            }
            bytes.write(octet);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
