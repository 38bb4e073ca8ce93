package brume.app.payara;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bytes of a connection, whose listener is told of none before [#listen].
final class LateListener extends ServletInputStream {

    private final ServletInputStream bytes;
    private @Nullable ReadListener waiting;

    LateListener(ServletInputStream bytes) {
        this.bytes = bytes;
    }

    @Override
    public void setReadListener(ReadListener listener) {
        waiting = listener;
    }

    void listen() {
        Optional.ofNullable(waiting).ifPresent(bytes::setReadListener);
    }

    @Override
    public boolean isFinished() {
        return bytes.isFinished();
    }

    @Override
    public boolean isReady() {
        return bytes.isReady();
    }

    @Override
    public int available() throws IOException {
        return bytes.available();
    }

    @Override
    public int read() throws IOException {
        return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        return bytes.read(into, from, length);
    }
}
