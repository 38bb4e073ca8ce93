package brume.portal.lab;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.guest.Guest;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Tags;
import brume.cloud.sandbox.State;
import brume.portal.terminal.Machines;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The instances of a region as machines for the terminal.
record SandboxMachines(Cloud cloud, String region) implements Machines {

    @Override
    public List<Machine> running() {
        AwsRegion aws = cloud.aws(region);
        return aws.state().by(Instance.KIND, Instance.BY_REGION, region).stream()
                .filter(instance -> instance.stateAt(aws.now()) == InstanceState.RUNNING)
                .sorted(Comparator.comparing(Instance::firstLaunchedAt).thenComparing(Instance::id))
                .map(instance -> new Machine(
                        instance.id(), Tags.of(aws.state(), instance.id()).getOrDefault("Name", instance.id())))
                .toList();
    }

    /// How the internet reaches the first machine that it can reach.
    Optional<String> publicAddress() {
        State state = cloud.aws(region).state();
        return running().stream()
                .flatMap(machine -> state.find(Instance.KIND, machine.id()).stream())
                .flatMap(instance -> state.find(NetworkInterface.KIND, instance.primaryInterfaceId()).stream())
                .flatMap(card -> state.by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id()).stream()
                        .map(ElasticAddress::address)
                        .findFirst()
                        .or(card::publicAddress)
                        .stream())
                .map(Ipv4::toString)
                .findFirst();
    }

    @Override
    public Optional<Guest> guest(String id) {
        return cloud.guests().of(id);
    }
}
