package brume.cloud.compute;

import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Place;
import brume.cloud.network.Regional;
import brume.cloud.network.SecurityGroups;
import brume.cloud.network.Subnet;
import brume.cloud.offer.InstanceType;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Transaction;
import brume.cloud.storage.block.Volume;
import brume.cloud.storage.block.VolumeAttachment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// What can be changed about an instance after its launch. Type, user data and EBS optimisation only while it is
/// stopped.
public final class InstanceAttributes {

    private static final String MODIFY = "ModifyInstanceAttribute";

    private final Place place;
    private final Instances instances;
    private final SecurityGroups groups;

    InstanceAttributes(Place place, Instances instances, SecurityGroups groups) {
        this.place = place;
        this.instances = instances;
        this.groups = groups;
    }

    public Instance type(Caller caller, String id, String typeName) {
        return change(caller, MODIFY, id, "instanceType", (tx, instance) -> {
            checkStopped(tx, instance);
            Image image = new Images(place)
                    .find(instance.imageId())
                    .orElseThrow(() -> new Problem.NotFound(Image.KIND, instance.imageId()).refused());
            InstanceType type = LaunchChecks.type(typeName, image, place.region());
            LaunchChecks.checkZone(type, place.region(), instance.zone());
            Optional<String> credits =
                    type.burstable() ? instance.credits().or(type::defaultCredits) : Optional.empty();
            return instance.withType(typeName, credits);
        });
    }

    /// @param base64 empty removes it
    public Instance userData(Caller caller, String id, String base64) {
        return change(caller, MODIFY, id, "userData", (tx, instance) -> {
            checkStopped(tx, instance);
            LaunchChecks.checkUserData(base64);
            return instance.withUserData(Optional.of(base64).filter(data -> !data.isEmpty()));
        });
    }

    public Instance ebsOptimized(Caller caller, String id, boolean on) {
        return change(caller, MODIFY, id, "ebsOptimized", (tx, instance) -> {
            checkStopped(tx, instance);
            return instance.withEbsOptimized(on);
        });
    }

    public Instance terminationProtection(Caller caller, String id, boolean on) {
        return change(
                caller, MODIFY, id, "disableApiTermination", (tx, instance) -> instance.withTerminationProtection(on));
    }

    public Instance stopProtection(Caller caller, String id, boolean on) {
        return change(caller, MODIFY, id, "disableApiStop", (tx, instance) -> instance.withStopProtection(on));
    }

    /// @param behavior `stop` or `terminate`
    public Instance shutdownBehavior(Caller caller, String id, String behavior) {
        if (!behavior.equals("stop") && !behavior.equals("terminate")) {
            throw new Problem.InvalidValue(
                            "InstanceInitiatedShutdownBehavior",
                            behavior,
                            "Value (" + behavior
                                    + ") for parameter instanceInitiatedShutdownBehavior is invalid. Unknown shutdown"
                                    + " behavior.")
                    .refused();
        }
        return change(
                caller,
                MODIFY,
                id,
                "instanceInitiatedShutdownBehavior",
                (tx, instance) -> instance.withShutdownTerminates(behavior.equals("terminate")));
    }

    public Instance metadata(Caller caller, String id, MetadataChange wanted) {
        return change(
                caller,
                "ModifyInstanceMetadataOptions",
                id,
                "metadataOptions",
                (tx, instance) -> instance.withMetadata(wanted.applied(instance.metadata())));
    }

    /// @param mode `standard` or `unlimited`
    public Instance credits(Caller caller, String id, String mode) {
        return change(caller, "ModifyInstanceCreditSpecification", id, "cpuCredits", (tx, instance) -> {
            if (instance.credits().isEmpty()) {
                throw new Problem.Specific(
                                "InvalidInstanceCreditSpecification.Inapplicable",
                                "The instance '" + id + "' is not of a burstable type")
                        .refused();
            }
            if (!mode.equals("standard") && !mode.equals("unlimited")) {
                throw new Problem.InvalidValue("CpuCredits", mode, "Invalid value '" + mode + "' for CpuCredits.")
                        .refused();
            }
            return instance.withCredits(Optional.of(mode));
        });
    }

    /// Detailed monitoring on or off.
    public List<Instance> monitoring(Caller caller, Collection<String> ids, boolean on) {
        String action = on ? "MonitorInstances" : "UnmonitorInstances";
        return place.write(
                caller,
                action,
                Map.of("instanceIds", String.join(" ", ids)),
                tx -> ids.stream()
                        .map(id -> put(
                                tx, instances.get(tx, id), instances.get(tx, id).withMonitoring(on)))
                        .toList());
    }

    /// The groups that the primary interface wears.
    public void securityGroups(Caller caller, String id, List<String> groupIds) {
        change(caller, MODIFY, id, "groupSet", (tx, instance) -> {
            if (groupIds.isEmpty()) {
                throw new Problem.Missing("GroupId").refused();
            }
            NetworkInterface card = primary(tx, instance);
            Subnet subnet = Regional.subnets(place).get(tx.state(), card.subnetId());
            tx.put(card.withGroups(groups.toWear(tx, subnet, groupIds)));
            return instance;
        });
    }

    public void sourceDestCheck(Caller caller, String id, boolean on) {
        change(caller, MODIFY, id, "sourceDestCheck", (tx, instance) -> {
            tx.put(primary(tx, instance).withSourceDestCheck(on));
            return instance;
        });
    }

    /// Whether a volume goes with the instance.
    public void deleteOnTermination(Caller caller, String id, String device, boolean on) {
        change(caller, MODIFY, id, "blockDeviceMapping", (tx, instance) -> {
            Volume volume = tx.state().by(Volume.KIND, Volume.BY_INSTANCE, id).stream()
                    .filter(v -> v.attachment()
                            .filter(a -> a.device().equals(device))
                            .isPresent())
                    .findFirst()
                    .orElseThrow(() -> new Problem.Specific(
                                    "InvalidInstanceAttributeValue", "No device is currently mapped at " + device)
                            .refused());
            tx.put(volume.with(volume.attachment()
                    .map(a -> new VolumeAttachment(a.instanceId(), a.device(), on, a.attachedAt()))));
            return instance;
        });
    }

    private Instance change(
            Caller caller,
            String action,
            String id,
            String attribute,
            BiFunction<Transaction, Instance, Instance> change) {
        return place.write(caller, action, Map.of("instanceId", id, "attribute", attribute), tx -> {
            Instance instance = instances.get(tx, id);
            if (instance.isTerminating()) {
                throw wrongState(tx, instance, "The instance '" + id + "' has been terminated.");
            }
            return put(tx, instance, change.apply(tx, instance));
        });
    }

    private static Instance put(Transaction tx, Instance before, Instance after) {
        return after.equals(before) ? before : tx.put(after);
    }

    private static void checkStopped(Transaction tx, Instance instance) {
        if (instance.stateAt(tx.now()) != InstanceState.STOPPED) {
            throw wrongState(tx, instance, "The instance '" + instance.id() + "' is not in the 'stopped' state.");
        }
    }

    private static RuntimeException wrongState(Transaction tx, Instance instance, String reason) {
        return new Problem.WrongState(
                        Instance.KIND, instance.id(), instance.stateAt(tx.now()).word(), reason)
                .refused();
    }

    private static NetworkInterface primary(Transaction tx, Instance instance) {
        return tx.state().get(NetworkInterface.KIND, instance.primaryInterfaceId());
    }
}
