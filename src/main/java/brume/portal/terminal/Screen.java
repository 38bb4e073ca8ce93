package brume.portal.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What the machine writes, on its way to the browser as text. Small writes travel together; a writer that is more than
/// a window ahead of what the browser has shown waits, so that `yes` cannot fill the memory.
final class Screen extends OutputStream {

    private static final int WINDOW_CHARACTERS = 256 * 1024;
    private static final int CHUNK_CHARACTERS = 32 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final StringBuilder unsent = new StringBuilder();
    private final Runnable wake;
    private final Tap tap;
    private byte[] rest = {};
    private int unshown;
    private boolean woken;
    private boolean closed;

    /// @param wake called when there is something to [#drain]; not again before it was drained
    /// @param tap gets the same bytes, for whoever looks on
    Screen(Runnable wake, Tap tap) {
        this.wake = wake;
        this.tap = tap;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        boolean mustWake;
        lock.lock();
        try {
            while (!closed && unshown > WINDOW_CHARACTERS) {
                if (!room.await(60, TimeUnit.SECONDS)) {
                    closed = true;
                }
            }
            if (closed) {
                throw new IOException("The terminal is gone");
            }
            int before = unsent.length();
            decode(bytes, offset, length);
            tap.write(bytes, offset, length);
            unshown += unsent.length() - before;
            mustWake = !woken && !unsent.isEmpty();
            woken |= mustWake;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", stopped);
        } finally {
            lock.unlock();
        }
        if (mustWake) {
            wake.run();
        }
    }

    /// Hands over what waits, in pieces.
    void drain(Consumer<String> to) {
        String all;
        lock.lock();
        try {
            woken = false;
            all = unsent.toString();
            unsent.setLength(0);
        } finally {
            lock.unlock();
        }
        for (int at = 0; at < all.length(); at += CHUNK_CHARACTERS) {
            to.accept(all.substring(at, Math.min(all.length(), at + CHUNK_CHARACTERS)));
        }
    }

    /// The browser has shown so many characters.
    void shown(int characters) {
        lock.lock();
        try {
            unshown = Math.max(0, unshown - Math.max(0, characters));
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// A character may arrive in two writes: its first bytes are kept for the next.
    private void decode(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.allocate(rest.length + length)
                .put(rest)
                .put(bytes, offset, length)
                .flip();
        CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
        decoder.reset();
        decoder.decode(in, out, false);
        rest = new byte[in.remaining()];
        in.get(rest);
        unsent.append(out.flip());
    }
}
