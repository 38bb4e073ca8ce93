package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `cp` and `mv`.
public final class CpMv implements Program {

    @Override
    public int run(Process process) throws IOException {
        boolean moves = process.name().equals("mv");
        Options.Parsed options = new Options(
                        "abdfiLlnPpRrsTt:uv",
                        "archive=a force=f interactive=i link=l no-clobber=n no-dereference=P preserve=p recursive=r symbolic-link=s no-target-directory=T target-directory=t update=u verbose=v dereference=L")
                .parse(process.args());
        List<String> operands = options.operands();
        if (operands.isEmpty()) {
            throw UsageError.of("missing file operand");
        }
        Optional<String> into = options.value('t');
        if (operands.size() == 1 && into.isEmpty()) {
            throw UsageError.of("missing destination file operand after '" + operands.getFirst() + "'");
        }
        String target = into.orElseGet(operands::getLast);
        List<String> sources = into.isPresent() ? operands : operands.subList(0, operands.size() - 1);
        boolean directory = !options.has('T') && process.files().isDirectory(process.path(target));
        if (sources.size() > 1 && !directory || into.isPresent() && !directory) {
            return process.fail("target '" + target + "'"
                    + (process.files().exists(process.path(target))
                            ? " is not a directory"
                            : ": No such file or directory"));
        }
        if (!directory
                && target.endsWith("/")
                && !process.files().exists(process.path(target))
                && !process.files().isDirectory(process.path(sources.getFirst()))) {
            return process.fail((moves
                            ? "cannot move '" + sources.getFirst() + "' to '" + target + "'"
                            : "cannot create regular file '" + target + "'")
                    + ": Not a directory");
        }
        int status = 0;
        for (String source : sources) {
            String to = directory ? Copying.join(target, Copying.base(source)) : target;
            status |= moves ? move(process, options, source, to) : new Copying(process, options).copy(source, to);
        }
        return status;
    }

    private static int move(Process process, Options.Parsed options, String from, String to) throws IOException {
        String source = process.path(from);
        String target = process.path(to);
        Inode inode;
        try {
            inode = process.files().lstat(source);
        } catch (FsException missing) {
            return process.fail("cannot stat '" + from + "': " + missing.getMessage());
        }
        Optional<Inode> there = process.files().findLink(target);
        if (there.isPresent()) {
            if (there.get().number() == inode.number()) {
                return process.fail("'" + from + "' and '" + to + "' are the same file");
            }
            if (options.has('n')
                    || options.has('u') && !inode.modified().isAfter(there.get().modified())) {
                return 0;
            }
            if (options.has('i') && !options.has('f') && !process.confirm("mv: overwrite '" + to + "'? ")) {
                return 0;
            }
            if (there.get().isDirectory() && !inode.isDirectory()) {
                return process.fail("cannot overwrite directory '" + to + "' with non-directory");
            }
            if (!there.get().isDirectory() && inode.isDirectory()) {
                return process.fail("cannot overwrite non-directory '" + to + "' with directory '" + from + "'");
            }
        }
        try {
            process.files().rename(source, target);
        } catch (FsException failure) {
            boolean inside = failure.errno() == brume.cloud.guest.fs.Errno.EINVAL;
            return process.fail(
                    inside
                            ? "cannot move '" + from + "' to a subdirectory of itself, '" + to + "'"
                            : "cannot move '" + from + "' to '" + to + "': " + failure.getMessage());
        }
        if (options.has('v')) {
            process.println("renamed '" + from + "' -> '" + to + "'");
        }
        return 0;
    }
}
