package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.Content;
import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.util.Optional;

/// Copies files and trees for `cp`, and for `mv` where a rename is not enough.
final class Copying {

    private static final int MAX_DEPTH = 500;

    private final Process process;
    private final Options.Parsed options;
    private final boolean recursive;
    private final boolean preserve;
    private final boolean links;

    Copying(Process process, Options.Parsed options) {
        this.process = process;
        this.options = options;
        boolean archive = options.has('a');
        this.recursive = archive || options.has('r') || options.has('R');
        this.preserve = archive || options.has('p');
        this.links = !options.has('L') && (archive || options.has('d') || options.has('P') || recursive);
    }

    int copy(String from, String to) throws IOException {
        return copy(from, to, 0);
    }

    private int copy(String from, String to, int depth) throws IOException {
        process.checkSignals();
        String source = process.path(from);
        String target = process.path(to);
        Inode inode;
        try {
            inode = links ? process.files().lstat(source) : process.files().stat(source);
        } catch (FsException missing) {
            return process.fail("cannot stat '" + from + "': " + missing.getMessage());
        }
        if (inode.isDirectory()) {
            return directory(from, to, inode, depth);
        }
        Optional<Inode> there = process.files().find(target);
        if (there.isPresent() && there.get().number() == inode.number()) {
            return process.fail("'" + from + "' and '" + to + "' are the same file");
        }
        if (there.isPresent() && there.get().isDirectory()) {
            return process.fail("cannot overwrite directory '" + to + "' with non-directory");
        }
        if (there.isPresent() && options.has('n')) {
            return 0;
        }
        if (there.isPresent()
                && options.has('u')
                && !inode.modified().isAfter(there.get().modified())) {
            return 0;
        }
        if (there.isPresent()
                && options.has('i')
                && !options.has('f')
                && !process.confirm(process.name() + ": overwrite '" + to + "'? ")) {
            return 0;
        }
        return file(from, to, inode);
    }

    private int file(String from, String to, Inode inode) throws IOException {
        String source = process.path(from);
        String target = process.path(to);
        Content content = Content.EMPTY;
        try {
            if (options.has('s') || options.has('l')) {
                link(from, source, target);
                return 0;
            }
            if (!inode.isSymlink()) {
                content = process.files().content(source);
            }
        } catch (FsException failure) {
            return process.fail("cannot open '" + from + "' for reading: " + failure.getMessage());
        }
        try {
            if (inode.isSymlink()) {
                if (process.files().findLink(target).isPresent()) {
                    process.files().unlink(target);
                }
                process.files().symlink(inode.target(), target);
            } else {
                boolean fresh = !process.files().exists(target);
                try {
                    process.files()
                            .open(target, brume.cloud.guest.fs.OpenMode.WRITE, inode.mode() & 0777)
                            .write(content);
                } catch (FsException refused) {
                    if (!options.has('f') || fresh) {
                        throw refused;
                    }
                    process.files().unlink(target);
                    process.files().write(target, content);
                }
                keep(target, inode);
            }
        } catch (FsException failure) {
            String what = failure.errno() == Errno.ENOSPC || failure.errno() == Errno.EFBIG
                    ? "error writing '" + to + "': "
                    : "cannot create regular file '" + to + "': ";
            return process.fail(what + failure.getMessage());
        }
        if (options.has('v')) {
            process.println("'" + from + "' -> '" + to + "'");
        }
        return 0;
    }

    private void link(String from, String source, String target) throws IOException {
        if (options.has('s')) {
            process.files().symlink(from, target);
        } else {
            process.files().link(source, target);
        }
    }

    private void keep(String target, Inode inode) throws IOException {
        if (!preserve) {
            return;
        }
        try {
            process.files().chown(target, inode.uid(), inode.gid(), true);
        } catch (FsException refused) {
            // only root may give files away: as cp, silently
        }
        process.files().chmod(target, inode.mode());
        process.files().setTimes(target, inode.accessed(), inode.modified(), true);
    }

    private int directory(String from, String to, Inode inode, int depth) throws IOException {
        if (!recursive) {
            return process.fail("-r not specified; omitting directory '" + from + "'");
        }
        String source = process.path(from);
        String target = process.path(to);
        String real = process.files().realpath(source);
        if (depth == 0 && (process.files().realpath(target) + "/").startsWith(real + "/")) {
            return process.fail("cannot copy a directory, '" + from + "', into itself, '" + to + "'");
        }
        try {
            Optional<Inode> there = process.files().find(target);
            if (there.isPresent() && !there.get().isDirectory()) {
                return process.fail("cannot overwrite non-directory '" + to + "' with directory '" + from + "'");
            }
            if (there.isEmpty()) {
                process.files().mkdir(target, inode.mode() & 0777);
            }
            if (options.has('v')) {
                process.println("'" + from + "' -> '" + to + "'");
            }
        } catch (FsException failure) {
            return process.fail("cannot create directory '" + to + "': " + failure.getMessage());
        }
        int status = 0;
        try {
            for (String name : process.files().list(source).keySet()) {
                status |= depth > MAX_DEPTH ? 1 : copy(join(from, name), join(to, name), depth + 1);
            }
        } catch (FsException failure) {
            status = process.fail("cannot access '" + from + "': " + failure.getMessage());
        }
        keep(target, inode);
        return status;
    }

    static String join(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /// The directory of an absolute path.
    static String parent(String path) {
        int slash = path.replaceFirst("/+$", "").lastIndexOf('/');
        return slash <= 0 ? "/" : path.substring(0, slash);
    }

    /// The last name of a path as typed.
    static String base(String path) {
        String bare = path.replaceFirst("/+$", "");
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
