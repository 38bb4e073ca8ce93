package brume.cloud.compute;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestWorld;
import brume.cloud.guest.InstanceFacts;
import brume.cloud.network.Dialer;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/// The world as one guest sees it, and the way of its changes into the journal.
final class RunningGuest implements GuestWorld {

    private final String instanceId;
    private final Guests guests;
    private final Sandbox sandbox;
    private final RandomGenerator random;
    private final ReentrantLock saving = new ReentrantLock();
    private final StringBuffer console = new StringBuffer();

    /// What is on its way into the journal; guarded by `saving`.
    private final Map<String, Change> unsaved = new LinkedHashMap<>();
    private final StringBuilder unsaid = new StringBuilder();

    RunningGuest(String instanceId, Guests guests, Sandbox sandbox, RandomGenerator random) {
        this.instanceId = instanceId;
        this.guests = guests;
        this.sandbox = sandbox;
        this.random = random;
    }

    @Override
    public Dialer network() {
        return guests.connections().fromInstance(instanceId);
    }

    @Override
    public Instant now() {
        return sandbox.now();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        guests.patience().await(duration);
    }

    @Override
    public Executor executor() {
        return guests.executor();
    }

    @Override
    public RandomGenerator random() {
        return random;
    }

    @Override
    public Blobs blobs() {
        return guests.blobs();
    }

    @Override
    public boolean crowded() {
        return guests.crowded();
    }

    @Override
    public InstanceFacts facts() {
        State state = sandbox.state();
        return Facts.of(state, now(), guests.account(), state.get(Instance.KIND, instanceId));
    }

    @Override
    public void console(String text) {
        console.append(text);
    }

    /// Returns when what the guest has changed so far is stored; what several changed at once is stored together. What
    /// could not be stored goes with the next change.
    @Override
    public void changed(Guest guest) {
        saving.lock();
        try {
            guest.drainChanges().forEach(change -> unsaved.put(key(change), change));
            unsaid.append(takeConsole());
            if (unsaved.isEmpty() && unsaid.isEmpty()) {
                return;
            }
            sandbox.write(
                    Caller.of(instanceId),
                    "guest:write",
                    Map.of("instanceId", instanceId, "changes", Integer.toString(unsaved.size())),
                    this::save);
            unsaved.clear();
            unsaid.setLength(0);
        } finally {
            saving.unlock();
        }
    }

    private boolean save(Transaction tx) {
        boolean gone = tx.state()
                .find(Instance.KIND, instanceId)
                .map(Instance::isTerminating)
                .orElse(true);
        if (gone) {
            return false;
        }
        unsaved.values().forEach(tx::apply);
        if (!unsaid.isEmpty()) {
            tx.put(tx.state()
                    .find(ConsoleText.KIND, instanceId)
                    .orElse(new ConsoleText(instanceId, "", tx.now()))
                    .plus(unsaid.toString(), tx.now()));
        }
        return true;
    }

    private static String key(Change change) {
        return switch (change) {
            case Change.Put(Resource resource) -> resource.getClass().getSimpleName() + " " + resource.id();
            case Change.Removed(String kind, String id) -> kind + " " + id;
        };
    }

    private String takeConsole() {
        synchronized (console) {
            String said = console.toString();
            console.setLength(0);
            return said;
        }
    }

    @Override
    public void powerRequested(Guest guest, Power power) {
        guests.executor().execute(() -> guests.powerRequested(instanceId, power));
    }
}
