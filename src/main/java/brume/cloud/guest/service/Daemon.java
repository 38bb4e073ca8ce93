package brume.cloud.guest.service;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Task;
import brume.cloud.guest.net.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// A server that went into the background: its master task, its workers, its sockets. It needs no thread; signals reach
/// it through its master task (`HUP` makes it read its configuration again, every other ends it).
public final class Daemon {

    private static final int HUP = 1;
    private static final int WINCH = 28;
    private static final int USR1 = 10;

    private final Guest guest;
    private final String name;
    private final Task master;
    private final List<Task> workers = new CopyOnWriteArrayList<>();
    private final List<IntConsumer> onEnd = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Runnable reload = () -> {};

    private Daemon(Guest guest, String name, Login owner, String command) {
        this.guest = guest;
        this.name = name;
        this.master = guest.tasks().startDaemon(owner, command, () -> signalled());
    }

    /// Starts the master task.
    ///
    /// @param name short, as `ss -p` and the journal show it
    /// @param command as `ps` shows it
    public static Daemon start(Guest guest, String name, Login owner, String command) {
        Daemon daemon = new Daemon(guest, name, owner, command);
        Daemons.of(guest).add(daemon);
        return daemon;
    }

    public Task master() {
        return master;
    }

    public String name() {
        return name;
    }

    /// Master first, then the workers.
    public List<Task> tasks() {
        List<Task> all = new ArrayList<>(List.of(master));
        all.addAll(workers);
        return all;
    }

    public void onReload(Runnable action) {
        reload = action;
    }

    /// Called with the signal's number (0 for a quit on its own) when this daemon is no more.
    public void onEnd(IntConsumer action) {
        onEnd.add(action);
    }

    public boolean isRunning() {
        return !ended.get();
    }

    /// Replaces the workers by new ones.
    public void work(int count, Login owner, String command) {
        workers.forEach(guest.tasks()::end);
        workers.clear();
        for (int i = 0; i < count; i++) {
            workers.add(guest.tasks().start(master.pid(), owner, "?", command, () -> {}));
        }
    }

    public void reload() {
        reload.run();
    }

    /// Ends it: sockets closed, tasks gone.
    public void end(int signal) {
        if (ended.compareAndSet(false, true)) {
            Ports.of(guest).releaseAll(master);
            workers.forEach(guest.tasks()::end);
            guest.tasks().end(master);
            Daemons.of(guest).remove(this);
            onEnd.forEach(action -> action.accept(signal));
        }
    }

    private void signalled() {
        Optional<Task> task = Optional.ofNullable(master);
        int signal = task.map(Task::signal).orElse(0);
        switch (signal) {
            case 0 -> {}
            case HUP -> {
                task.ifPresent(Task::clearSignal);
                reload.run();
            }
            case USR1, WINCH -> task.ifPresent(Task::clearSignal);
            default -> end(signal);
        }
    }
}
