package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Task;
import java.time.Duration;
import java.util.List;

/// The end of a service's processes: the unit's signal, patience, then `SIGKILL`.
final class Termination {

    private static final int TERM = 15;
    private static final int KILL = 9;

    private final Guest guest;

    Termination(Guest guest) {
        this.guest = guest;
    }

    void of(UnitFile file, Task main) {
        List<Task> family = Spawner.family(guest, main);
        int signal = switch (file.last("Service", "KillSignal").orElse("SIGTERM")) {
            case "SIGQUIT", "QUIT" -> 3;
            case "SIGINT", "INT" -> 2;
            case "SIGKILL", "KILL" -> KILL;
            case "SIGHUP", "HUP" -> 1;
            case "SIGWINCH" -> TERM;
            default -> TERM;
        };
        family.forEach(task -> task.deliver(signal));
        Duration patience =
                Durations.parse(file.last("Service", "TimeoutStopSec").orElse("90s"));
        long steps = Math.clamp(patience.toMillis() / 20, 5, 500);
        try {
            for (long i = 0; i < steps && guest.tasks().of(main.pid()).isPresent(); i++) {
                guest.world().sleep(Duration.ofMillis(20));
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        family.stream().filter(task -> guest.tasks().of(task.pid()).isPresent()).forEach(task -> {
            task.deliver(KILL);
            guest.tasks().end(task);
        });
    }
}
