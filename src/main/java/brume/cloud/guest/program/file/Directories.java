package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Mode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.util.Optional;

/// `mkdir [-pv] [-m mode]` and `rmdir [-pv]`.
public final class Directories implements Program {

    @Override
    public int run(Process process) throws IOException {
        boolean makes = process.name().equals("mkdir");
        Options.Parsed options = new Options(
                        makes ? "pvm:Z" : "pv1", "parents=p verbose=v mode=m ignore-fail-on-non-empty=1")
                .parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.of("missing operand");
        }
        int status = 0;
        for (String operand : options.operands()) {
            status |= makes ? make(process, options, operand) : remove(process, options, operand);
        }
        return status;
    }

    private static int make(Process process, Options.Parsed options, String operand) throws IOException {
        Optional<Integer> mode = options.value('m')
                .flatMap(text -> Mode.apply(text, 0777, true, process.files().umask()));
        if (options.value('m').isPresent() && mode.isEmpty()) {
            return process.fail("invalid mode ‘" + options.value('m').get() + "’");
        }
        String shown = operand;
        try {
            if (options.has('p')) {
                StringBuilder path = new StringBuilder(operand.startsWith("/") ? "/" : "");
                for (String name : operand.split("/")) {
                    if (name.isEmpty()) {
                        continue;
                    }
                    path.append(path.isEmpty() || path.toString().endsWith("/") ? "" : "/")
                            .append(name);
                    shown = path.toString();
                    if (process.files().isFile(process.path(shown))
                            && !operand.replaceFirst("/+$", "").equals(shown)) {
                        return process.fail("cannot create directory ‘" + shown + "’: Not a directory");
                    }
                    if (!process.files().isDirectory(process.path(shown))) {
                        single(process, options, shown);
                    }
                }
            } else {
                single(process, options, operand);
            }
            if (mode.isPresent()) {
                process.files().chmod(process.path(operand), mode.get());
            }
            return 0;
        } catch (FsException failure) {
            return process.fail("cannot create directory ‘" + shown + "’: " + failure.getMessage());
        }
    }

    private static void single(Process process, Options.Parsed options, String path) throws IOException {
        process.files().mkdir(process.path(path));
        if (options.has('v')) {
            process.println("mkdir: created directory '" + path + "'");
        }
    }

    private static int remove(Process process, Options.Parsed options, String operand) throws IOException {
        String path = operand;
        try {
            do {
                process.files().rmdir(process.path(path));
                if (options.has('v')) {
                    process.println("rmdir: removing directory, '" + path + "'");
                }
                path = path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
            } while (options.has('p') && !path.isEmpty());
            return 0;
        } catch (FsException failure) {
            boolean ignored = options.has('1') && failure.errno() == brume.cloud.guest.fs.Errno.ENOTEMPTY;
            return ignored ? 0 : process.fail("failed to remove '" + path + "': " + failure.getMessage());
        }
    }
}
