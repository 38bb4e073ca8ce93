package brume.cloud.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Bytes on their way from a writer to a reader, in memory: a writer waits while the reader is [#MOST_BYTES] behind.
/// The buffer grows with what stands in it.
public final class ByteStream {

    public static final int MOST_BYTES = 64 * 1024;

    private final Supplier<IOException> broken;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private byte[] ring = new byte[1024];
    private int start;
    private int length;
    private boolean finished;
    private boolean abandoned;

    public final InputStream reader = new Reader();
    public final OutputStream writer = new Writer();

    /// @param broken what a writer gets whose reader has left
    public ByteStream(Supplier<IOException> broken) {
        this.broken = broken;
    }

    /// Nothing more is written; what was may still be read.
    public void finish() {
        lock.lock();
        try {
            finished = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more is read.
    public void abandon() {
        lock.lock();
        try {
            abandoned = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await() throws IOException {
        try {
            changed.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private void grow(int wanted) {
        if (length + wanted <= ring.length || ring.length == MOST_BYTES) {
            return;
        }
        byte[] larger = new byte[Math.min(MOST_BYTES, Integer.highestOneBit(length + wanted) * 2)];
        for (int i = 0; i < length; i++) {
            larger[i] = ring[(start + i) % ring.length];
        }
        ring = larger;
        start = 0;
    }

    private final class Reader extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] into, int offset, int wanted) throws IOException {
            if (wanted == 0) {
                return 0;
            }
            lock.lock();
            try {
                while (length == 0 && !finished && !abandoned) {
                    await();
                }
                if (length == 0) {
                    return -1;
                }
                int count = Math.min(Math.min(wanted, length), ring.length - start);
                System.arraycopy(ring, start, into, offset, count);
                start = (start + count) % ring.length;
                length -= count;
                changed.signalAll();
                return count;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return length;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            abandon();
        }
    }

    private final class Writer extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            lock.lock();
            try {
                int at = offset;
                int left = count;
                while (left > 0) {
                    grow(left);
                    while (length == ring.length && !abandoned && !finished) {
                        await();
                    }
                    if (abandoned || finished) {
                        throw broken.get();
                    }
                    int end = (start + length) % ring.length;
                    int part = Math.min(Math.min(left, ring.length - length), ring.length - end);
                    System.arraycopy(bytes, at, ring, end, part);
                    length += part;
                    at += part;
                    left -= part;
                    changed.signalAll();
                }
                if (abandoned) {
                    throw broken.get();
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            finish();
        }
    }
}
