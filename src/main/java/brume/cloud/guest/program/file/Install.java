package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.Content;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Mode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `install [-dDTvp] [-m mode] [-o owner] [-g group] [-t dir] source... target`.
public final class Install implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "dDTvpbcCsm:o:g:t:S:",
                        "directory=d mode=m owner=o group=g target-directory=t no-target-directory=T verbose=v"
                                + " preserve-timestamps=p backup=b compare=C strip=s suffix=S")
                .parse(process.args());
        List<String> operands = options.operands();
        if (operands.isEmpty()) {
            throw UsageError.of("missing file operand");
        }
        String modeText = options.value('m').orElse("755");
        int mode = Mode.apply(modeText, 0, false, 0)
                .orElseThrow(() -> UsageError.plain("invalid mode ‘" + modeText + "’"));
        if (options.has('d')) {
            for (String folder : operands) {
                folders(process, options, folder);
                finish(process, options, process.path(folder), mode);
            }
            return 0;
        }
        Optional<String> into = options.value('t');
        if (operands.size() == 1 && into.isEmpty()) {
            throw UsageError.of("missing destination file operand after '" + operands.getFirst() + "'");
        }
        String target = into.orElse(operands.getLast());
        List<String> sources = into.isPresent() ? operands : operands.subList(0, operands.size() - 1);
        if (options.has('D')) {
            int slash = into.isPresent() ? target.length() : target.lastIndexOf('/');
            if (slash > 0) {
                folders(process, options, target.substring(0, slash));
            }
        }
        boolean folder = process.files().isDirectory(process.path(target)) && !options.has('T');
        if (!folder && (sources.size() > 1 || into.isPresent())) {
            return process.fail("target '" + target + "' is not a directory");
        }
        int status = 0;
        for (String source : sources) {
            String name = source.substring(source.replaceFirst("/+$", "").lastIndexOf('/') + 1);
            status |= copy(process, options, source, folder ? target + "/" + name : target, mode);
        }
        return status;
    }

    private static void folders(Process process, Options.Parsed options, String folder) throws IOException {
        String path = process.path(folder);
        if (process.files().isDirectory(path)) {
            return;
        }
        int slash = folder.replaceFirst("/+$", "").lastIndexOf('/');
        if (slash > 0) {
            folders(process, options, folder.substring(0, slash));
        }
        try {
            process.files().mkdir(path, 0755);
        } catch (FsException failure) {
            throw UsageError.plain("cannot create directory ‘" + folder + "’: " + failure.getMessage());
        }
        if (options.has('v')) {
            process.println("install: creating directory '" + folder + "'");
        }
    }

    private static int copy(Process process, Options.Parsed options, String source, String target, int mode)
            throws IOException {
        Inode inode;
        try {
            inode = process.files().stat(process.path(source));
        } catch (FsException missing) {
            return process.fail("cannot stat '" + source + "': " + missing.getMessage());
        }
        if (inode.isDirectory()) {
            return process.fail("omitting directory '" + source + "'");
        }
        String path = process.path(target);
        try {
            Content content = process.files().content(process.path(source));
            boolean replaced = process.files().findLink(path).isPresent();
            if (replaced) {
                process.files().unlink(path);
            }
            process.files().write(path, content);
            if (options.has('v')) {
                process.println(
                        (replaced ? "removed '" + target + "'\n" : "") + "'" + source + "' -> '" + target + "'");
            }
        } catch (FsException failure) {
            return process.fail("cannot create regular file '" + target + "': " + failure.getMessage());
        }
        finish(process, options, path, mode);
        if (options.has('p')) {
            process.files().setTimes(path, inode.accessed(), inode.modified(), true);
        }
        return 0;
    }

    private static void finish(Process process, Options.Parsed options, String path, int mode) throws IOException {
        process.files().chmod(path, mode);
        Optional<String> owner = options.value('o');
        Optional<String> group = options.value('g');
        if (owner.isEmpty() && group.isEmpty()) {
            return;
        }
        var users = process.guest().users();
        Inode inode = process.files().stat(path);
        int uid = owner.map(name -> name.matches("\\d{1,9}")
                        ? Integer.parseInt(name)
                        : users.named(name)
                                .orElseThrow(() -> UsageError.plain("invalid user ‘" + name + "’"))
                                .uid())
                .orElse(inode.uid());
        int gid = group.map(name -> name.matches("\\d{1,9}")
                        ? Integer.parseInt(name)
                        : users.groupNamed(name)
                                .orElseThrow(() -> UsageError.plain("invalid group ‘" + name + "’"))
                                .gid())
                .orElse(inode.gid());
        process.files().chown(path, uid, gid, true);
    }
}
