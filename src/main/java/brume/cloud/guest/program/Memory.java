package brume.cloud.guest.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/// What one run of a program keeps in memory: at most [#MOST_BYTES]. A machine's programs share the memory of the
/// process that simulates all machines, so a program that must see everything before it answers counts it here.
public final class Memory {

    public static final int MOST_BYTES = 32 << 20;

    /// What a line costs beside its characters.
    private static final int PER_LINE = 16;

    private long held;

    /// Keeps a line.
    ///
    /// @throws UsageError `memory exhausted`
    public String hold(String line) {
        held += PER_LINE + line.length();
        if (held > MOST_BYTES) {
            throw exhausted();
        }
        return line;
    }

    /// All that comes.
    ///
    /// @throws UsageError `memory exhausted`
    public static byte[] all(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw exhausted();
        }
        return bytes;
    }

    /// A buffer that refuses to grow further.
    public static ByteArrayOutputStream buffer() {
        return new ByteArrayOutputStream() {
            @Override
            public synchronized void write(byte[] bytes, int offset, int length) {
                if (count + (long) length > MOST_BYTES) {
                    throw exhausted();
                }
                super.write(bytes, offset, length);
            }

            @Override
            public synchronized void write(int value) {
                if (count >= MOST_BYTES) {
                    throw exhausted();
                }
                super.write(value);
            }
        };
    }

    /// How a program ends that would keep more.
    public static UsageError exhausted() {
        return UsageError.plain("memory exhausted");
    }
}
