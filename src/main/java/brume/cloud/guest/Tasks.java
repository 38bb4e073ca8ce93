package brume.cloud.guest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// The process table of a guest: what `ps` shows and `kill` reaches.
public final class Tasks {

    /// More than this and `fork` fails, as under `ulimit -u`.
    public static final int MAX_TASKS = 512;

    private static final int MAX_PID = 4_194_304;

    private final ConcurrentSkipListMap<Integer, Task> byPid = new ConcurrentSkipListMap<>();
    private final Supplier<Instant> now;
    private int lastPid;

    Tasks(Supplier<Instant> now) {
        this.now = now;
    }

    /// A new entry; whoever starts it ends it.
    ///
    /// @param onSignal called when a signal is delivered
    public synchronized Task start(int parent, Login owner, String terminal, String command, Runnable onSignal) {
        do {
            lastPid = lastPid >= MAX_PID ? 300 : lastPid + 1;
        } while (byPid.containsKey(lastPid));
        return add(new Task(lastPid, parent, owner, terminal, command, now.get(), onSignal));
    }

    /// A daemon without a thread of its own, such as a simulated service.
    public Task startDaemon(Login owner, String command, Runnable onSignal) {
        return start(1, owner, "?", command, onSignal);
    }

    private Task add(Task task) {
        byPid.put(task.pid(), task);
        return task;
    }

    public void end(Task task) {
        byPid.remove(task.pid());
    }

    public Optional<Task> of(int pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /// All entries by number.
    public List<Task> all() {
        return List.copyOf(byPid.values());
    }

    public boolean isFull() {
        return byPid.size() >= MAX_TASKS;
    }
}
