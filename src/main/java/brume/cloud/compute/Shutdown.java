package brume.cloud.compute;

import brume.cloud.guest.fs.DirEntry;
import brume.cloud.guest.fs.FileChunk;
import brume.cloud.guest.fs.FileNode;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Place;
import brume.cloud.network.PublicAddresses;
import brume.cloud.network.TagRules;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.Transaction;
import brume.cloud.storage.block.Volume;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// What stopping, starting again and terminating do to an instance's record and to what is plugged into it.
final class Shutdown {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'GMT'").withZone(ZoneOffset.UTC);
    /// Each termination removes a few records of instances that nobody can see any more.
    private static final int SWEPT = 8;

    private static final String FROM_INSIDE = "Client.InstanceInitiatedShutdown";

    private final Place place;

    Shutdown(Place place) {
        this.place = place;
    }

    /// Who asked.
    enum Cause {
        API,
        INSIDE
    }

    Instance stopped(Transaction tx, Instance instance, Cause cause) {
        cards(tx, instance).forEach(card -> tx.put(card.withPublicAddress(Optional.empty())));
        return halted(
                instance,
                new Power(Power.Wanted.STOPPED, tx.now()),
                tx.now(),
                cause == Cause.API
                        ? new StateReason(
                                "Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown")
                        : new StateReason(
                                FROM_INSIDE, "Client.InstanceInitiatedShutdown: Instance initiated shutdown"));
    }

    Instance restarted(Transaction tx, Instance instance, Allowance allowed) {
        InstanceType type = AwsOffer.instanceType(instance.type()).orElseThrow();
        if (Capacity.room(tx.state(), place.name(), type) < 1) {
            throw Capacity.exceeded(tx.state(), place.name(), type);
        }
        allowed.mustHaveRoom(tx.state());
        List<NetworkInterface> cards = cards(tx, instance);
        if (cards.size() == 1 && lendsAddress(tx, cards.getFirst())) {
            tx.put(cards.getFirst().withPublicAddress(Optional.of(PublicAddresses.take(tx, place.name()))));
        }
        return instance.restarted(tx.now());
    }

    /// Whether the interface gets a public address from the provider now.
    static boolean lendsAddress(Transaction tx, NetworkInterface card) {
        return card.takesPublicAddress()
                && tx.state()
                        .by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id())
                        .isEmpty();
    }

    Instance terminated(Transaction tx, Instance instance) {
        if (instance.isTerminating()) {
            return instance;
        }
        if (instance.terminationProtected()) {
            throw new Problem.Forbidden("The instance '" + instance.id()
                            + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and try"
                            + " again.")
                    .refused();
        }
        return terminatedFor(
                tx,
                instance,
                new StateReason(
                        "Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown"));
    }

    /// Shut down from inside: termination protection does not help against it.
    Instance terminatedFromInside(Transaction tx, Instance instance) {
        return terminatedFor(
                tx,
                instance,
                new StateReason(FROM_INSIDE, "Client.InstanceInitiatedShutdown: Instance initiated shutdown"));
    }

    /// Differs from AWS: interfaces and volumes go when the termination is asked for, not when it is complete.
    private Instance terminatedFor(Transaction tx, Instance instance, StateReason reason) {
        sweep(tx);
        for (NetworkInterface card : cards(tx, instance)) {
            tx.state().by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id()).stream()
                    .toList()
                    .forEach(elastic -> tx.put(elastic.with(Optional.empty())));
            boolean goes = card.attachment().map(a -> a.deleteOnTermination()).orElse(true);
            if (goes) {
                tx.remove(card);
                TagRules.drop(tx, card.id());
            } else {
                tx.put(card.detached());
            }
        }
        List<Volume> volumes = List.copyOf(tx.state().by(Volume.KIND, Volume.BY_INSTANCE, instance.id()));
        for (Volume volume : volumes) {
            boolean goes = volume.attachment().map(a -> a.deleteOnTermination()).orElse(true);
            if (goes) {
                tx.remove(volume);
                TagRules.drop(tx, volume.id());
            } else {
                tx.put(volume.with(Optional.empty()));
            }
        }
        wipe(tx, instance);
        boolean wasOff = instance.stateAt(tx.now()) == InstanceState.STOPPED;
        Instant since = wasOff ? tx.now().minus(Power.TRANSITION) : tx.now();
        return halted(instance, new Power(Power.Wanted.TERMINATED, since), tx.now(), reason);
    }

    /// What the machine had on its disk goes with it; what it said on its console stays for a while.
    private static void wipe(Transaction tx, Instance instance) {
        remove(tx, FileNode.KIND, instance);
        remove(tx, DirEntry.KIND, instance);
        remove(tx, FileChunk.KIND, instance);
        remove(tx, PushedKey.KIND, instance);
        tx.state().find(GuestBoot.KIND, instance.id()).ifPresent(tx::remove);
    }

    private static <R extends Resource> void remove(Transaction tx, Kind<R> kind, Instance instance) {
        String from = instance.id() + "/";
        String to = instance.id() + "0";
        List.copyOf(tx.state().sorted(kind).subMap(from, to).values()).forEach(tx::remove);
    }

    private void sweep(Transaction tx) {
        List<Instance> gone = tx.state().by(Instance.KIND, Instance.TERMINATED, place.name()).stream()
                .limit(SWEPT)
                .filter(instance -> !instance.power().visibleAt(tx.now()))
                .toList();
        for (Instance instance : gone) {
            tx.remove(instance);
            TagRules.drop(tx, instance.id());
            tx.state().find(ConsoleText.KIND, instance.id()).ifPresent(tx::remove);
            instance.clientToken()
                    .flatMap(token -> tx.state().find(LaunchToken.KIND, place.name() + "/" + token))
                    .ifPresent(tx::remove);
        }
    }

    /// When a machine shuts itself down, the provider does not say when.
    private static Instance halted(Instance instance, Power power, Instant now, StateReason reason) {
        String when = reason.code().equals(FROM_INSIDE) ? "" : " (" + TIME.format(now) + ")";
        return instance.halted(power, "User initiated" + when, reason);
    }

    private static List<NetworkInterface> cards(Transaction tx, Instance instance) {
        return List.copyOf(tx.state().by(NetworkInterface.KIND, NetworkInterface.BY_INSTANCE, instance.id()));
    }
}
