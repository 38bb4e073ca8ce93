package brume.portal.lab;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.guest.Guest;
import brume.cloud.network.Tags;
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

    @Override
    public Optional<Guest> guest(String id) {
        return cloud.guests().of(id);
    }
}
