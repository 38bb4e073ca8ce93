package brume.portal.frame;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Tags;
import brume.cloud.network.Vpc;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What there is in a sandbox, as seen at a glance.
///
/// @param network name and address range of the first network that something runs in
/// @param open whether that network has a way to the internet
/// @param machines those not terminated, in the order they were launched
/// @param usdPerHour what they cost if nobody does anything
public record Glance(
        String account, Optional<String> network, boolean open, List<Machine> machines, BigDecimal usdPerHour) {

    /// @param state the provider's word
    /// @param reachable has a public address
    public record Machine(String id, String name, String state, boolean reachable) {}

    public Glance {
        machines = List.copyOf(machines);
    }

    /// What is in a region of a cloud now.
    public static Glance of(Cloud cloud, String region) {
        AwsRegion aws = cloud.aws(region);
        State state = aws.state();
        Instant now = aws.now();
        List<Instance> there = state.by(Instance.KIND, Instance.BY_REGION, region).stream()
                .filter(instance -> instance.stateAt(now) != InstanceState.TERMINATED)
                .sorted(Comparator.comparing(Instance::firstLaunchedAt).thenComparing(Instance::id))
                .toList();
        Optional<Vpc> vpc = there.stream()
                .map(Instance::vpcId)
                .findFirst()
                .or(() -> state.by(Vpc.KIND, Vpc.BY_REGION, region).stream()
                        .map(Vpc::id)
                        .findFirst())
                .flatMap(id -> state.find(Vpc.KIND, id));
        boolean open = vpc.isPresent()
                && !state.by(
                                InternetGateway.KIND,
                                InternetGateway.BY_VPC,
                                vpc.orElseThrow().id())
                        .isEmpty();
        BigDecimal cost = there.stream()
                .filter(instance -> instance.stateAt(now) == InstanceState.RUNNING)
                .flatMap(instance -> AwsOffer.instanceType(instance.type()).stream())
                .flatMap(type -> type.usdPerHour(region).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Glance(
                cloud.account(),
                vpc.map(one -> one.id() + " " + one.cidr()),
                open,
                there.stream().map(instance -> machine(state, instance, now)).toList(),
                cost);
    }

    private static Machine machine(State state, Instance instance, Instant now) {
        Optional<NetworkInterface> card = state.find(NetworkInterface.KIND, instance.primaryInterfaceId());
        boolean reachable = card.map(one -> one.publicAddress().isPresent()
                        || !state.by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, one.id())
                                .isEmpty())
                .orElse(false);
        return new Machine(
                instance.id(),
                Tags.of(state, instance.id()).getOrDefault("Name", instance.id()),
                instance.stateAt(now).toString(),
                reachable);
    }

    public long count(String state) {
        return machines.stream()
                .filter(machine -> machine.state().equals(state))
                .count();
    }
}
