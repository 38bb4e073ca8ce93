package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Tags;
import brume.cloud.network.reach.Reach;
import brume.cloud.offer.VcpuQuota;
import brume.cloud.sandbox.Problem;
import brume.cloud.storage.block.Volume;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InstancesTest {

    private final TestWorld world = new TestWorld();
    private final Instances instances = world.paris.instances();

    private InstanceState state(Instance instance) {
        return instances.find(instance.id()).orElseThrow().stateAt(world.paris.now());
    }

    private NetworkInterface card(Instance instance) {
        return world.paris.state().get(NetworkInterface.KIND, instance.primaryInterfaceId());
    }

    private Optional<Ipv4> publicAddress(Instance instance) {
        return Reach.publicAddress(world.paris.state(), card(instance));
    }

    @Test
    void isPendingFirstAndRunningSoonAfter() {
        Instance instance =
                instances.run(STUDENT, world.micro().build()).instances().getFirst();
        assertThat(state(instance)).isEqualTo(InstanceState.PENDING);
        world.pass(Power.TRANSITION);
        assertThat(state(instance)).isEqualTo(InstanceState.RUNNING);
        assertThat(instances.find(instance.id()).orElseThrow().power().checkedAt(world.paris.now()))
                .isFalse();
        world.pass(Power.INITIALISING);
        assertThat(instances.find(instance.id()).orElseThrow().power().checkedAt(world.paris.now()))
                .isTrue();
    }

    @Test
    void landsInADefaultSubnetWithAPublicAddressAndTheDefaultGroup() {
        Instance instance = world.running();
        NetworkInterface card = card(instance);
        SecurityGroup group =
                world.paris.securityGroups().find(card.groupIds().getFirst()).orElseThrow();
        assertThat(group.isDefault()).isTrue();
        assertThat(publicAddress(instance)).isPresent();
        assertThat(card.attachment().orElseThrow().instanceId()).isEqualTo(instance.id());
        assertThat(world.paris.state().by(Volume.KIND, Volume.BY_INSTANCE, instance.id()))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.sizeGib()).isEqualTo(8);
                    assertThat(root.type()).isEqualTo("gp3");
                    assertThat(root.iops()).contains(3000);
                    assertThat(root.zone()).isEqualTo(instance.zone());
                });
    }

    @Test
    void getsAnotherPublicAddressAfterStopAndStartAndKeepsThePrivateOne() {
        Instance instance = world.running();
        Ipv4 before = publicAddress(instance).orElseThrow();
        Ipv4 inside = card(instance).privateAddress();
        instances.stop(STUDENT, List.of(instance.id()), false, false);
        assertThat(state(instance)).isEqualTo(InstanceState.STOPPING);
        assertThat(publicAddress(instance)).isEmpty();
        world.settle();
        assertThat(state(instance)).isEqualTo(InstanceState.STOPPED);
        List<StateChange> changes = instances.start(STUDENT, List.of(instance.id()));
        assertThat(changes)
                .containsExactly(new StateChange(instance.id(), InstanceState.STOPPED, InstanceState.PENDING));
        assertThat(publicAddress(instance)).isPresent().isNotEqualTo(Optional.of(before));
        assertThat(card(instance).privateAddress()).isEqualTo(inside);
        assertThat(instances.find(instance.id()).orElseThrow().launchedAt()).isEqualTo(world.paris.now());
    }

    @Test
    void saysWhoStoppedItAndWhen() {
        Instance instance = world.running();
        instances.stop(STUDENT, List.of(instance.id()), false, false);
        Instance stopped = instances.find(instance.id()).orElseThrow();
        assertThat(stopped.transitionReason()).isEqualTo("User initiated (2026-11-23 08:00:05 GMT)");
        assertThat(stopped.stateReason().orElseThrow().code()).isEqualTo("Client.UserInitiatedShutdown");
    }

    @Test
    void terminationTakesInterfaceAndRootVolumeAlongAndStaysVisibleForAnHour() {
        Instance instance = world.running();
        instances.terminate(STUDENT, List.of(instance.id()));
        assertThat(state(instance)).isEqualTo(InstanceState.SHUTTING_DOWN);
        assertThat(world.paris.state().find(NetworkInterface.KIND, instance.primaryInterfaceId()))
                .isEmpty();
        assertThat(world.paris.volumes().describe(List.of())).isEmpty();
        world.pass(Duration.ofMinutes(59));
        assertThat(state(instance)).isEqualTo(InstanceState.TERMINATED);
        assertThat(instances.describe(List.of())).hasSize(1);
        world.pass(Duration.ofMinutes(2));
        assertThat(instances.describe(List.of())).isEmpty();
        assertThat(world.refused(() -> instances.describe(List.of(instance.id()))))
                .isEqualTo(new Problem.NotFound(Instance.KIND, instance.id()));
    }

    @Test
    void terminatingTwiceChangesNothing() {
        Instance instance = world.running();
        instances.terminate(STUDENT, List.of(instance.id()));
        world.settle();
        long before = world.cloud.sandbox().position();
        assertThat(instances.terminate(STUDENT, List.of(instance.id())))
                .containsExactly(new StateChange(instance.id(), InstanceState.TERMINATED, InstanceState.TERMINATED));
        assertThat(world.cloud.sandbox().position()).isEqualTo(before);
    }

    @Test
    void oneUnknownIdRefusesThemAll() {
        Instance instance = world.running();
        String unknown = "i-0123456789abcdef0";
        assertThat(world.refused(() -> instances.stop(STUDENT, List.of(instance.id(), unknown), false, false)))
                .isEqualTo(new Problem.NotFound(Instance.KIND, unknown));
        assertThat(state(instance)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void refusesAnIdThatIsNone() {
        assertThat(world.refused(() -> instances.describe(List.of("i-xyz"))))
                .isEqualTo(new Problem.Malformed(Instance.KIND, "i-xyz"));
    }

    @Test
    void protectionKeepsItFromTerminationAndFromStop() {
        Instance instance =
                world.running(world.micro().protectedFromTermination(true).protectedFromStop(true));
        assertThat(world.refused(() -> instances.terminate(STUDENT, List.of(instance.id()))))
                .isEqualTo(new Problem.Forbidden("The instance '" + instance.id()
                        + "' may not be terminated. Modify its 'disableApiTermination' instance attribute and try"
                        + " again."));
        assertThat(world.refused(() -> instances.stop(STUDENT, List.of(instance.id()), false, false)))
                .isInstanceOf(Problem.Forbidden.class);
        instances.attributes().terminationProtection(STUDENT, instance.id(), false);
        instances.terminate(STUDENT, List.of(instance.id()));
        assertThat(state(instance)).isEqualTo(InstanceState.SHUTTING_DOWN);
    }

    @Test
    void startingWhatRunsAndStoppingWhatIsStoppedAreNoChanges() {
        Instance instance = world.running();
        long before = world.cloud.sandbox().position();
        instances.start(STUDENT, List.of(instance.id()));
        assertThat(world.cloud.sandbox().position()).isEqualTo(before);
        instances.stop(STUDENT, List.of(instance.id()), false, false);
        world.settle();
        before = world.cloud.sandbox().position();
        instances.stop(STUDENT, List.of(instance.id()), false, false);
        assertThat(world.cloud.sandbox().position()).isEqualTo(before);
    }

    @Test
    void aTerminatedOneCannotBeStartedAndAPendingOneCannotBeStopped() {
        Instance instance =
                instances.run(STUDENT, world.micro().build()).instances().getFirst();
        assertThat(world.refused(() -> instances.stop(STUDENT, List.of(instance.id()), false, false)))
                .isInstanceOf(Problem.WrongState.class);
        world.settle();
        instances.terminate(STUDENT, List.of(instance.id()));
        world.settle();
        assertThat(world.refused(() -> instances.start(STUDENT, List.of(instance.id()))))
                .isEqualTo(new Problem.WrongState(
                        Instance.KIND,
                        instance.id(),
                        "terminated",
                        "The instance '" + instance.id() + "' is not in a state from which it can be started."));
    }

    @Test
    void refusesHibernationWithoutSetUp() {
        Instance instance = world.running();
        assertThat(world.code(() -> instances.stop(STUDENT, List.of(instance.id()), false, true)))
                .isEqualTo("UnsupportedHibernationConfiguration");
    }

    @Test
    void shutdownFromInsideStopsOrTerminatesAsItWasAskedTo() {
        Instance stopping = world.running();
        Instance terminating =
                world.running(world.micro().onShutdown("terminate").protectedFromTermination(true));
        instances.poweredOff(stopping.id());
        instances.poweredOff(terminating.id());
        world.settle();
        assertThat(state(stopping)).isEqualTo(InstanceState.STOPPED);
        assertThat(state(terminating)).isEqualTo(InstanceState.TERMINATED);
        // cloud-custodian/cloud-custodian#6924
        assertThat(instances.find(stopping.id()).orElseThrow().transitionReason())
                .isEqualTo("User initiated");
    }

    @Test
    void rebootLeavesItRunningAndAnEntryInTheJournal() {
        Instance instance = world.running();
        long before = world.cloud.sandbox().position();
        instances.reboot(STUDENT, List.of(instance.id()));
        assertThat(world.cloud.sandbox().position()).isGreaterThan(before);
        assertThat(state(instance)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void theSameTokenLaunchesOnce() {
        Launch launch = world.micro().clientToken("abc").count(2, 2).build();
        Reservation first = instances.run(STUDENT, launch);
        world.settle();
        assertThat(instances.run(STUDENT, launch)).isEqualTo(first);
        assertThat(instances.describe(List.of())).hasSize(2);
        assertThat(world.code(() ->
                        instances.run(STUDENT, world.micro().clientToken("abc").build())))
                .isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void launchesAsManyAsTheQuotaAllowsBetweenMinimumAndMaximum() {
        assertThat(instances.run(STUDENT, world.micro().count(1, 100).build()).instances())
                .hasSize(16);
        assertThat(world.code(() -> instances.run(STUDENT, world.micro().build())))
                .isEqualTo("VcpuLimitExceeded");
        assertThat(world.code(() ->
                        instances.run(STUDENT, world.micro().type("g4dn.xlarge").build())))
                .isEqualTo("VcpuLimitExceeded");
    }

    @Test
    void stoppedOnesDoNotCountAgainstTheQuotaUntilTheyStartAgain() {
        List<String> ids = instances.run(STUDENT, world.micro().count(16, 16).build()).instances().stream()
                .map(Instance::id)
                .toList();
        world.settle();
        instances.stop(STUDENT, ids, false, false);
        world.settle();
        world.running();
        assertThat(world.code(() -> instances.start(STUDENT, ids))).isEqualTo("VcpuLimitExceeded");
        world.paris.raiseVcpuLimit(STUDENT, VcpuQuota.STANDARD, 64);
        assertThat(instances.start(STUDENT, ids)).hasSize(16);
    }

    @Test
    void tagsWhatItIsToldToTag() {
        Instance instance = world.running(world.micro()
                .tags("instance", Map.of("Name", "web"))
                .tags("volume", Map.of("Name", "disk"))
                .tags("network-interface", Map.of("Name", "card")));
        var state = world.paris.state();
        String volume = world.paris.volumes().describe(List.of()).getFirst().id();
        assertThat(Tags.of(state, instance.id())).containsEntry("Name", "web");
        assertThat(Tags.of(state, volume)).containsEntry("Name", "disk");
        assertThat(Tags.of(state, instance.primaryInterfaceId())).containsEntry("Name", "card");
    }

    @Test
    void dryRunLaunchesNothing() {
        assertThat(world.refused(
                        () -> instances.run(STUDENT.dryRun(true), world.micro().build())))
                .isEqualTo(new Problem.DryRun());
    }
}
