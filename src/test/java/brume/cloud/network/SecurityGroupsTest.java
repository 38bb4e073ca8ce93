package brume.cloud.network;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityGroupsTest {

    private final TestWorld world = new TestWorld();
    private final SecurityGroups groups = world.paris.securityGroups();
    private final SecurityGroup web = group("web");

    private SecurityGroup group(String name) {
        return groups.create(STUDENT, name, "for the lab", Optional.empty(), Map.of());
    }

    private static Permission tcp(int port, String cidr) {
        return Permission.of(Traffic.tcp(port), Permission.block(cidr));
    }

    private List<SecurityGroupRule> rules(boolean egress) {
        return groups.rules().of(world.paris.state(), web.id()).stream()
                .filter(rule -> rule.egress() == egress)
                .toList();
    }

    private void open(Permission permission) {
        groups.rules().authorize(STUDENT, web.id(), false, List.of(permission), Map.of());
    }

    @Test
    void aNewGroupLetsEverythingOutAndNothingIn() {
        assertThat(rules(false)).isEmpty();
        assertThat(rules(true)).singleElement().satisfies(rule -> {
            assertThat(rule.traffic()).isEqualTo(Traffic.ALL);
            assertThat(rule.peer()).isEqualTo(new Peer.Block(Cidr.ANYWHERE));
        });
    }

    @Test
    void namesAreUniqueWithinTheVpc() {
        assertThat(world.refused(() -> group("web")))
                .isEqualTo(new Problem.Specific(
                        "InvalidGroup.Duplicate",
                        "The security group 'web' already exists for VPC '" + web.vpcId() + "'"));
    }

    @ParameterizedTest
    @CsvSource({"default", "sg-web", "'été'", "'a<b'"})
    void refusesNames(String name) {
        assertThat(world.refused(() -> group(name))).isInstanceOf(Problem.InvalidValue.class);
    }

    @Test
    void refusesTheSameRuleTwice() {
        open(tcp(22, "0.0.0.0/0"));
        assertThat(world.refused(() -> open(tcp(22, "0.0.0.0/0"))))
                .isEqualTo(new Problem.Specific(
                        "InvalidPermission.Duplicate",
                        "the specified rule \"peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW\""
                                + " already exists"));
        open(tcp(22, "10.0.0.0/8"));
        assertThat(rules(false)).hasSize(2);
    }

    @Test
    void addsAllRulesOrNone() {
        open(tcp(80, "0.0.0.0/0"));
        assertThat(world.code(() -> groups.rules()
                        .authorize(
                                STUDENT,
                                web.id(),
                                false,
                                List.of(tcp(443, "0.0.0.0/0"), tcp(80, "0.0.0.0/0")),
                                Map.of())))
                .isEqualTo("InvalidPermission.Duplicate");
        assertThat(rules(false)).hasSize(1);
    }

    @Test
    void holdsSixtyRulesInEachDirection() {
        List<Permission> sixty =
                IntStream.range(1, 61).mapToObj(port -> tcp(port, "0.0.0.0/0")).toList();
        groups.rules().authorize(STUDENT, web.id(), false, sixty, Map.of());
        assertThat(world.code(() -> open(tcp(80, "10.0.0.0/8")))).isEqualTo("RulesPerSecurityGroupLimitExceeded");
    }

    @Test
    void revokesWhatIsThereAndRefusesWhatIsNot() {
        open(tcp(22, "0.0.0.0/0"));
        assertThat(world.code(() -> groups.rules().revoke(STUDENT, web.id(), false, List.of(tcp(23, "0.0.0.0/0")))))
                .isEqualTo("InvalidPermission.NotFound");
        groups.rules().revoke(STUDENT, web.id(), false, List.of(tcp(22, "0.0.0.0/0")));
        assertThat(rules(false)).isEmpty();
        groups.rules()
                .revokeById(
                        STUDENT, web.id(), true, List.of(rules(true).getFirst().id()));
        assertThat(rules(true)).isEmpty();
    }

    @Test
    void modifiesARuleInPlace() {
        open(tcp(22, "0.0.0.0/0"));
        String id = rules(false).getFirst().id();
        groups.rules()
                .modify(
                        STUDENT,
                        web.id(),
                        Map.of(id, new Permission(Traffic.tcp(2222), Permission.block("10.1.0.0/16"), "jump")));
        assertThat(rules(false)).singleElement().satisfies(rule -> {
            assertThat(rule.id()).isEqualTo(id);
            assertThat(rule.traffic()).isEqualTo(Traffic.tcp(2222));
            assertThat(rule.description()).isEqualTo("jump");
        });
    }

    @Test
    void renewsDescriptions() {
        open(tcp(22, "0.0.0.0/0"));
        groups.rules()
                .describeAs(
                        STUDENT,
                        web.id(),
                        false,
                        List.of(new Permission(Traffic.tcp(22), Permission.block("0.0.0.0/0"), "anywhere")));
        assertThat(rules(false).getFirst().description()).isEqualTo("anywhere");
    }

    @Test
    void cannotBeDeletedWhileAnotherGroupNamesItOrAnInstanceWearsIt() {
        SecurityGroup db = group("db");
        groups.rules()
                .authorize(
                        STUDENT,
                        db.id(),
                        false,
                        List.of(Permission.of(Traffic.tcp(5432), new Peer.Group(web.id()))),
                        Map.of());
        assertThat(world.refused(() -> groups.delete(STUDENT, web.id())))
                .isEqualTo(new Problem.StillInUse(
                        SecurityGroup.KIND, web.id(), "resource " + web.id() + " has a dependent object"));
        groups.delete(STUDENT, db.id());
        var instance = world.running(world.micro().groups(List.of(web.id())));
        assertThat(world.refused(() -> groups.delete(STUDENT, web.id()))).isInstanceOf(Problem.StillInUse.class);
        world.paris.instances().terminate(STUDENT, List.of(instance.id()));
        groups.delete(STUDENT, web.id());
        assertThat(world.paris.state().by(SecurityGroupRule.KIND, SecurityGroupRule.BY_GROUP, web.id()))
                .isEmpty();
    }

    @Test
    void theDefaultGroupStays() {
        SecurityGroup standard = groups.named(world.paris.state(), "default");
        assertThat(world.code(() -> groups.delete(STUDENT, standard.id()))).isEqualTo("CannotDelete");
    }

    @Test
    void anInterfaceWearsFiveGroupsAtMost() {
        List<String> six =
                IntStream.range(0, 6).mapToObj(i -> group("g" + i).id()).toList();
        assertThat(world.code(() -> world.running(world.micro().groups(six))))
                .isEqualTo("SecurityGroupsPerInterfaceLimitExceeded");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 80, 80, tcp, 80, 80",
        "6, 0, 65535, tcp, 0, 65535",
        "UDP, 53, 53, udp, 53, 53",
        "icmp, 8, -1, icmp, 8, -1",
        "-1, 80, 80, -1, -1, -1",
        "50, 1, 2, 50, -1, -1"
    })
    void readsProtocolsByNameAndNumber(String protocol, int from, int to, String known, int first, int last) {
        assertThat(Permission.traffic(protocol, Optional.of(from), Optional.of(to)))
                .isEqualTo(new Traffic(known, first, last));
    }

    @ParameterizedTest
    @CsvSource({"tcp, 80, 22", "tcp, -1, 22", "udp, 1, 65536", "foo, 1, 1", "256, 1, 1", "icmp, 256, 0"})
    void refusesPortsAndProtocols(String protocol, int from, int to) {
        assertThat(world.refused(() -> Permission.traffic(protocol, Optional.of(from), Optional.of(to))))
                .isInstanceOf(Problem.InvalidValue.class);
    }

    @ParameterizedTest
    @CsvSource({
        "::/0, ::/0",
        "2001:0DB8:0:0:0:0:0:1/128, 2001:db8::1/128",
        "2001:db8:ffff::1/32, 2001:db8::/32",
        "fe80::1:2/64, fe80::/64",
        "1:2:3:4:5:6:7:8/128, 1:2:3:4:5:6:7:8/128"
    })
    void writesIpv6BlocksInTheirShortForm(String asked, String kept) {
        assertThat(Ipv6Block.parse(asked).toString()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"::/129", "1.2.3.4/32", "x::/8", "::", "1:2/64"})
    void refusesWhatIsNoIpv6Block(String text) {
        assertThat(Ipv6Block.tryParse(text)).isEmpty();
    }
}
