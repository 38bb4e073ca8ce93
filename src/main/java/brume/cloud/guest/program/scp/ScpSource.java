package brume.cloud.guest.program.scp;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.fs.OpenFile;
import brume.cloud.guest.fs.OpenMode;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.util.List;

/// `scp -f`: gives files and, with `-r`, directories to the other side.
final class ScpSource {

    private static final int CHUNK_BYTES = 32 * 1024;

    private final Process process;
    private final Scp.Options options;
    private final Files files;
    private final ScpWire wire;

    ScpSource(Process process, Scp.Options options) {
        this.process = process;
        this.options = options;
        this.files = process.files();
        this.wire = new ScpWire(process);
    }

    int send(List<String> typed) throws IOException {
        if (!wire.accepted()) {
            return wire.exitCode();
        }
        for (String path : typed) {
            send(process.path(path), path);
        }
        return wire.exitCode();
    }

    private void send(String path, String typed) throws IOException {
        process.checkSignals();
        try {
            Inode inode = files.stat(path);
            if (inode.isDirectory() && options.recursive()) {
                directory(path, typed, inode);
            } else if (inode.isFile()) {
                file(path, inode);
            } else {
                wire.complain(typed + ": not a regular file");
            }
        } catch (FsException failure) {
            wire.complain(typed + ": " + failure.getMessage());
        }
    }

    private void file(String path, Inode inode) throws IOException {
        OpenFile open = files.open(path, OpenMode.READ, 0);
        long size = open.size();
        if (!announced(inode) || !said("C%04o %d %s".formatted(inode.mode() & 07777, size, name(path)))) {
            return;
        }
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long position = 0; position < size; ) {
            int count = open.read(position, chunk, 0, (int) Math.min(chunk.length, size - position));
            if (count <= 0) {
                count = (int) Math.min(chunk.length, size - position);
                java.util.Arrays.fill(chunk, 0, count, (byte) 0);
            }
            process.out().write(chunk, 0, count);
            position += count;
        }
        wire.acknowledge();
        wire.accepted();
    }

    private void directory(String path, String typed, Inode inode) throws IOException {
        List<String> names = List.copyOf(files.list(path).keySet());
        if (!announced(inode) || !said("D%04o 0 %s".formatted(inode.mode() & 07777, name(path)))) {
            return;
        }
        for (String name : names) {
            send(path + "/" + name, typed + "/" + name);
        }
        said("E");
    }

    private boolean announced(Inode inode) throws IOException {
        return !options.times()
                || said("T%d 0 %d 0"
                        .formatted(
                                inode.modified().getEpochSecond(),
                                inode.accessed().getEpochSecond()));
    }

    private boolean said(String line) throws IOException {
        wire.say(line);
        return wire.accepted();
    }

    private static String name(String path) {
        String trimmed = path.replaceAll("/+$", "");
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }
}
