package brume.cloud.guest.program.system;

import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `flock [-n] [-w seconds] file command...`: runs a command while no other holds the file.
///
/// Differs from Linux: a descriptor (`flock 9`) is always free, and shared locks are exclusive.
public final class Flock implements Program {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Set<String> held = new HashSet<>();

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "+nsxeuow:E:c:F",
                        "nonblock=n nb=n shared=s exclusive=x unlock=u timeout=w wait=w conflict-exit-code=E command=c close=o no-fork=F")
                .parse(process.args());
        List<String> words = new ArrayList<>(options.operands());
        if (words.isEmpty()) {
            return process.fail(
                    64,
                    "requires a file or directory or file descriptor number\n"
                            + "Try 'flock --help' for more information.");
        }
        String file = words.removeFirst();
        Optional<String> line = options.value('c');
        if (words.size() == 2 && words.getFirst().matches("-c|--command")) {
            line = Optional.of(words.get(1));
        }
        List<String> command = line.isPresent() ? List.of("/bin/sh", "-c", line.get()) : words;
        if (command.isEmpty()) {
            return file.matches("\\d+") ? 0 : process.fail(64, "bad file descriptor: '" + file + "'");
        }
        String path = process.path(file);
        if (!process.files().exists(path)) {
            process.files().append(path, "");
        }
        String lock = process.guest().id() + ":" + process.files().realpath(path);
        if (!taken(process, options, lock)) {
            return options.value('E')
                    .filter(n -> n.matches("\\d{1,3}"))
                    .map(Integer::parseInt)
                    .orElse(1);
        }
        try {
            return Environment.start(process, command);
        } finally {
            synchronized (held) {
                held.remove(lock);
            }
        }
    }

    private boolean taken(Process process, Options.Parsed options, String lock) throws IOException {
        Instant start = process.guest().world().now();
        Optional<Duration> patience = options.value('w').flatMap(Waiting::duration);
        while (true) {
            synchronized (held) {
                if (held.add(lock)) {
                    return true;
                }
            }
            Duration waited = Duration.between(start, process.guest().world().now());
            if (options.has('n')
                    || patience.filter(p -> waited.compareTo(p) >= 0).isPresent()) {
                return false;
            }
            process.sleep(PAUSE);
        }
    }
}
