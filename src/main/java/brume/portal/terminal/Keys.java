package brume.portal.terminal;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/// What was typed and not yet read by the machine. Reading waits; closing ends the stream. Keys beyond the limit are
/// dropped, as a real terminal's full line buffer does.
final class Keys extends InputStream {

    private static final int BYTES_AT_MOST = 1 << 20;

    private final Queue<byte[]> typed = new ArrayDeque<>();
    private byte[] current = {};
    private int at;
    private int waiting;
    private boolean closed;

    synchronized void type(byte[] bytes) {
        if (closed || bytes.length == 0 || waiting + bytes.length > BYTES_AT_MOST) {
            return;
        }
        typed.add(bytes);
        waiting += bytes.length;
        notifyAll();
    }

    @Override
    public synchronized int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public synchronized int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (at == current.length) {
            byte[] next = typed.poll();
            if (next != null) {
                current = next;
                at = 0;
            } else if (closed || !waited()) {
                return -1;
            }
        }
        int taken = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, taken);
        at += taken;
        waiting -= taken;
        return taken;
    }

    @Override
    public synchronized int available() {
        return waiting;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    private boolean waited() {
        try {
            wait();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
