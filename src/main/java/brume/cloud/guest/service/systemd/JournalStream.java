package brume.cloud.guest.service.systemd;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// An output stream whose lines become messages.
final class JournalStream extends OutputStream {

    private static final int MAX_LINE = 4000;

    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    JournalStream(Consumer<String> lines) {
        this.lines = lines;
    }

    @Override
    public synchronized void write(int letter) {
        if (letter == '\n' || line.size() >= MAX_LINE) {
            emit();
        }
        if (letter != '\n') {
            line.write(letter);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized void close() {
        emit();
    }

    private void emit() {
        if (line.size() > 0) {
            lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
            line.reset();
        }
    }
}
