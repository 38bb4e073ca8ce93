package brume.cloud.compute;

import brume.cloud.network.Ids;
import brume.cloud.network.Place;
import brume.cloud.network.SecurityGroups;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// The instances of one region: launch, look at, start, stop, reboot, terminate. Attributes: [InstanceAttributes].
public final class Instances {

    private final Place place;
    private final Launching launching;
    private final Shutdown shutdown;
    private final LifeCycle lifeCycle;
    private final InstanceAttributes attributes;
    private final Supplier<Allowance> allowance;

    /// @param allowance asked for before each launch and each start
    public Instances(
            Place place,
            Images images,
            KeyPairs keyPairs,
            SecurityGroups groups,
            LifeCycle lifeCycle,
            Supplier<Allowance> allowance) {
        this.place = place;
        this.launching = new Launching(place, images, keyPairs, groups);
        this.shutdown = new Shutdown(place);
        this.lifeCycle = lifeCycle;
        this.attributes = new InstanceAttributes(place, this, groups);
        this.allowance = allowance;
    }

    public InstanceAttributes attributes() {
        return attributes;
    }

    /// How many may run at once, where whoever pays for the account has said so.
    public Optional<Integer> most() {
        return allowance.get().instances();
    }

    /// Launches instances; the same client token again answers what it launched first.
    public Reservation run(Caller caller, Launch launch) {
        Map<String, String> told = new LinkedHashMap<>();
        told.put("imageId", launch.imageId());
        launch.type().ifPresent(type -> told.put("instanceType", type));
        launch.keyName().ifPresent(key -> told.put("keyName", key));
        told.put("count", Integer.toString(launch.maxCount()));
        Allowance allowed = allowance.get();
        Launching.Decision decision =
                place.write(caller, "RunInstances", told, tx -> launching.decide(tx, launch, allowed));
        if (decision.fresh()) {
            decision.reservation().instances().forEach(lifeCycle::started);
        }
        return decision.reservation();
    }

    /// Every visible instance, ordered by id, or those asked for.
    ///
    /// @throws brume.cloud.sandbox.CloudException an id is malformed, or names nothing visible
    public List<Instance> describe(Collection<String> ids) {
        State state = place.state();
        Instant now = place.now();
        if (!ids.isEmpty()) {
            return all(state, now, ids);
        }
        List<Instance> found = new ArrayList<>(state.by(Instance.KIND, Instance.LIVE, place.name()));
        state.by(Instance.KIND, Instance.TERMINATED, place.name()).stream()
                .filter(instance -> instance.power().visibleAt(now))
                .forEach(found::add);
        found.sort(java.util.Comparator.comparing(Instance::id));
        return found;
    }

    private List<Instance> all(State state, Instant now, Collection<String> ids) {
        List<Instance> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (String id : new LinkedHashSet<>(ids)) {
            Ids.checked(Instance.KIND, "i-", id);
            find(state, now, id).ifPresentOrElse(found::add, () -> unknown.add(id));
        }
        if (!unknown.isEmpty()) {
            throw new Problem.NotFound(Instance.KIND, unknown).refused();
        }
        return found;
    }

    public Optional<Instance> find(String id) {
        return find(place.state(), place.now(), id);
    }

    private Optional<Instance> find(State state, Instant now, String id) {
        return state.find(Instance.KIND, id)
                .filter(instance -> instance.region().equals(place.name()))
                .filter(instance -> instance.power().visibleAt(now));
    }

    /// The instance, or the refusal that it does not exist.
    Instance get(Transaction tx, String id) {
        return all(tx.state(), tx.now(), List.of(id)).getFirst();
    }

    public List<StateChange> start(Caller caller, Collection<String> ids) {
        Allowance allowed = allowance.get();
        return each(
                caller,
                "StartInstances",
                ids,
                (tx, instance) -> started(tx, instance, allowed),
                LifeCycleEvent.STARTED);
    }

    /// @param hibernate refused: no instance is set up for it
    public List<StateChange> stop(Caller caller, Collection<String> ids, boolean force, boolean hibernate) {
        return each(
                caller,
                "StopInstances",
                ids,
                (tx, instance) -> stopped(tx, instance, hibernate),
                LifeCycleEvent.HALTED);
    }

    public List<StateChange> terminate(Caller caller, Collection<String> ids) {
        return each(caller, "TerminateInstances", ids, shutdown::terminated, LifeCycleEvent.HALTED);
    }

    /// The machine restarts; the instance stays `running`.
    public void reboot(Caller caller, Collection<String> ids) {
        List<Instance> rebooted = place.write(caller, "RebootInstances", told(ids), tx -> {
            List<Instance> found = all(tx.state(), tx.now(), some(ids));
            for (Instance instance : found) {
                if (instance.power().wanted() != Power.Wanted.RUNNING) {
                    throw wrongState(instance, tx.now(), "rebooted");
                }
                // the entry stands in the journal even though the record stays as it is
                tx.put(instance);
            }
            return found;
        });
        rebooted.forEach(lifeCycle::rebooted);
    }

    private enum LifeCycleEvent {
        STARTED,
        HALTED
    }

    private List<StateChange> each(
            Caller caller,
            String action,
            Collection<String> ids,
            BiFunction<Transaction, Instance, Instance> change,
            LifeCycleEvent event) {
        List<Instance> changed = new ArrayList<>();
        List<StateChange> changes = place.write(caller, action, told(ids), tx -> {
            changed.clear();
            List<StateChange> done = new ArrayList<>();
            for (Instance instance : all(tx.state(), tx.now(), some(ids))) {
                Instance after = change.apply(tx, instance);
                if (after != instance) {
                    changed.add(tx.put(after));
                }
                done.add(new StateChange(instance.id(), instance.stateAt(tx.now()), after.stateAt(tx.now())));
            }
            return done;
        });
        for (Instance instance : changed) {
            switch (event) {
                case STARTED -> lifeCycle.started(instance);
                case HALTED -> lifeCycle.stopped(instance);
            }
        }
        return changes;
    }

    private static Collection<String> some(Collection<String> ids) {
        if (ids.isEmpty()) {
            throw new Problem.Missing("InstanceId").refused();
        }
        return ids;
    }

    private static Map<String, String> told(Collection<String> ids) {
        return Map.of("instanceIds", String.join(" ", ids));
    }

    private Instance started(Transaction tx, Instance instance, Allowance allowed) {
        InstanceState state = instance.stateAt(tx.now());
        return switch (state) {
            case RUNNING, PENDING -> instance;
            case STOPPING, SHUTTING_DOWN, TERMINATED -> throw wrongState(instance, tx.now(), "started");
            case STOPPED -> shutdown.restarted(tx, instance, allowed);
        };
    }

    private Instance stopped(Transaction tx, Instance instance, boolean hibernate) {
        if (hibernate) {
            throw new Problem.Specific(
                            "UnsupportedHibernationConfiguration",
                            "The instance '" + instance.id() + "' was not launched with hibernation enabled.")
                    .refused();
        }
        return switch (instance.stateAt(tx.now())) {
            case STOPPED, STOPPING -> instance;
            case PENDING, SHUTTING_DOWN, TERMINATED -> throw wrongState(instance, tx.now(), "stopped");
            case RUNNING -> {
                if (instance.stopProtected()) {
                    throw new Problem.Forbidden("The instance '" + instance.id()
                                    + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try"
                                    + " again.")
                            .refused();
                }
                yield shutdown.stopped(tx, instance, Shutdown.Cause.API);
            }
        };
    }

    private static RuntimeException wrongState(Instance instance, Instant now, String what) {
        return new Problem.WrongState(
                        Instance.KIND,
                        instance.id(),
                        instance.stateAt(now).word(),
                        (what.equals("stopped") ? "This instance '" : "The instance '") + instance.id()
                                + "' is not in a state from which it can be " + what + ".")
                .refused();
    }

    /// Somebody inside of the machine shut it down: it stops, or terminates if that is its shutdown behaviour.
    public void poweredOff(String id) {
        List<Instance> halted = new ArrayList<>();
        place.write(Caller.PROVIDER, "InstanceInitiatedShutdown", Map.of("instanceId", id), tx -> {
            halted.clear();
            find(tx.state(), tx.now(), id)
                    .filter(instance -> instance.power().wanted() == Power.Wanted.RUNNING)
                    .ifPresent(instance -> halted.add(tx.put(
                            instance.shutdownTerminates()
                                    ? shutdown.terminatedFromInside(tx, instance)
                                    : shutdown.stopped(tx, instance, Shutdown.Cause.INSIDE))));
            return id;
        });
        halted.forEach(lifeCycle::stopped);
    }
}
