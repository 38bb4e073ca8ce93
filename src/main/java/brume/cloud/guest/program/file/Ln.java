package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.List;

/// `ln [-sfnvr] target [name]`.
public final class Ln implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "sfnvrTt:b",
                        "symbolic=s force=f no-dereference=n verbose=v relative=r no-target-directory=T target-directory=t")
                .parse(process.args());
        List<String> operands = options.operands();
        if (operands.isEmpty()) {
            throw UsageError.of("missing file operand");
        }
        String last = options.value('t').orElseGet(() -> operands.size() == 1 ? "." : operands.getLast());
        List<String> targets = operands.size() == 1 || options.value('t').isPresent()
                ? operands
                : operands.subList(0, operands.size() - 1);
        boolean asName = options.has('T')
                || options.has('n')
                        && process.files()
                                .findLink(process.path(last))
                                .filter(i -> i.isSymlink())
                                .isPresent();
        boolean directory = !asName && process.files().isDirectory(process.path(last));
        if (targets.size() > 1 && !directory) {
            return process.fail("target '" + last + "': Not a directory");
        }
        int status = 0;
        for (String target : targets) {
            status |= link(process, options, target, directory ? Copying.join(last, Copying.base(target)) : last);
        }
        return status;
    }

    /// The target as it is named from where the link lies.
    private static String relative(Process process, String target, String link) throws FsException {
        String from = process.files().realpath(Copying.parent(link));
        String to = process.files().realpath(process.path(target));
        String relative = java.nio.file.Path.of(from)
                .relativize(java.nio.file.Path.of(to))
                .toString();
        return relative.isEmpty() ? "." : relative;
    }

    private static int link(Process process, Options.Parsed options, String target, String name) throws IOException {
        String path = process.path(name);
        String kind = options.has('s') ? "symbolic link" : "hard link";
        try {
            if (!options.has('s')) {
                if (process.files().lstat(process.path(target)).isDirectory()) {
                    return process.fail(target + ": hard link not allowed for directory");
                }
            }
            if (options.has('f') && process.files().findLink(path).isPresent()) {
                process.files().unlink(path);
            }
            if (options.has('s')) {
                process.files().symlink(options.has('r') ? relative(process, target, path) : target, path);
            } else {
                process.files().link(process.path(target), path);
            }
        } catch (FsException failure) {
            if (!options.has('s')
                    && process.files().findLink(process.path(target)).isEmpty()) {
                return process.fail("failed to access '" + target + "': " + failure.getMessage());
            }
            String arrow = options.has('s') || failure.errno() == brume.cloud.guest.fs.Errno.EEXIST
                    ? ""
                    : " => '" + target + "'";
            return process.fail("failed to create " + kind + " '" + name + "'" + arrow + ": " + failure.getMessage());
        }
        if (options.has('v')) {
            process.println("'" + name + "' " + (options.has('s') ? "->" : "=>") + " '" + target + "'");
        }
        return 0;
    }
}
