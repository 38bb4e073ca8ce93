package brume.cloud.guest.service;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Task;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/// A server that went into the background: its master task, its workers, its sockets. It needs no thread; signals reach
/// it through its master task (`HUP` and `USR1` make it read its configuration again, every other ends it).
public final class Daemon {

    private static final int HUP = 1;
    private static final int WINCH = 28;
    private static final int USR1 = 10;
    private static final int TERM = 15;

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

    private Daemon(Guest guest, String name, Task master) {
        this.guest = guest;
        this.name = name;
        this.master = master;
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

    /// A server that stays in the foreground of a process, which has to call [#serve].
    public static Daemon inForeground(Guest guest, String name, Process process) {
        return new Daemon(guest, name, process.task());
    }

    /// Is ready now, and waits until it ends; signals that the process gets meanwhile are this daemon's.
    ///
    /// @return the exit status
    public int serve(Process process) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        onEnd(signal -> over.countDown());
        if (isRunning()) {
            Daemons.of(guest).add(this);
        }
        while (isRunning()) {
            try {
                over.await();
            } catch (InterruptedException signalled) {
                int signal = process.task().signal();
                if (signal != HUP && signal != USR1 && signal != WINCH) {
                    end(signal == 0 ? TERM : signal);
                    throw new InterruptedIOException();
                }
                process.task().clearSignal();
                if (signal != WINCH) {
                    reload.run();
                }
            }
        }
        return 0;
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
            case HUP, USR1 -> {
                task.ifPresent(Task::clearSignal);
                reload.run();
            }
            case WINCH -> task.ifPresent(Task::clearSignal);
            default -> end(signal);
        }
    }
}
