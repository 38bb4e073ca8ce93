package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.compute.Addresses.Named;
import brume.cloud.compute.Addresses.Target;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.reach.Reach;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AddressesTest {

    private final TestWorld world = new TestWorld();
    private final Addresses addresses = world.paris.addresses();

    private ElasticAddress associate(ElasticAddress elastic, Instance instance, boolean again) {
        return addresses.associate(
                STUDENT,
                new Named.Allocation(elastic.id()),
                new Target.ToInstance(instance.id()),
                Optional.empty(),
                again);
    }

    private Optional<Ipv4> publicAddress(Instance instance) {
        var state = world.paris.state();
        return Reach.publicAddress(state, state.get(NetworkInterface.KIND, instance.primaryInterfaceId()));
    }

    @Test
    void fiveAreTheLimit() {
        for (int i = 0; i < 5; i++) {
            addresses.allocate(STUDENT, Map.of());
        }
        assertThat(world.code(() -> addresses.allocate(STUDENT, Map.of()))).isEqualTo("AddressLimitExceeded");
    }

    @Test
    void replacesTheLentAddressAndSurvivesStopAndStart() {
        Instance instance = world.running();
        Ipv4 lent = publicAddress(instance).orElseThrow();
        ElasticAddress elastic = addresses.allocate(STUDENT, Map.of());
        associate(elastic, instance, true);
        assertThat(publicAddress(instance)).contains(elastic.address()).isNotEqualTo(Optional.of(lent));
        world.paris.instances().stop(STUDENT, List.of(instance.id()), false, false);
        world.settle();
        assertThat(publicAddress(instance)).contains(elastic.address());
        world.paris.instances().start(STUDENT, List.of(instance.id()));
        assertThat(publicAddress(instance)).contains(elastic.address());
    }

    @Test
    void aRunningInstanceGetsALentAddressBackWhenTheElasticOneLeaves() {
        Instance instance = world.running();
        ElasticAddress elastic = associate(addresses.allocate(STUDENT, Map.of()), instance, true);
        addresses.disassociate(STUDENT, elastic.association().orElseThrow().id());
        assertThat(publicAddress(instance)).isPresent().isNotEqualTo(Optional.of(elastic.address()));
    }

    @Test
    void movesToAnotherInstanceUnlessToldNotTo() {
        Instance first = world.running();
        Instance second = world.running();
        ElasticAddress elastic = addresses.allocate(STUDENT, Map.of());
        associate(elastic, first, true);
        assertThat(world.code(() -> associate(elastic, second, false))).isEqualTo("Resource.AlreadyAssociated");
        associate(elastic, second, true);
        assertThat(publicAddress(second)).contains(elastic.address());
        assertThat(publicAddress(first)).isPresent().isNotEqualTo(Optional.of(elastic.address()));
    }

    @Test
    void theSameAssociationAgainIsTheSame() {
        Instance instance = world.running();
        ElasticAddress elastic = addresses.allocate(STUDENT, Map.of());
        ElasticAddress once = associate(elastic, instance, true);
        assertThat(associate(elastic, instance, false)).isEqualTo(once);
    }

    @Test
    void asSecondElasticAddressOfAnInterfaceItFreesTheFirst() {
        Instance instance = world.running();
        ElasticAddress first = addresses.allocate(STUDENT, Map.of());
        associate(first, instance, true);
        associate(addresses.allocate(STUDENT, Map.of()), instance, true);
        assertThat(addresses.describe(List.of(first.id()), List.of()).getFirst().association())
                .isEmpty();
    }

    @Test
    void cannotBeReleasedWhileInUse() {
        Instance instance = world.running();
        ElasticAddress elastic = associate(addresses.allocate(STUDENT, Map.of()), instance, true);
        Named named = new Named.Allocation(elastic.id());
        assertThat(world.code(() -> addresses.release(STUDENT, named))).isEqualTo("InvalidIPAddress.InUse");
        world.paris.instances().terminate(STUDENT, List.of(instance.id()));
        addresses.release(STUDENT, named);
        assertThat(addresses.describe(List.of(), List.of())).isEmpty();
    }

    @Test
    void refusesAddressesAndAssociationsThatDoNotExist() {
        assertThat(world.code(() -> addresses.disassociate(STUDENT, "eipassoc-0123456789abcdef0")))
                .isEqualTo("InvalidAssociationID.NotFound");
        assertThat(world.code(() -> addresses.release(STUDENT, new Named.Address(Ipv4.parse("1.2.3.4")))))
                .isEqualTo("InvalidAddress.NotFound");
        assertThat(world.code(() -> addresses.release(STUDENT, new Named.Allocation("eipalloc-0123456789abcdef0"))))
                .isEqualTo("NotFound");
    }

    @Test
    void comesFromABlockOfItsRegion() {
        String address = addresses.allocate(STUDENT, Map.of()).address().toString();
        assertThat(address).matches("(13\\.3[6-9]|15\\.188|35\\.180|51\\.44)\\..*");
    }
}
