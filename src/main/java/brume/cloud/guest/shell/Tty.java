package brume.cloud.guest.shell;

import brume.cloud.guest.Stdio;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The line discipline of a terminal: what is typed while a program runs is echoed, edited by backspace and handed over
/// line by line; Ctrl-C interrupts. While a line is edited at the prompt, keys pass through untouched.
final class Tty {

    private static final int CAPACITY = 64 * 1024;
    private static final int INTERRUPT = 3;
    private static final int END = 4;
    private static final int KILL = 21;

    private final Stdio io;
    private final Runnable onInterrupt;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final StringBuilder ready = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int ends;
    private boolean closed;
    private boolean raw;
    private volatile boolean echo = true;

    final OutputStream out = new Output();
    final CookedInput in = new CookedInput();

    /// @param onInterrupt called for Ctrl-C while a program runs
    Tty(Stdio io, Runnable onInterrupt) {
        this.io = io;
        this.onInterrupt = onInterrupt;
    }

    /// Reads keys until the connection ends; on a thread of its own.
    void start(Executor executor) {
        executor.execute(() -> {
            byte[] keys = new byte[4096];
            try {
                for (int count = io.in().read(keys); count >= 0; count = io.in().read(keys)) {
                    for (int i = 0; i < count; i++) {
                        typed(keys[i] & 255);
                    }
                }
            } catch (IOException gone) {
                // as good as the end
            }
            hangUp();
        });
    }

    void hangUp() {
        lock.lock();
        try {
            ready.append(line);
            line.setLength(0);
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /// @param on while a line is edited
    void raw(boolean on) {
        lock.lock();
        try {
            raw = on;
            if (on) {
                ready.append(line);
                line.setLength(0);
                ends = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void typed(int key) throws IOException {
        boolean interrupt = false;
        lock.lock();
        try {
            if (ready.length() > CAPACITY || line.length() > CAPACITY) {
                return;
            }
            if (raw) {
                ready.append((char) key);
            } else {
                interrupt = cooked(key);
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        if (interrupt) {
            onInterrupt.run();
        }
    }

    /// @return true for Ctrl-C
    private boolean cooked(int key) throws IOException {
        switch (key) {
            case INTERRUPT -> {
                line.setLength(0);
                ready.setLength(0);
                show("^C\n");
                return true;
            }
            case END -> {
                if (line.isEmpty()) {
                    ends++;
                } else {
                    ready.append(line);
                    line.setLength(0);
                }
            }
            case '\r', '\n' -> {
                show("\n");
                ready.append(line).append('\n');
                line.setLength(0);
            }
            case 127, '\b' -> {
                if (!line.isEmpty()) {
                    while (line.length() > 1 && (line.charAt(line.length() - 1) & 0xC0) == 0x80) {
                        line.setLength(line.length() - 1);
                    }
                    line.setLength(line.length() - 1);
                    show("\b \b");
                }
            }
            case KILL -> {
                show("\b \b".repeat(line.length()));
                line.setLength(0);
            }
            default -> {
                line.append((char) key);
                if (echo) {
                    io.out().write(key);
                    io.out().flush();
                }
            }
        }
        return false;
    }

    private void show(String text) throws IOException {
        if (echo || text.equals("\n")) {
            out.write(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    /// The next byte typed, as it is typed; -1 when the connection has ended.
    int key() throws IOException {
        lock.lock();
        try {
            while (ready.isEmpty() && !closed) {
                await();
            }
            if (ready.isEmpty()) {
                return -1;
            }
            char key = ready.charAt(0);
            ready.deleteCharAt(0);
            return key;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a key back: it comes next.
    void push(int key) {
        lock.lock();
        try {
            ready.insert(0, (char) key);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// The terminal behind a stream, if there is one.
    static Optional<Tty> of(InputStream stream) {
        return stream instanceof CookedInput input ? Optional.of(input.tty()) : Optional.empty();
    }

    private void await() throws IOException {
        try {
            arrived.await();
        } catch (InterruptedException signal) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /// What programs read: whole lines.
    final class CookedInput extends InputStream {

        Tty tty() {
            return Tty.this;
        }

        /// Whether typed characters are shown (`stty -echo`, `read -s`, passwords).
        void echo(boolean on) {
            echo = on;
        }

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
                while (ready.isEmpty() && !closed && ends == 0) {
                    await();
                }
                if (ready.isEmpty()) {
                    ends = Math.max(0, ends - 1);
                    return -1;
                }
                int newline = ready.indexOf("\n");
                int count = Math.min(wanted, newline < 0 ? ready.length() : newline + 1);
                for (int i = 0; i < count; i++) {
                    into[offset + i] = (byte) ready.charAt(i);
                }
                ready.delete(0, count);
                return count;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int available() {
            lock.lock();
            try {
                return ready.length();
            } finally {
                lock.unlock();
            }
        }
    }

    /// What programs write to: line ends become carriage return and line feed.
    private final class Output extends OutputStream {
        private final ReentrantLock writing = new ReentrantLock();

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            java.io.ByteArrayOutputStream translated = new java.io.ByteArrayOutputStream(count + 16);
            for (int i = offset; i < offset + count; i++) {
                if (bytes[i] == '\n') {
                    translated.write('\r');
                }
                translated.write(bytes[i]);
            }
            writing.lock();
            try {
                translated.writeTo(io.out());
                io.out().flush();
            } finally {
                writing.unlock();
            }
        }

        @Override
        public void flush() throws IOException {
            io.out().flush();
        }
    }
}
