package brume.cloud.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Two connected ends in memory. A writer blocks when the reader is [#WINDOW_BYTES] behind, as a TCP window would make
/// it.
public final class Duplex {

    public static final int WINDOW_BYTES = 64 * 1024;

    private Duplex() {}

    public record Ends(Connection client, Connection server) {}

    public static Ends between(Endpoint client, Endpoint server) {
        Stream up = new Stream();
        Stream down = new Stream();
        return new Ends(new End(down, up, server, client), new End(up, down, client, server));
    }

    private record End(Stream incoming, Stream outgoing, Endpoint peer, Endpoint local) implements Connection {
        @Override
        public InputStream in() {
            return incoming.reader;
        }

        @Override
        public OutputStream out() {
            return outgoing.writer;
        }

        @Override
        public void close() {
            outgoing.finish();
            incoming.abandon();
        }
    }

    /// One direction: a ring buffer.
    private static final class Stream {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition changed = lock.newCondition();
        private final byte[] ring = new byte[WINDOW_BYTES];
        private int start;
        private int length;
        private boolean finished;
        private boolean abandoned;
        final InputStream reader = new Reader();
        final OutputStream writer = new Writer();

        void finish() {
            lock.lock();
            try {
                finished = true;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void abandon() {
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
                throw new java.io.InterruptedIOException();
            }
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
                    if (length == 0 || abandoned) {
                        return -1;
                    }
                    int count = Math.min(Math.min(wanted, length), WINDOW_BYTES - start);
                    System.arraycopy(ring, start, into, offset, count);
                    start = (start + count) % WINDOW_BYTES;
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
                        while (length == WINDOW_BYTES && !finished && !abandoned) {
                            await();
                        }
                        if (abandoned || finished) {
                            throw new IOException("Broken pipe");
                        }
                        int end = (start + length) % WINDOW_BYTES;
                        int part = Math.min(Math.min(left, WINDOW_BYTES - length), WINDOW_BYTES - end);
                        System.arraycopy(bytes, at, ring, end, part);
                        length += part;
                        at += part;
                        left -= part;
                        changed.signalAll();
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
}
