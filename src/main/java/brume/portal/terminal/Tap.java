package brume.portal.terminal;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What an open terminal has shown last, for whoever looks on: its newest [#KEPT_BYTES], its size, and whether its
/// shell
/// has ended. Whoever reads comes at their own pace and keeps their own place; one who is too slow has missed
/// something,
/// the writer never waits. Small terminals keep little: the memory grows with what was written.
public final class Tap {

    public static final int KEPT_BYTES = 64 * 1024;
    private static final int FIRST_BYTES = 2 * 1024;

    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private byte[] kept = new byte[FIRST_BYTES];
    private long written;
    private Size size = new Size(100, 12);
    private boolean ended;

    /// Of the terminal that is looked at.
    public record Size(int columns, int rows) {}

    /// @param next where to go on reading
    /// @param missed whether something before these bytes is not kept any more
    public record Piece(byte[] bytes, long next, boolean missed) {}

    void write(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        keep(bytes, offset, length);
        tell();
    }

    private synchronized void keep(byte[] bytes, int offset, int length) {
        int taken = Math.min(length, KEPT_BYTES);
        int from = offset + length - taken;
        if (kept.length < KEPT_BYTES && written + length > kept.length) {
            long wanted = Math.max(2L * kept.length, written + length);
            kept = Arrays.copyOf(kept, (int) Math.min(KEPT_BYTES, wanted));
        }
        written += length - taken;
        int at = (int) (written % KEPT_BYTES);
        int upToEnd = Math.min(taken, KEPT_BYTES - at);
        System.arraycopy(bytes, from, kept, at, upToEnd);
        System.arraycopy(bytes, from + upToEnd, kept, 0, taken - upToEnd);
        written += taken;
    }

    /// What was written from a place on, `most` bytes of it. When that is not kept any more it begins with the oldest
    /// line that is whole.
    public synchronized Piece read(long from, int most) {
        long oldest = Math.max(0, written - KEPT_BYTES);
        boolean missed = from < oldest;
        long start = missed ? wholeLine(oldest) : from;
        int length = (int) Math.min(most, written - start);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = kept[(int) ((start + i) % KEPT_BYTES)];
        }
        return new Piece(bytes, start + length, missed);
    }

    private long wholeLine(long from) {
        for (long at = from; at < written; at++) {
            if (kept[(int) (at % KEPT_BYTES)] == '\n') {
                return at + 1;
            }
        }
        return from;
    }

    /// Hears of everything that is new. The listener returns at once: it is called by whoever writes.
    ///
    /// @return ends it
    public Runnable watch(Runnable watcher) {
        Runnable own = watcher::run;
        watchers.add(own);
        return () -> watchers.remove(own);
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }

    void resize(int columns, int rows) {
        synchronized (this) {
            size = new Size(columns, rows);
        }
        tell();
    }

    void end() {
        synchronized (this) {
            ended = true;
        }
        tell();
    }

    public synchronized Size size() {
        return size;
    }

    public synchronized boolean isEnded() {
        return ended;
    }
}
