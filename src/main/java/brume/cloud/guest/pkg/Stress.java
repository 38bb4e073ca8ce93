package brume.cloud.guest.pkg;

import brume.cloud.guest.Task;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// `stress --cpu N --timeout S`: busy workers in the process table.
///
/// Differs from Linux: the workers only look busy; no processor time of the host is burnt.
final class Stress implements Program {

    private static final int MAX_WORKERS = 64;

    @Override
    public int run(Process process) throws IOException {
        int workers = 0;
        long seconds = 0;
        List<String> args = process.args();
        for (int i = 0; i + 1 < args.size(); i++) {
            String value = args.get(i + 1);
            switch (args.get(i)) {
                case "-c", "--cpu", "-i", "--io", "-m", "--vm" ->
                    workers += value.matches("\\d{1,3}") ? Integer.parseInt(value) : 0;
                case "-t", "--timeout" ->
                    seconds = value.matches("\\d{1,6}s?") ? Long.parseLong(value.replace("s", "")) : 0;
                default -> {
                    // The values of the options.
                }
            }
        }
        if (workers == 0 || workers > MAX_WORKERS) {
            process.println(
                    "`stress' imposes certain types of compute stress on your system\n\nUsage: stress [OPTION [ARG]] ...");
            return workers == 0 ? 0 : 1;
        }
        process.println("stress: info: [" + process.task().pid() + "] dispatching hogs: " + workers
                + " cpu, 0 io, 0 vm, 0 hdd");
        process.out().flush();
        List<Task> hogs = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            hogs.add(process.guest()
                    .tasks()
                    .start(
                            process.task().pid(),
                            process.login(),
                            process.task().terminal(),
                            process.task().command(),
                            () -> {}));
        }
        try {
            process.guest().world().sleep(seconds == 0 ? Duration.ofDays(1) : Duration.ofSeconds(seconds));
        } catch (InterruptedException signal) {
            throw new InterruptedIOException();
        } finally {
            hogs.forEach(process.guest().tasks()::end);
        }
        process.println("stress: info: [" + process.task().pid() + "] successful run completed in " + seconds + "s");
        return 0;
    }
}
