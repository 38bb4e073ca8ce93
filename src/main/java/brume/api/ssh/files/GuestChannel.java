package brume.api.ssh.files;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;

/// An open file of a guest.
final class GuestChannel implements SeekableByteChannel {

    private final OpenFile file;
    private final String path;
    private long position;
    private volatile boolean closed;

    GuestChannel(OpenFile file, String path, long position) {
        this.file = file;
        this.path = path;
        this.position = position;
    }

    @Override
    public synchronized int read(ByteBuffer into) throws IOException {
        ensureOpen();
        byte[] bytes = new byte[into.remaining()];
        try {
            int count = file.read(position, bytes, 0, bytes.length);
            if (count > 0) {
                into.put(bytes, 0, count);
                position += count;
            }
            return count;
        } catch (FsException failure) {
            throw FileFailure.of(failure, path);
        }
    }

    @Override
    public synchronized int write(ByteBuffer from) throws IOException {
        ensureOpen();
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        try {
            position = file.write(position, bytes, 0, bytes.length);
            return bytes.length;
        } catch (FsException failure) {
            throw FileFailure.of(failure, path);
        }
    }

    @Override
    public synchronized long position() {
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition < 0) {
            throw new FileSystemException(path, null, "Invalid argument");
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public synchronized SeekableByteChannel truncate(long size) throws IOException {
        ensureOpen();
        try {
            if (size < file.size()) {
                file.truncate(size);
            }
        } catch (FsException failure) {
            throw FileFailure.of(failure, path);
        }
        position = Math.min(position, size);
        return this;
    }

    private void ensureOpen() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public boolean isOpen() {
        return !closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}
