package brume.cloud;

import brume.cloud.compute.Allowance;
import brume.cloud.compute.Outside;
import brume.cloud.compute.Patience;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Journal;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.lang.ref.WeakReference;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Opens clouds: one object per sandbox as long as somebody uses it. Those used last are kept in memory; one whose
/// machines run, or that somebody watches, is kept in any case.
public final class Clouds {

    static final int KEPT = 512;
    private static final int OPENING_LOCKS = 64;

    private final Journal journal;
    private final Blobs blobs;
    private final Kinds kinds;
    private final InstantSource time;
    private final SecureRandom random;
    private final Executor executor;
    private final Patience patience;
    private final Function<SandboxId, Allowance> allowances;
    private final Map<SandboxId, WeakReference<Cloud>> known = new ConcurrentHashMap<>();
    private final List<Consumer<Cloud>> onOpen = new CopyOnWriteArrayList<>();
    /// A sandbox is read by one thread at a time; several share a lock.
    private final Object[] opening =
            Stream.generate(Object::new).limit(OPENING_LOCKS).toArray();
    private final LinkedHashMap<SandboxId, Cloud> kept = new LinkedHashMap<>(16, 0.75f, true);

    /// @param executor runs each task on a virtual thread of its own
    /// @param patience how a connection waits that nobody answers
    public Clouds(
            Journal journal,
            Blobs blobs,
            Kinds kinds,
            InstantSource time,
            SecureRandom random,
            Executor executor,
            Patience patience) {
        this(journal, blobs, kinds, time, random, executor, patience, sandbox -> Allowance.UNLIMITED);
    }

    /// @param allowances what a sandbox may have now: asked for again before each launch and each start
    public Clouds(
            Journal journal,
            Blobs blobs,
            Kinds kinds,
            InstantSource time,
            SecureRandom random,
            Executor executor,
            Patience patience,
            Function<SandboxId, Allowance> allowances) {
        this.journal = journal;
        this.blobs = blobs;
        this.kinds = kinds;
        this.time = time;
        this.random = random;
        this.executor = executor;
        this.patience = patience;
        this.allowances = allowances;
    }

    /// Called with every cloud that is opened from now on, before anybody else has it: the place to follow its journal
    /// and to give its machines what they do not bring themselves. It must not open clouds.
    public void onOpen(Consumer<Cloud> hook) {
        onOpen.add(hook);
    }

    /// The cloud of a sandbox, read from its journal if it is not open.
    ///
    /// @throws brume.cloud.sandbox.CloudException there is no such sandbox
    public Cloud open(SandboxId id) {
        synchronized (opening[Math.floorMod(id.hashCode(), opening.length)]) {
            Optional<Cloud> alive = alive(id);
            Cloud cloud = alive.isPresent() ? alive.get() : read(id);
            if (alive.isEmpty()) {
                known.put(id, new WeakReference<>(cloud));
            }
            keep(id, cloud);
            return cloud;
        }
    }

    private Optional<Cloud> alive(SandboxId id) {
        WeakReference<Cloud> reference = known.get(id);
        return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
    }

    private void keep(SandboxId id, Cloud cloud) {
        synchronized (kept) {
            kept.put(id, cloud);
            Iterator<Cloud> longestUnused = kept.values().iterator();
            while (kept.size() > KEPT && longestUnused.hasNext()) {
                if (!longestUnused.next().isBusy()) {
                    longestUnused.remove();
                }
            }
        }
        if (known.size() > 2 * KEPT) {
            known.values().removeIf(reference -> reference.refersTo(null));
        }
    }

    /// What lies in memory now.
    ///
    /// @param sandboxes open ones
    /// @param machines those of them that somebody has reached for since they started
    public record InMemory(int sandboxes, int machines) {}

    public InMemory inMemory() {
        List<Cloud> open = known.values().stream()
                .flatMap(reference -> Optional.ofNullable(reference.get()).stream())
                .toList();
        return new InMemory(
                open.size(),
                open.stream().mapToInt(cloud -> cloud.guests().inMemory()).sum());
    }

    private Cloud read(SandboxId id) {
        Cloud cloud = new Cloud(
                sandbox(id), blobs, random, Outside.publicHosts(), executor, patience, () -> allowances.apply(id));
        onOpen.forEach(hook -> hook.accept(cloud));
        cloud.opened();
        return cloud;
    }

    private Sandbox sandbox(SandboxId id) {
        return new Sandbox(id, kinds, journal, new VirtualClock(time));
    }

    /// Makes a new cloud, with the default network of the home region.
    ///
    /// @param account 12 digits
    public Cloud create(SandboxId id, String account) {
        if (!account.matches("\\d{12}")) {
            throw new Problem.InvalidValue("account", account, "An account has 12 digits").refused();
        }
        Sandbox sandbox = sandbox(id);
        sandbox.write(Caller.PROVIDER, "CreateSandbox", Map.of("account", account), tx -> {
            if (tx.state().find(Account.KIND, Account.ID).isPresent()) {
                throw new Problem.AlreadyExists(Account.KIND, id.value()).refused();
            }
            return tx.put(new Account(Account.ID, account, tx.now()));
        });
        Cloud cloud = open(id);
        cloud.aws(AwsOffer.HOME_REGION);
        return cloud;
    }
}
