package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// `rm [-rfivd] file...` and `unlink`.
public final class Rm implements Program {

    private static final int MAX_DEPTH = 500;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "rRfidvI12",
                        "recursive=r force=f interactive=i dir=d verbose=v no-preserve-root=1 preserve-root=2")
                .parse(process.args());
        if (options.operands().isEmpty()) {
            if (options.has('f')) {
                return 0;
            }
            throw UsageError.of("missing operand");
        }
        int status = 0;
        for (String operand : options.operands()) {
            status |= operand(process, options, operand);
        }
        return status;
    }

    private static int operand(Process process, Options.Parsed options, String operand) throws IOException {
        boolean recursive = options.has('r') || options.has('R');
        String path = process.path(operand);
        if (operand.matches("(.*/)?\\.\\.?/*")) {
            return process.fail("refusing to remove '.' or '..' directory: skipping '" + operand + "'");
        }
        if (recursive && operand.matches("/+") && !options.has('1')) {
            return process.fail(
                    "it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe");
        }
        Optional<Inode> inode = process.files().findLink(path);
        if (inode.isEmpty()) {
            if (options.has('f') && !denied(process, path)) {
                return 0;
            }
            return process.fail("cannot remove '" + operand + "': " + reason(process, path));
        }
        if (inode.get().isDirectory() && !recursive) {
            if (options.has('d')) {
                process.files().rmdir(path);
                return 0;
            }
            return process.fail("cannot remove '" + operand + "': Is a directory");
        }
        return remove(process, options, operand, inode.get(), 0);
    }

    private static boolean denied(Process process, String path) {
        return reason(process, path).equals(Errno.EACCES.wording());
    }

    private static String reason(Process process, String path) {
        try {
            process.files().lstat(path);
            return "";
        } catch (FsException failure) {
            return failure.getMessage();
        }
    }

    private static int remove(Process process, Options.Parsed options, String shown, Inode inode, int depth)
            throws IOException {
        process.checkSignals();
        int status = 0;
        String path = process.path(shown);
        try {
            if (options.has('i') && !asked(process, shown, inode)) {
                return 0;
            }
            if (inode.isDirectory()) {
                if (depth > MAX_DEPTH) {
                    throw Errno.ENAMETOOLONG.on(path);
                }
                for (Map.Entry<String, Inode> child : process.files().list(path).entrySet()) {
                    String name = shown.endsWith("/") ? shown + child.getKey() : shown + "/" + child.getKey();
                    status |= remove(process, options, name, child.getValue(), depth + 1);
                }
                if (status == 0) {
                    process.files().rmdir(path);
                }
            } else {
                process.files().unlink(path);
            }
            if (options.has('v') && status == 0) {
                process.println(inode.isDirectory() ? "removed directory '" + shown + "'" : "removed '" + shown + "'");
            }
            return status;
        } catch (FsException failure) {
            return process.fail("cannot remove '" + shown + "': " + failure.getMessage());
        }
    }

    private static boolean asked(Process process, String shown, Inode inode) throws IOException {
        String kind = inode.isDirectory()
                ? "directory"
                : inode.isSymlink() ? "symbolic link" : inode.size() == 0 ? "regular empty file" : "regular file";
        return process.confirm("rm: remove " + kind + " '" + shown + "'? ");
    }
}
