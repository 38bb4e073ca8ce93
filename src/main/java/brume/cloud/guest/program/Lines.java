package brume.cloud.guest.program;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads text line by line, and knows whether the last line ended.
public final class Lines {

    private static final int MAX_LINE_BYTES = 16 * 1024 * 1024;

    private final InputStream in;
    private final int end;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int filled;
    private boolean complete = true;

    public Lines(InputStream in) {
        this(in, '\n');
    }

    /// @param end what ends a line: a line feed, or NUL
    public Lines(InputStream in, int end) {
        this.in = in;
        this.end = end;
    }

    /// The next line without its end; empty behind the last one.
    public Optional<String> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == filled) {
                filled = in.read(buffer);
                at = 0;
                if (filled <= 0) {
                    filled = 0;
                    complete = line.size() == 0;
                    return line.size() == 0 ? Optional.empty() : Optional.of(line.toString(StandardCharsets.UTF_8));
                }
            }
            int from = at;
            while (at < filled && buffer[at] != end) {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > MAX_LINE_BYTES) {
                throw Memory.exhausted();
            }
            if (at < filled) {
                at++;
                complete = true;
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
        }
    }

    /// False when the last line returned had no end.
    public boolean wasComplete() {
        return complete;
    }
}
