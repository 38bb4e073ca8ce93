package brume.cloud;

import brume.cloud.compute.Outside;
import brume.cloud.compute.Patience;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Journal;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// Opens clouds: one object per sandbox as long as it is used.
public final class Clouds {

    private final Journal journal;
    private final Kinds kinds;
    private final InstantSource time;
    private final SecureRandom random;
    private final Executor executor;
    private final Patience patience;
    private final Map<SandboxId, Cloud> open = new ConcurrentHashMap<>();
    private final List<Consumer<Cloud>> onOpen = new CopyOnWriteArrayList<>();

    /// @param executor runs each task on a virtual thread of its own
    /// @param patience how a connection waits that nobody answers
    public Clouds(
            Journal journal,
            Kinds kinds,
            InstantSource time,
            SecureRandom random,
            Executor executor,
            Patience patience) {
        this.journal = journal;
        this.kinds = kinds;
        this.time = time;
        this.random = random;
        this.executor = executor;
        this.patience = patience;
    }

    /// Called with every cloud that is opened from now on, before anybody else has it: the place to follow its journal
    /// and to give
    /// its machines what they do not bring themselves. It must not open clouds.
    public void onOpen(Consumer<Cloud> hook) {
        onOpen.add(hook);
    }

    /// The cloud of a sandbox, read from its journal if it is not open.
    ///
    /// @throws brume.cloud.sandbox.CloudException there is no such sandbox
    public Cloud open(SandboxId id) {
        return open.computeIfAbsent(id, this::read);
    }

    private Cloud read(SandboxId id) {
        Cloud cloud = new Cloud(sandbox(id), random, Outside.publicHosts(), executor, patience);
        onOpen.forEach(hook -> hook.accept(cloud));
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
