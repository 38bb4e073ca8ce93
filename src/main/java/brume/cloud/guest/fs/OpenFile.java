package brume.cloud.guest.fs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/// A file as a process holds it open: it outlives its name. Reads see what others write meanwhile.
public final class OpenFile {

    private final FileSystem disk;
    private final OpenMode how;
    private final long number;
    private volatile Inode last;

    OpenFile(FileSystem disk, Inode inode, OpenMode how) {
        this.disk = disk;
        this.how = how;
        this.number = inode.number();
        this.last = inode.isGenerated() ? inode.withContent(disk.generated(inode), inode.modified()) : inode;
    }

    /// The file as it is now; after its last name is gone, as it was.
    public Inode inode() {
        if (!last.isGenerated()) {
            disk.tree().inode(number).ifPresent(inode -> last = inode);
        }
        return last;
    }

    public long size() {
        return inode().content().size();
    }

    /// Copies bytes out.
    ///
    /// @return how many, or -1 at and beyond the end
    public int read(long position, byte[] into, int offset, int count) throws FsException {
        if (!how.reads()) {
            throw Errno.EBADF.on("");
        }
        if (count == 0) {
            return 0;
        }
        return switch (last.kind()) {
            case FILE -> read(inode().content(), position, into, offset, count);
            case CHARACTER_DEVICE -> Devices.read(last.target(), into, offset, count);
            case DIRECTORY -> throw Errno.EISDIR.on("");
            case SYMLINK, BLOCK_DEVICE, PIPE, SOCKET -> -1;
        };
    }

    private static int read(Content content, long position, byte[] into, int offset, int count) throws FsException {
        try {
            return content.read(position, into, offset, count);
        } catch (UncheckedIOException lost) {
            throw Errno.EIO.on("");
        }
    }

    /// Puts bytes at the position, or at the end of a file opened for appending.
    ///
    /// @return the position after them
    public long write(long position, byte[] bytes, int offset, int count) throws FsException {
        if (!how.writes()) {
            throw Errno.EBADF.on("");
        }
        if (!last.isFile()) {
            Devices.write(last.target());
            return position + count;
        }
        if (last.isGenerated()) {
            return position + count;
        }
        return disk.change(draft -> {
            Inode inode = draft.tree().inode(number).orElse(last);
            long at = how.appends() ? inode.content().size() : position;
            if (at + count > FileSystem.MAX_FILE_BYTES) {
                throw Errno.EFBIG.on("");
            }
            replace(draft, inode, inode.content().write(at, bytes, offset, count));
            return at + count;
        });
    }

    /// Makes the file hold what another holds.
    public void write(Content content) throws FsException {
        if (!how.writes()) {
            throw Errno.EBADF.on("");
        }
        if (!last.isFile()) {
            Devices.write(last.target());
        } else if (!last.isGenerated()) {
            disk.change(draft -> {
                replace(draft, draft.tree().inode(number).orElse(last), content.copy());
                return content;
            });
        }
    }

    private void replace(Draft draft, Inode inode, Content content) throws FsException {
        if (draft.tree().inode(number).isPresent()) {
            last = inode.withContent(content, draft.now());
            draft.put(last);
        } else if (content.storedBytes() > Quota.MOST_STORED) {
            throw Errno.ENOSPC.on("");
        } else {
            last = inode.withContent(disk.relieved(content), draft.now());
        }
    }

    public void truncate(long size) throws FsException {
        if (size > FileSystem.MAX_FILE_BYTES) {
            throw Errno.EFBIG.on("");
        }
        disk.change(draft -> {
            Inode inode = draft.tree().inode(number).orElse(last);
            replace(draft, inode, inode.content().truncate(size));
            return size;
        });
    }

    /// A stream over the file from its beginning.
    public InputStream input() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
            }

            @Override
            public int read(byte[] into, int offset, int count) throws IOException {
                int done = OpenFile.this.read(position, into, offset, count);
                position += Math.max(done, 0);
                return done;
            }

            @Override
            public int available() {
                return (int) Math.min(Integer.MAX_VALUE, Math.max(0, size() - position));
            }
        };
    }

    /// A stream into the file from its beginning, or onto its end.
    public OutputStream output() {
        return new OutputStream() {
            private long position;

            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                position = OpenFile.this.write(position, bytes, offset, count);
            }
        };
    }
}
