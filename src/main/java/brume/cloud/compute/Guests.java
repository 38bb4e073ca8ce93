package brume.cloud.compute;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestWorld;
import brume.cloud.guest.fs.Content;
import brume.cloud.guest.fs.FileChunk;
import brume.cloud.guest.fs.FileNode;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.reach.Machines;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The simulated machines behind the running instances of a sandbox. A machine boots when somebody first reaches for
/// it,
/// or by itself when its user data has something to do.
public final class Guests implements Machines, LifeCycle {

    private static final Logger LOG = LoggerFactory.getLogger(Guests.class);

    /// What one student's machines may hold together.
    private static final int MOST_FILES = 100_000;

    private static final long MOST_BYTES = 512L << 20;

    private final Sandbox sandbox;
    private final Blobs blobs;
    private final String account;
    private final Executor executor;
    private final Patience patience;
    private final Connections connections;
    private final BiConsumer<String, GuestWorld.Power> power;
    private final ConcurrentHashMap<String, Machine> running = new ConcurrentHashMap<>();
    private final List<Consumer<Guest>> onOpen = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> onStop = new CopyOnWriteArrayList<>();

    /// @param power what happens when a machine is shut down or rebooted from inside: the instance id and the wish
    public Guests(
            Sandbox sandbox,
            Blobs blobs,
            String account,
            Outside outside,
            Executor executor,
            Patience patience,
            BiConsumer<String, GuestWorld.Power> power) {
        this.sandbox = sandbox;
        this.blobs = blobs;
        this.account = account;
        this.executor = executor;
        this.patience = patience;
        this.power = power;
        this.connections = new Connections(sandbox, this, outside, executor, patience);
    }

    public Connections connections() {
        return connections;
    }

    /// Called with every machine after each boot, before it serves anybody: the place to bind sshd.
    public void onOpen(Consumer<Guest> hook) {
        onOpen.add(hook);
        open().forEach(hook);
    }

    /// Called with the id of every instance whose machine has just stopped or restarts: the place to end sessions.
    public void onStop(Consumer<String> hook) {
        onStop.add(hook);
    }

    /// The machine of an instance that runs now.
    public Optional<Guest> of(String instanceId) {
        Optional<Instance> instance =
                sandbox.state().find(Instance.KIND, instanceId).filter(this::runs);
        return instance.map(found ->
                running.computeIfAbsent(instanceId, id -> new Machine()).open(found));
    }

    /// How many machines are in memory.
    public int inMemory() {
        return open().size();
    }

    @Override
    public boolean isRunning(String instanceId) {
        return sandbox.state().find(Instance.KIND, instanceId).map(this::runs).orElse(false);
    }

    @Override
    public boolean listens(String instanceId, int port) {
        return of(instanceId).flatMap(guest -> guest.listener(port)).isPresent();
    }

    /// Whether the machines together hold as much as one student may store.
    boolean crowded() {
        State state = sandbox.state();
        int files = 0;
        long bytes = 0;
        for (Guest guest : open()) {
            files += guest.files().addedFiles();
            bytes += guest.files().storedBytes();
        }
        int recordedFiles = state.all(FileNode.KIND).size();
        long recordedBytes = (long) state.all(FileChunk.KIND).size() * Content.CHUNK_BYTES;
        return Math.max(files, recordedFiles) >= MOST_FILES || Math.max(bytes, recordedBytes) >= MOST_BYTES;
    }

    /// Everything that machines have changed is stored: before Brume ends.
    public void saveAll() {
        running.values().forEach(Machine::awaitHalted);
        open().forEach(guest -> guest.world().changed(guest));
    }

    @Override
    public void started(Instance instance) {
        if (instance.userData().isPresent()) {
            executor.execute(() -> bootSoon(instance.id()));
        }
    }

    private void bootSoon(String instanceId) {
        try {
            patience.await(Power.TRANSITION);
            of(instanceId);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void rebooted(Instance instance) {
        Optional<Guest> opened = Optional.ofNullable(running.get(instance.id())).flatMap(Machine::opened);
        if (opened.isEmpty()) {
            sandbox.write(Caller.PROVIDER, "guest:reboot", Map.of("instanceId", instance.id()), tx -> {
                tx.state().find(GuestBoot.KIND, instance.id()).ifPresent(tx::remove);
                return true;
            });
            return;
        }
        leave(instance.id());
        opened.get().reboot();
        onOpen.forEach(hook -> hook.accept(opened.get()));
        opened.get().world().changed(opened.get());
    }

    /// Everybody is cut off at once; the machine itself shuts down in its own time, as the provider's do.
    @Override
    public void stopped(Instance instance) {
        leave(instance.id());
        Optional.ofNullable(running.get(instance.id())).ifPresent(machine -> machine.halt(instance));
    }

    private void leave(String instanceId) {
        onStop.forEach(hook -> hook.accept(instanceId));
        connections.breakAll(instanceId);
    }

    private List<Guest> open() {
        return running.values().stream()
                .flatMap(machine -> machine.opened().stream())
                .toList();
    }

    /// A machine that is being opened by one thread while others wait; whoever opens it may already reach it.
    private final class Machine {
        private final ReentrantLock opening = new ReentrantLock();
        private volatile @Nullable Guest guest;
        private volatile CompletableFuture<Void> halted = CompletableFuture.completedFuture(null);

        Optional<Guest> opened() {
            return Optional.ofNullable(guest);
        }

        /// Whoever starts the machine again waits until what it leaves behind is stored.
        void halt(Instance instance) {
            Guest ending = guest;
            if (ending == null) {
                forget(instance);
            } else {
                guest = null;
                halted = CompletableFuture.runAsync(() -> halt(instance, ending), executor)
                        .exceptionally(failure -> {
                            LOG.warn(
                                    "Machine {} did not shut down as it should: {}", instance.id(), failure.toString());
                            return null;
                        });
            }
        }

        private void halt(Instance instance, Guest ending) {
            ending.shutdown();
            if (!instance.isTerminating()) {
                ending.world().changed(ending);
            }
            forget(instance);
        }

        private void forget(Instance instance) {
            if (instance.isTerminating()) {
                running.remove(instance.id(), this);
            }
        }

        void awaitHalted() {
            halted.join();
        }

        Guest open(Instance instance) {
            opening.lock();
            try {
                Guest known = guest;
                if (known != null) {
                    return known;
                }
                awaitHalted();
                return boot(instance);
            } finally {
                opening.unlock();
            }
        }

        private Guest boot(Instance instance) {
            String id = instance.id();
            State state = sandbox.state();
            var world = new RunningGuest(id, Guests.this, sandbox, new SplittableRandom(id.hashCode()));
            Guest opened = Guest.open(id, system(instance), world, state);
            guest = opened;
            Instant poweredAt = instance.power().since();
            boolean sameBoot = state.find(GuestBoot.KIND, id)
                    .map(last -> last.poweredAt().equals(poweredAt))
                    .orElse(false);
            if (sameBoot) {
                opened.resume();
            } else {
                opened.boot();
            }
            onOpen.forEach(hook -> hook.accept(opened));
            if (!sameBoot) {
                sandbox.write(
                        Caller.PROVIDER,
                        "guest:boot",
                        Map.of("instanceId", id),
                        tx -> tx.put(new GuestBoot(id, poweredAt)));
            }
            world.changed(opened);
            return opened;
        }
    }

    private static OperatingSystem system(Instance instance) {
        return AwsOffer.region(instance.region())
                .flatMap(region -> PublicImages.find(region, instance.imageId()))
                .map(Image::os)
                .orElse(OperatingSystem.AMAZON_LINUX_2023);
    }

    private boolean runs(Instance instance) {
        return instance.stateAt(sandbox.now()) == InstanceState.RUNNING;
    }

    /// The primary interface of an instance.
    static Optional<NetworkInterface> card(State state, String instanceId) {
        return state.find(Instance.KIND, instanceId)
                .flatMap(instance -> state.find(NetworkInterface.KIND, instance.primaryInterfaceId()));
    }

    void powerRequested(String instanceId, GuestWorld.Power wish) {
        power.accept(instanceId, wish);
    }

    Executor executor() {
        return executor;
    }

    Blobs blobs() {
        return blobs;
    }

    Patience patience() {
        return patience;
    }

    String account() {
        return account;
    }

    /// The ids of the instances whose machines are in memory.
    public List<String> ids() {
        return running.entrySet().stream()
                .filter(one -> one.getValue().opened().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
