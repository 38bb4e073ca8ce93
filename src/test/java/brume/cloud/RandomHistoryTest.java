package brume.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.sandbox.State;
import brume.cloud.storage.block.Volume;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random histories of operations, valid and refused: whatever happens, the books balance, and the journal read again
/// gives the same state.
class RandomHistoryTest {

    private static final int STEPS = 250;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void booksBalanceAndReplayGivesTheSame(long seed) {
        TestWorld world = new TestWorld();
        RandomStudent student = new RandomStudent(world, seed);
        for (int step = 0; step < STEPS; step++) {
            student.act();
            checkBooks(world);
        }
        assertThat(student.done()).as("operations that were not refused").isGreaterThan(STEPS / 4);
        assertThat(world.reopened().sandbox().state())
                .isEqualTo(world.cloud.sandbox().state());
    }

    private static void checkBooks(TestWorld world) {
        State state = world.cloud.sandbox().state();
        Set<Ipv4> known = new HashSet<>();
        Set<String> inside = new HashSet<>();
        for (NetworkInterface card : state.all(NetworkInterface.KIND)) {
            card.publicAddress()
                    .ifPresent(address -> assertThat(known.add(address)).isTrue());
            assertThat(inside.add(card.vpcId() + card.privateAddress())).isTrue();
            String owner = card.attachment().orElseThrow().instanceId();
            Instance instance = state.get(Instance.KIND, owner);
            assertThat(instance.isTerminating()).isFalse();
            assertThat(card.groupIds())
                    .isNotEmpty()
                    .allSatisfy(
                            id -> assertThat(state.find(SecurityGroup.KIND, id)).isPresent());
            if (instance.stateAt(world.paris.now()) == InstanceState.STOPPED) {
                assertThat(card.publicAddress()).isEmpty();
            }
        }
        for (ElasticAddress elastic : state.all(ElasticAddress.KIND)) {
            assertThat(known.add(elastic.address())).isTrue();
            elastic.association()
                    .ifPresent(to -> assertThat(state.get(NetworkInterface.KIND, to.networkInterfaceId())
                                    .publicAddress())
                            .isEmpty());
        }
        for (Volume volume : state.all(Volume.KIND)) {
            assertThat(state.get(
                                    Instance.KIND,
                                    volume.attachment().orElseThrow().instanceId())
                            .isTerminating())
                    .isFalse();
        }
        for (SecurityGroupRule rule : state.all(SecurityGroupRule.KIND)) {
            assertThat(state.find(SecurityGroup.KIND, rule.groupId())).isPresent();
        }
        for (Instance instance : state.by(Instance.KIND, Instance.LIVE, "eu-west-3")) {
            assertThat(state.find(NetworkInterface.KIND, instance.primaryInterfaceId()))
                    .isPresent();
        }
        assertThat(state.by(Instance.KIND, Instance.RUNNING, Instance.runningKey("eu-west-3", "t3.micro")))
                .hasSizeLessThanOrEqualTo(16);
    }
}
