package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import java.util.concurrent.RejectedExecutionException;

/// What follows when the main process of a service is gone: the journal's lines, and `Restart=`.
final class Restarting {

    private static final int TERM = 15;

    private final Guest guest;
    private final Systemd systemd;
    private final Journald journald;

    Restarting(Guest guest, Systemd systemd, Journald journald) {
        this.guest = guest;
        this.systemd = systemd;
        this.journald = journald;
    }

    /// The main process of an active service is gone.
    void mainEnded(UnitState state, UnitState.Ended ended) {
        String name = state.file().name();
        state.ended(ended);
        boolean clean = !ended.failed()
                || ended.signal() == TERM
                || ended.signal() == 1
                || ended.signal() == 2
                || ended.signal() == 13;
        if (!clean) {
            journald.systemd(Journald.NOTICE, name, name + ": Main process exited, " + ended.words());
            if (!state.isStopping()) {
                journald.systemd(
                        Journald.WARNING,
                        name,
                        name + ": Failed with result '" + (ended.signal() == 0 ? "exit-code" : "signal") + "'.");
            }
        } else if (!state.isStopping()) {
            journald.systemd(Journald.INFO, name, name + ": Deactivated successfully.");
        }
        state.gone(clean ? "success" : ended.signal() == 0 ? "exit-code" : "signal");
        if (state.isStopping()) {
            return;
        }
        state.becomes(
                clean ? "inactive" : "failed",
                clean ? "dead" : "failed",
                guest.world().now());
        systemd.note();
        if (restarts(state.file(), clean, ended.signal())) {
            restartLater(state);
        }
    }

    private static boolean restarts(UnitFile file, boolean clean, int signal) {
        return switch (file.last("Service", "Restart").orElse("no")) {
            case "always" -> true;
            case "on-success" -> clean;
            case "on-failure" -> !clean;
            case "on-abnormal", "on-abort", "on-watchdog" -> !clean && signal != 0;
            default -> false;
        };
    }

    private void restartLater(UnitState state) {
        state.becomes("activating", "auto-restart", guest.world().now());
        try {
            guest.world().executor().execute(() -> restartAfterPause(state));
        } catch (RejectedExecutionException brumeStops) {
            // Its services ended because the whole process ends: nothing is started any more.
        }
    }

    private void restartAfterPause(UnitState state) {
        try {
            guest.world()
                    .sleep(Durations.parse(
                            state.file().last("Service", "RestartSec").orElse("100ms")));
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            return;
        }
        if (state.sub().equals("auto-restart") && systemd.isCurrent(state)) {
            state.restarting();
            String name = state.file().name();
            journald.systemd(
                    Journald.INFO,
                    name,
                    name + ": Scheduled restart job, restart counter is at " + state.restarts() + ".");
            systemd.startService(state);
        }
    }
}
