package brume.cloud.guest.program.scp;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.OpenFile;
import brume.cloud.guest.fs.OpenMode;
import brume.cloud.guest.program.Process;
import java.io.EOFException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `scp -t`: takes files and directories from the other side.
final class ScpSink {

    private static final Pattern ENTRY = Pattern.compile("([CD])([0-7]{3,5}) (\\d{1,15}) (.+)");
    private static final Pattern TIMES = Pattern.compile("T(\\d{1,12}) \\d{1,6} (\\d{1,12}) \\d{1,6}");
    private static final int CHUNK_BYTES = 32 * 1024;

    private final Process process;
    private final Scp.Options options;
    private final Files files;
    private final ScpWire wire;

    private record Times(Instant modified, Instant accessed) {}

    /// A directory being filled, and the times it is to have afterwards.
    private record Level(String path, Optional<Times> times) {}

    ScpSink(Process process, Scp.Options options) {
        this.process = process;
        this.options = options;
        this.files = process.files();
        this.wire = new ScpWire(process);
    }

    int receive(String typed) throws IOException {
        String target = process.path(typed);
        if (options.directory() && !files.isDirectory(target)) {
            wire.complain(typed + ": " + (files.exists(target) ? "Not a directory" : "No such file or directory"));
            return wire.exitCode();
        }
        Deque<Level> levels = new ArrayDeque<>();
        Optional<Times> times = Optional.empty();
        wire.acknowledge();
        for (String line = wire.line(); line != null; line = wire.line()) {
            process.checkSignals();
            Matcher entry = ENTRY.matcher(line);
            Matcher stamp = TIMES.matcher(line);
            if (stamp.matches()) {
                times = Optional.of(new Times(seconds(stamp.group(1)), seconds(stamp.group(2))));
                wire.acknowledge();
            } else if (line.equals("E") && !levels.isEmpty()) {
                Level done = levels.pop();
                stamp(done.path(), done.times());
                wire.acknowledge();
            } else if (entry.matches() && isName(entry.group(4))) {
                String path = levels.isEmpty()
                        ? named(target, entry.group(4))
                        : levels.peek().path() + "/" + entry.group(4);
                int mode = Integer.parseInt(entry.group(2), 8) & 07777;
                if (entry.group(1).equals("C")) {
                    file(path, mode, Long.parseLong(entry.group(3)), times);
                } else if (!directory(path, mode)) {
                    return wire.exitCode();
                } else {
                    levels.push(new Level(path, times));
                    wire.acknowledge();
                }
                times = Optional.empty();
            } else if (line.isEmpty() || line.charAt(0) != 1) {
                wire.complain("protocol error: unexpected line");
                return wire.exitCode();
            }
        }
        return wire.exitCode();
    }

    private static Instant seconds(String digits) {
        return Instant.ofEpochSecond(Long.parseLong(digits));
    }

    private static boolean isName(String name) {
        return !name.contains("/") && !name.equals("..") && !name.equals(".");
    }

    private String named(String target, String name) {
        return files.isDirectory(target) ? target + "/" + name : target;
    }

    private boolean directory(String path, int mode) throws IOException {
        try {
            if (!files.isDirectory(path)) {
                files.mkdir(path, mode | 0700);
            }
            if (options.times()) {
                files.chmod(path, mode);
            }
            return true;
        } catch (FsException failure) {
            wire.complain(path + ": " + failure.getMessage());
            return false;
        }
    }

    private void file(String path, int mode, long size, Optional<Times> times) throws IOException {
        Optional<OpenFile> open = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            open = Optional.of(files.open(path, OpenMode.WRITE, mode));
        } catch (FsException failure) {
            wire.complain(path + ": " + failure.getMessage());
            return;
        }
        wire.acknowledge();
        byte[] chunk = new byte[CHUNK_BYTES];
        long position = 0;
        for (long left = size; left > 0; ) {
            int count = process.in().read(chunk, 0, (int) Math.min(chunk.length, left));
            if (count < 0) {
                throw new EOFException("lost connection");
            }
            left -= count;
            try {
                position = problem.isPresent() ? position : open.get().write(position, chunk, 0, count);
            } catch (FsException full) {
                problem = Optional.of(path + ": " + full.getMessage());
            }
        }
        if (!wire.accepted()) {
            return;
        }
        if (options.times()) {
            files.chmod(path, mode);
        }
        stamp(path, times);
        if (problem.isPresent()) {
            wire.complain(problem.get());
        } else {
            wire.acknowledge();
        }
    }

    private void stamp(String path, Optional<Times> times) throws FsException {
        if (times.isPresent()) {
            files.setTimes(path, times.get().accessed(), times.get().modified(), true);
        }
    }
}
