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

    /// The first process of a booted machine.
    synchronized void startInit() {
        byPid.clear();
        Login root = new Login("root", 0, 0, List.of(0), "/root", "/bin/sh", java.util.Map.of());
        add(new Task(
                1,
                0,
                root,
                "?",
                "/usr/lib/systemd/systemd --switched-root --system --deserialize=32",
                now.get(),
                () -> {}));
        add(new Task(2, 0, root, "?", "[kthreadd]", now.get(), () -> {}));
        lastPid = 1200;
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

    /// Delivers a signal to a task and everything that it started.
    public void interrupt(Task task, int signal) {
        task.deliver(signal);
        for (Task other : all()) {
            if (other != task && descends(other, task.pid())) {
                other.deliver(signal);
            }
        }
    }

    private boolean descends(Task task, int ancestor) {
        int parent = task.parent();
        for (int depth = 0; depth < 64 && parent > 1; depth++) {
            if (parent == ancestor) {
                return true;
            }
            parent = of(parent).map(Task::parent).orElse(0);
        }
        return false;
    }

    /// The lowest number of a pseudo-terminal that nobody uses.
    public int freeTerminal() {
        for (int number = 0; ; number++) {
            String name = "pts/" + number;
            if (all().stream().noneMatch(task -> task.terminal().equals(name))) {
                return number;
            }
        }
    }

    /// Ends everything, as the machine does when it stops.
    void endAll() {
        all().forEach(task -> task.deliver(9));
        byPid.clear();
    }
}
