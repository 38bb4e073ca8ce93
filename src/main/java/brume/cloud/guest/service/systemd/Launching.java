package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Task;
import brume.cloud.guest.service.Daemon;
import brume.cloud.guest.service.Daemons;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The start of a service's own commands, by the type of the service.
final class Launching {

    private static final int READY_POLLS = 1_250;
    private static final Duration POLL = Duration.ofMillis(2);

    private final Guest guest;
    private final Systemd systemd;
    private final Spawner spawner;
    private final Journald journald;

    Launching(Guest guest, Systemd systemd, Spawner spawner, Journald journald) {
        this.guest = guest;
        this.systemd = systemd;
        this.spawner = spawner;
        this.journald = journald;
    }

    Systemd.Outcome launch(UnitState state) {
        return switch (state.file().type()) {
            case "oneshot" -> oneshot(state);
            case "forking" -> forking(state);
            case "notify", "notify-reload", "dbus" -> inForeground(state, true);
            default -> inForeground(state, false);
        };
    }

    private Systemd.Outcome oneshot(UnitState state) {
        for (String value : state.file().all("Service", "ExecStart")) {
            UnitState.Ended ended = systemd.runAside(state, "ExecStart", value, Map.of());
            if (ended.failed() && !value.startsWith("-")) {
                String name = state.file().name();
                journald.systemd(Journald.NOTICE, name, name + ": Main process exited, " + ended.words());
                return systemd.failed(state, ended.signal() == 0 ? "exit-code" : "signal");
            }
        }
        if (state.file().isYes("Service", "RemainAfterExit")) {
            systemd.started(state, "exited");
        } else {
            String name = state.file().name();
            state.becomes("inactive", "dead", guest.world().now());
            journald.systemd(Journald.INFO, name, name + ": Deactivated successfully.");
            journald.systemd(Journald.INFO, name, "Finished " + Systemd.title(state.file()) + ".");
        }
        return Systemd.Outcome.DONE;
    }

    private Systemd.Outcome forking(UnitState state) {
        List<Integer> before = guest.tasks().all().stream().map(Task::pid).toList();
        String name = state.file().name();
        for (String value : state.file().all("Service", "ExecStart")) {
            UnitState.Ended ended = systemd.runAside(state, "ExecStart", value, Map.of());
            if (ended.failed() && !value.startsWith("-")) {
                journald.systemd(Journald.NOTICE, name, name + ": Control process exited, " + ended.words());
                return systemd.failed(state, "exit-code");
            }
        }
        Optional<Daemon> daemon = state.file()
                .last("Service", "PIDFile")
                .flatMap(path -> Daemons.inPidFile(guest, path.startsWith("/") ? path : "/run/" + path))
                .or(() -> guest.tasks().all().stream()
                        .filter(task -> !before.contains(task.pid()))
                        .flatMap(task -> Daemons.of(guest).of(task.pid()).stream())
                        .findFirst());
        if (daemon.isPresent()) {
            systemd.watch(state, daemon.get());
            systemd.started(state, "running");
            return Systemd.Outcome.DONE;
        }
        Optional<String> pidFile = state.file().last("Service", "PIDFile");
        if (pidFile.isPresent()) {
            journald.systemd(
                    Journald.NOTICE,
                    name,
                    name + ": Can't open PID file " + pidFile.get() + " (yet?) after start: No such file or directory");
            return systemd.failed(state, "protocol");
        }
        state.becomes("inactive", "dead", guest.world().now());
        journald.systemd(Journald.INFO, name, name + ": Deactivated successfully.");
        return Systemd.Outcome.DONE;
    }

    /// A process that systemd itself watches. One that says when it is ready is waited for.
    private Systemd.Outcome inForeground(UnitState state, boolean notifies) {
        String value = state.file().all("Service", "ExecStart").getFirst();
        CommandLine command = spawner.parse(state.file(), value, Map.of());
        String first = command.argv().isEmpty() ? "" : command.argv().getFirst();
        String shortName = first.substring(first.lastIndexOf('/') + 1);
        CountDownLatch spawned = new CountDownLatch(1);
        Queue<UnitState.Ended> early = new ConcurrentLinkedQueue<>();
        List<Task> tasks = new ArrayList<>();
        Object handOver = new Object();
        boolean[] watched = new boolean[1];
        guest.world().executor().execute(() -> {
            UnitState.Ended ended = spawner.run(state.file(), "ExecStart", command, Map.of(), task -> {
                tasks.add(task);
                state.runs(task, shortName);
                spawned.countDown();
            });
            spawned.countDown();
            synchronized (handOver) {
                if (!watched[0]) {
                    early.add(ended);
                    return;
                }
            }
            systemd.mainEnded(state, ended);
        });
        try {
            if (!spawned.await(30, TimeUnit.SECONDS)) {
                return systemd.failed(state, "timeout");
            }
            for (int i = 0; notifies && i < READY_POLLS && !isReady(tasks, early); i++) {
                guest.world().sleep(POLL);
            }
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        Optional<UnitState.Ended> over;
        synchronized (handOver) {
            over = early.stream().findFirst();
            watched[0] = true;
        }
        if (notifies && over.isPresent() && over.get().failed()) {
            String name = state.file().name();
            state.ended(over.get());
            journald.systemd(
                    Journald.NOTICE,
                    name,
                    name + ": Main process exited, " + over.get().words());
            return systemd.failed(state, over.get().signal() == 0 ? "exit-code" : "signal");
        }
        systemd.started(state, "running");
        over.ifPresent(ended -> systemd.mainEnded(state, ended));
        return Systemd.Outcome.DONE;
    }

    private boolean isReady(List<Task> tasks, Queue<UnitState.Ended> early) {
        return !early.isEmpty()
                || tasks.stream()
                        .anyMatch(task -> Daemons.of(guest).of(task.pid()).isPresent());
    }
}
