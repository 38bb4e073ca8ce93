package brume.cloud;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.network.Cidr;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.Peer;
import brume.cloud.network.RouteTable;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Subnet;
import brume.cloud.network.Vpc;
import brume.cloud.sandbox.Problem;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultRegionTest {

    private final TestWorld world = new TestWorld();

    @Test
    void aNewSandboxHasTheDefaultNetworkOfParis() {
        Vpc vpc = world.paris.vpcs().describe(List.of()).getFirst();
        assertThat(vpc.cidr()).isEqualTo(Cidr.parse("172.31.0.0/16"));
        assertThat(vpc.isDefault()).isTrue();
        List<Subnet> subnets = world.paris.subnets().describe(List.of()).stream()
                .sorted(Comparator.comparing(Subnet::zone))
                .toList();
        assertThat(subnets)
                .extracting(subnet -> subnet.zone() + " " + subnet.cidr())
                .containsExactly("eu-west-3a 172.31.0.0/20", "eu-west-3b 172.31.16.0/20", "eu-west-3c 172.31.32.0/20");
        assertThat(subnets).allSatisfy(subnet -> {
            assertThat(subnet.mapPublicIpOnLaunch()).isTrue();
            assertThat(subnet.availableAddresses(world.paris.state())).isEqualTo(4091);
        });
        RouteTable main = world.paris.routeTables().describe(List.of()).getFirst();
        String gateway =
                world.paris.internetGateways().describe(List.of()).getFirst().id();
        assertThat(main.isMain()).isTrue();
        assertThat(main.routes()).extracting("target").containsExactly("local", gateway);
        NetworkAcl acl = world.paris.networkAcls().describe(List.of()).getFirst();
        assertThat(acl.associations()).hasSize(3);
        SecurityGroup group = world.paris
                .securityGroups()
                .describe(List.of(), List.of("default"))
                .getFirst();
        assertThat(world.paris.securityGroups().rules().of(world.paris.state(), group.id()))
                .anySatisfy(rule -> assertThat(rule.peer()).isEqualTo(new Peer.Group(group.id())))
                .hasSize(2);
    }

    @Test
    void otherRegionsGetTheirsWhenTheyAreFirstUsed() {
        assertThat(world.cloud.sandbox().state().find(RegionInUse.KIND, "us-east-1"))
                .isEmpty();
        AwsRegion virginia = world.cloud.aws("us-east-1");
        assertThat(virginia.subnets().describe(List.of())).hasSize(6);
        long position = world.cloud.sandbox().position();
        assertThat(world.reopened().aws("us-east-1").vpcs().describe(List.of()))
                .isEqualTo(virginia.vpcs().describe(List.of()));
        assertThat(world.cloud.sandbox().position()).isEqualTo(position);
    }

    @Test
    void regionsDoNotSeeEachOther() {
        var instance = world.running();
        AwsRegion ireland = world.cloud.aws("eu-west-1");
        assertThat(ireland.instances().describe(List.of())).isEmpty();
        assertThat(world.refused(() -> ireland.instances().terminate(STUDENT, List.of(instance.id()))))
                .isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void refusesARegionThatDoesNotExist() {
        assertThat(world.refused(() -> world.cloud.aws("eu-paris-1"))).isInstanceOf(Problem.InvalidValue.class);
    }

    @Test
    void imagesHaveOtherIdsInOtherRegionsAndTheSameAfterARestart() {
        String here = world.amazonLinux();
        assertThat(world.cloud.aws("eu-west-1").images().find(here)).isEmpty();
        assertThat(world.reopened().aws("eu-west-3").images().find(here)).isPresent();
        String parameter = "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id";
        String id = world.paris.images().parameter(parameter).orElseThrow().value();
        assertThat(world.paris.images().find(id).orElseThrow().ownerId()).isEqualTo("099720109477");
    }
}
