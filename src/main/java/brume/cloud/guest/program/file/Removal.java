package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Process;
import java.io.IOException;

/// Takes away a whole tree of files.
public final class Removal {

    private static final int MAX_DEPTH = 500;

    private final Process process;

    public Removal(Process process) {
        this.process = process;
    }

    /// @param path absolute
    public void tree(String path) throws IOException {
        tree(path, 0);
    }

    private void tree(String path, int depth) throws IOException {
        process.checkSignals();
        Inode inode = process.files().lstat(path);
        if (!inode.isDirectory()) {
            process.files().unlink(path);
            return;
        }
        if (depth > MAX_DEPTH) {
            throw new FsException(brume.cloud.guest.fs.Errno.ENAMETOOLONG, path);
        }
        for (String name : process.files().list(path).keySet()) {
            tree(path + "/" + name, depth + 1);
        }
        process.files().rmdir(path);
    }
}
