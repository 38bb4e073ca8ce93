package brume.cloud.guest;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An entry of the process table. A task may have a thread that is interrupted when a signal comes; a daemon simulated
/// without a thread has a reaction instead.
public final class Task {

    private final int pid;
    private final int parent;
    private final int uid;
    private final String user;
    private final String terminal;
    private final Instant startedAt;
    private final AtomicInteger signal = new AtomicInteger();
    private final Runnable onSignal;
    private volatile String command;
    private volatile @Nullable Thread thread;

    Task(int pid, int parent, Login owner, String terminal, String command, Instant startedAt, Runnable onSignal) {
        this.pid = pid;
        this.parent = parent;
        this.uid = owner.uid();
        this.user = owner.user();
        this.terminal = terminal;
        this.command = command;
        this.startedAt = startedAt;
        this.onSignal = onSignal;
    }

    public int pid() {
        return pid;
    }

    public int parent() {
        return parent;
    }

    public int uid() {
        return uid;
    }

    public String user() {
        return user;
    }

    /// `pts/0`, or `?`.
    public String terminal() {
        return terminal;
    }

    public String command() {
        return command;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /// The signal that is to end this task; 0 while none.
    public int signal() {
        return signal.get();
    }

    public void becomes(String newCommand) {
        command = newCommand;
    }

    /// The thread that does this task's work from now on.
    public void runsOn(@Nullable Thread worker) {
        thread = worker;
    }

    /// Delivers a signal; the first one that ends a task counts.
    public void deliver(int number) {
        signal.compareAndSet(0, number);
        Thread worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
        onSignal.run();
    }

    /// Forgets a signal that was handled.
    public void clearSignal() {
        signal.set(0);
    }
}
