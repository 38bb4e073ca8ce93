package brume.cloud.guest.program.file;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.DateText;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// `touch [-acmh] [-d date] [-t stamp] [-r file] file...`.
public final class Touch implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options =
                new Options("acmhd:t:r:f", "no-create=c no-dereference=h date=d reference=r").parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.of("missing file operand");
        }
        Optional<Instant> when = Optional.empty();
        if (options.value('r').isPresent()) {
            when = Optional.of(
                    process.files().stat(process.path(options.value('r').get())).modified());
        } else if (options.value('d').isPresent() || options.value('t').isPresent()) {
            String text = options.value('d').orElseGet(() -> options.value('t').orElseThrow());
            when = options.value('d').isPresent()
                    ? DateText.parse(text, process.guest().world().now())
                    : DateText.stamp(text, process.guest().world().now());
            if (when.isEmpty()) {
                return process.fail("invalid date format ‘" + text + "’");
            }
        }
        int status = 0;
        for (String operand : options.operands()) {
            status |= touch(process, options, operand, when);
        }
        return status;
    }

    private static int touch(Process process, Options.Parsed options, String operand, Optional<Instant> when)
            throws IOException {
        String path = process.path(operand);
        try {
            Optional<Inode> inode = process.files().find(path);
            if (inode.isEmpty()) {
                if (options.has('c')) {
                    return 0;
                }
                process.files().append(path);
                inode = process.files().find(path);
            }
            boolean both = options.has('a') == options.has('m');
            if (when.isEmpty() && both) {
                process.files().touch(path, !options.has('h'));
            } else if (inode.isPresent()) {
                Instant at = when.orElseGet(() -> process.guest().world().now());
                process.files()
                        .setTimes(
                                path,
                                both || options.has('a') ? at : inode.get().accessed(),
                                both || options.has('m') ? at : inode.get().modified(),
                                !options.has('h'));
            }
            return 0;
        } catch (FsException failure) {
            String verb = process.files().exists(path) ? "setting times of" : "cannot touch";
            return process.fail(("cannot touch".equals(verb) || failure.errno() == brume.cloud.guest.fs.Errno.EACCES
                            ? "cannot touch"
                            : verb)
                    + " '" + operand + "': " + failure.getMessage());
        }
    }
}
