package brume.cloud.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One student's cloud: a journal and the state that it leaves.
///
/// Writers decide one after another on the newest state, then wait until their entry is stored; entries that wait
/// together are stored together. Readers see only what is stored, so nothing that was ever shown can be lost.
public final class Sandbox {

    private static final int ATTEMPTS = 5;

    private final SandboxId id;
    private final Kinds kinds;
    private final Journal journal;
    private final VirtualClock clock;
    private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

    private final ReentrantLock deciding = new ReentrantLock();
    private final ReentrantLock storing = new ReentrantLock();
    private List<Decided> waiting = new ArrayList<>();
    private Snapshot newest;
    private volatile Snapshot stored;

    /// The state after the entry at a position.
    private record Snapshot(long position, Instant at, State state) {
        static final Snapshot NOTHING = new Snapshot(0, Instant.EPOCH, State.EMPTY);

        Snapshot with(Kinds kinds, Entry entry) {
            return new Snapshot(entry.position(), entry.at(), state.with(kinds, entry));
        }
    }

    /// An entry that is decided and not yet known to be stored or refused.
    private static final class Decided {
        final Entry entry;
        final Snapshot after;
        volatile boolean done;
        volatile @Nullable RuntimeException failure;

        Decided(Entry entry, Snapshot after) {
            this.entry = entry;
            this.after = after;
        }
    }

    /// Opens a sandbox by reading its journal from the beginning.
    public Sandbox(SandboxId id, Kinds kinds, Journal journal, VirtualClock clock) {
        this.id = id;
        this.kinds = kinds;
        this.journal = journal;
        this.clock = clock;
        this.stored = caughtUp(Snapshot.NOTHING);
        this.newest = stored;
    }

    public SandboxId id() {
        return id;
    }

    /// What is stored, as one consistent picture.
    public State state() {
        return stored.state();
    }

    /// The position of the newest stored entry; 0 before the first.
    public long position() {
        return stored.position();
    }

    /// When the newest stored entry was decided, in the sandbox's own time; empty before the first.
    public Optional<Instant> lastEntryAt() {
        Snapshot last = stored;
        return last.position() == 0 ? Optional.empty() : Optional.of(last.at());
    }

    public Instant now() {
        return clock.now(stored.state());
    }

    public VirtualClock clock() {
        return clock;
    }

    /// Calls the listener after each stored entry, in order. It must be quick and must not write to this sandbox.
    ///
    /// @return ends the subscription
    public Runnable subscribe(Consumer<Entry> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// How many subscriptions there are now.
    public int subscribers() {
        return listeners.size();
    }

    /// Reads the journal again, from an entry onwards.
    public void history(long after, Consumer<Entry> reader) {
        journal.replay(id, after, reader);
    }

    /// Decides an operation and returns when what it left is stored. An operation that changes nothing leaves no entry.
    ///
    /// @param parameters for the audit log; never a secret
    /// @throws CloudException as the operation does; nothing is changed then
    public <T> T write(
            Caller caller, String action, Map<String, String> parameters, Function<Transaction, T> operation) {
        for (int attempt = 1; ; attempt++) {
            try {
                return writeOnce(caller, action, parameters, operation);
            } catch (Journal.PositionTaken taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private <T> T writeOnce(
            Caller caller, String action, Map<String, String> parameters, Function<Transaction, T> operation) {
        T result;
        Decided decided;
        deciding.lock();
        try {
            Instant now = clock.now(newest.state());
            Instant at = now.isBefore(newest.at()) ? newest.at() : now;
            long position = newest.position() + 1;
            Transaction transaction = new Transaction(kinds, newest.state(), at, seed(position));
            result = operation.apply(transaction);
            if (caller.dryRun()) {
                throw new Problem.DryRun().refused();
            }
            if (transaction.changes().isEmpty()) {
                return result;
            }
            Entry entry = new Entry(position, at, caller.principal(), action, parameters, transaction.changes());
            newest = new Snapshot(position, at, transaction.state());
            decided = new Decided(entry, newest);
            waiting.add(decided);
        } finally {
            deciding.unlock();
        }
        store(decided);
        return result;
    }

    private void store(Decided mine) {
        storing.lock();
        try {
            if (!mine.done) {
                storeWaiting();
            }
        } finally {
            storing.unlock();
        }
        RuntimeException failure = mine.failure;
        if (failure != null) {
            throw failure;
        }
    }

    private void storeWaiting() {
        List<Decided> batch = takeWaiting();
        try {
            journal.append(id, batch.stream().map(decided -> decided.entry).toList());
        } catch (RuntimeException failure) {
            startOver(batch, failure);
            return;
        }
        stored = batch.getLast().after;
        for (Decided decided : batch) {
            decided.done = true;
            listeners.forEach(listener -> listener.accept(decided.entry));
        }
    }

    private List<Decided> takeWaiting() {
        deciding.lock();
        try {
            List<Decided> batch = waiting;
            waiting = new ArrayList<>();
            return batch;
        } finally {
            deciding.unlock();
        }
    }

    /// What was decided rests on something that is not so: read what is, and let every writer decide again.
    private void startOver(List<Decided> batch, RuntimeException failure) {
        deciding.lock();
        try {
            List<Decided> all = new ArrayList<>(batch);
            all.addAll(waiting);
            waiting = new ArrayList<>();
            for (Decided decided : all) {
                decided.failure = failure;
                decided.done = true;
            }
            newest = stored;
            stored = caughtUp(stored);
            newest = stored;
        } finally {
            deciding.unlock();
        }
    }

    private Snapshot caughtUp(Snapshot from) {
        Snapshot[] latest = {from};
        journal.replay(id, from.position(), entry -> latest[0] = latest[0].with(kinds, entry));
        return latest[0];
    }

    private long seed(long position) {
        return id.value().hashCode() * 0x9E3779B97F4A7C15L + position * 0xBF58476D1CE4E5B9L;
    }
}
