package brume.cloud.network.reach;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.network.AddressAssociation;
import brume.cloud.network.Cidr;
import brume.cloud.network.DefaultNetwork;
import brume.cloud.network.DhcpOptions;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.InterfaceAttachment;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.NetworkAclEntry;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Peer;
import brume.cloud.network.RouteTable;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.network.Subnet;
import brume.cloud.network.Traffic;
import brume.cloud.network.Vpc;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReachTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Ipv4 VISITOR = Ipv4.parse("203.0.113.10");
    private static final Ipv4 PUBLIC = Ipv4.parse("15.188.4.7");
    private static final Kinds KINDS = new Kinds(List.of(
            Vpc.KIND,
            Subnet.KIND,
            RouteTable.KIND,
            InternetGateway.KIND,
            NetworkAcl.KIND,
            DhcpOptions.KIND,
            SecurityGroup.KIND,
            SecurityGroupRule.KIND,
            NetworkInterface.KIND,
            ElasticAddress.KIND));

    private final Sandbox sandbox =
            new Sandbox(new SandboxId("sb-aaaaaaaaaaaa"), KINDS, new MemoryJournal(), new VirtualClock(() -> NOW));
    private final Set<String> stopped = new HashSet<>();
    private final Vpc vpc = sandbox.write(
            Caller.PROVIDER,
            "CreateDefaultVpc",
            Map.of(),
            tx -> DefaultNetwork.create(tx, AwsOffer.region("eu-west-3").orElseThrow()));
    private final List<Subnet> subnets = new ArrayList<>(sandbox.state().by(Subnet.KIND, Subnet.BY_VPC, vpc.id()));
    private final NetworkInterface web = card("eni-web", 0, "172.31.0.10", Optional.of(PUBLIC), "sg-web");
    private final NetworkInterface db = card("eni-db", 1, "172.31.16.10", Optional.empty(), "sg-db");

    private NetworkInterface card(String id, int subnet, String address, Optional<Ipv4> publicAddress, String group) {
        Subnet in = subnets.stream()
                .filter(candidate -> candidate.cidr().contains(Ipv4.parse(address)))
                .findFirst()
                .orElseThrow();
        return put(new NetworkInterface(
                id,
                "eu-west-3",
                vpc.id(),
                in.id(),
                in.zone(),
                "06:00:00:00:00:0" + subnet,
                Ipv4.parse(address),
                "",
                List.of(group),
                true,
                Optional.of(new InterfaceAttachment("eni-attach-" + id, "i-" + id.substring(4), 0, true, NOW)),
                publicAddress,
                publicAddress.isPresent()));
    }

    private <R extends Resource> R put(R resource) {
        return sandbox.write(Caller.PROVIDER, "Put", Map.of(), tx -> tx.put(resource));
    }

    private void allow(String group, boolean egress, Traffic traffic, Peer peer) {
        put(new SecurityGroupRule("sgr-" + sandbox.position(), "eu-west-3", group, egress, traffic, peer, ""));
    }

    private void openToTheWorld(String group, int port) {
        allow(group, false, Traffic.tcp(port), new Peer.Block(Cidr.ANYWHERE));
    }

    private Trace fromInternet(Ipv4 to, int port) {
        return reach().trace(Flow.fromInternet(VISITOR, to, port));
    }

    private Reach reach() {
        return new Reach(sandbox.state(), new Machines() {
            @Override
            public boolean isRunning(String instanceId) {
                return !stopped.contains(instanceId);
            }

            @Override
            public boolean listens(String instanceId, int port) {
                return port == 22 || port == 80;
            }
        });
    }

    @Test
    void refusesTrafficThatNoRuleAllows() {
        Trace trace = fromInternet(PUBLIC, 22);

        assertThat(trace.disposition()).isEqualTo(Disposition.DENIED_BY_GROUP);
        assertThat(trace.stoppedAt())
                .hasValueSatisfying(step -> assertThat(step.subject()).isEqualTo("sg-web"));
    }

    @Test
    void deliversWhatARuleAllowsAndNamesTheRule() {
        openToTheWorld("sg-web", 80);

        Trace trace = fromInternet(PUBLIC, 80);

        assertThat(trace.disposition()).isEqualTo(Disposition.DELIVERED);
        assertThat(trace.receiver()).contains("eni-web");
        assertThat(trace.sourceSeen()).contains(VISITOR);
        assertThat(trace.hops())
                .extracting(Hop::place)
                .containsExactly(Hop.Place.INTERNET, Hop.Place.GATEWAY, Hop.Place.SUBNET, Hop.Place.INTERFACE);
        assertThat(trace.hops().getLast().steps().getFirst().detail()).startsWith("sgr-");
    }

    @Test
    void anOpenPortWithoutAListenerIsRefusedNotDropped() {
        openToTheWorld("sg-web", 443);

        assertThat(fromInternet(PUBLIC, 443).disposition()).isEqualTo(Disposition.NOTHING_LISTENS);
    }

    @Test
    void nobodyAnswersForAnAddressThatNobodyHas() {
        assertThat(fromInternet(Ipv4.parse("15.188.4.8"), 80).disposition()).isEqualTo(Disposition.NO_SUCH_ADDRESS);
        assertThat(fromInternet(web.privateAddress(), 80).disposition()).isEqualTo(Disposition.NO_SUCH_ADDRESS);
    }

    @Test
    void aStoppedMachineIsSilent() {
        openToTheWorld("sg-web", 80);
        stopped.add("i-web");

        assertThat(fromInternet(PUBLIC, 80).disposition()).isEqualTo(Disposition.INSTANCE_NOT_RUNNING);
    }

    @Test
    void anElasticAddressTakesTheLentOnesPlace() {
        openToTheWorld("sg-web", 80);
        Ipv4 elastic = Ipv4.parse("13.36.0.9");
        put(new ElasticAddress(
                "eipalloc-1",
                "eu-west-3",
                elastic,
                "eu-west-3",
                Optional.of(
                        new AddressAssociation("eipassoc-1", web.id(), web.privateAddress(), Optional.of("i-web")))));

        assertThat(fromInternet(elastic, 80).isDelivered()).isTrue();
        assertThat(fromInternet(PUBLIC, 80).disposition()).isEqualTo(Disposition.NO_SUCH_ADDRESS);
    }

    @Test
    void withoutAGatewayTheInternetDoesNotGetIn() {
        openToTheWorld("sg-web", 80);
        sandbox.write(Caller.PROVIDER, "DetachInternetGateway", Map.of(), tx -> {
            List.copyOf(tx.state().all(InternetGateway.KIND)).forEach(tx::remove);
            return true;
        });

        assertThat(fromInternet(PUBLIC, 80).disposition()).isEqualTo(Disposition.NO_GATEWAY);
    }

    @Test
    void withoutARouteBackNothingIsAnswered() {
        openToTheWorld("sg-web", 80);
        RouteTable main = List.copyOf(sandbox.state().all(RouteTable.KIND)).getFirst();
        put(new RouteTable(
                main.id(),
                main.region(),
                main.vpcId(),
                main.routes().stream().filter(route -> route.isLocal()).toList(),
                main.associations()));

        assertThat(fromInternet(PUBLIC, 80).disposition()).isEqualTo(Disposition.NO_ROUTE_BACK);
        allow("sg-web", true, Traffic.ALL, new Peer.Block(Cidr.ANYWHERE));
        assertThat(fromWeb(Ipv4.parse("198.51.100.1"), 80).disposition()).isEqualTo(Disposition.NO_ROUTE);
    }

    @Test
    void anAclThatDeniesIsAskedFirst() {
        openToTheWorld("sg-web", 80);
        NetworkAcl acl = List.copyOf(sandbox.state().all(NetworkAcl.KIND)).getFirst();
        List<NetworkAclEntry> entries = new ArrayList<>(acl.entries());
        entries.add(new NetworkAclEntry(50, false, "6", false, Cidr.ANYWHERE, 80, 80));
        put(new NetworkAcl(acl.id(), acl.region(), acl.vpcId(), true, entries, acl.associations()));

        assertThat(fromInternet(PUBLIC, 80).disposition()).isEqualTo(Disposition.DENIED_BY_ACL);
    }

    private Trace fromWeb(Ipv4 to, int port) {
        return reach().trace(Flow.fromCard(web.id(), to, port));
    }

    @Test
    void nothingLeavesWithoutARuleForIt() {
        assertThat(fromWeb(db.privateAddress(), 22).disposition()).isEqualTo(Disposition.DENIED_BY_SOURCE_GROUP);
    }

    @Test
    void aGroupAsSourceLetsInWhoeverWearsIt() {
        allow("sg-web", true, Traffic.ALL, new Peer.Block(Cidr.ANYWHERE));
        assertThat(fromWeb(db.privateAddress(), 22).disposition()).isEqualTo(Disposition.DENIED_BY_GROUP);

        allow("sg-db", false, Traffic.tcp(22), new Peer.Group("sg-web"));

        Trace trace = fromWeb(db.privateAddress(), 22);
        assertThat(trace.isDelivered()).isTrue();
        assertThat(trace.sourceSeen()).contains(web.privateAddress());
    }

    @Test
    void leavesForTheInternetOnlyWithAPublicAddress() {
        allow("sg-web", true, Traffic.ALL, new Peer.Block(Cidr.ANYWHERE));
        allow("sg-db", true, Traffic.ALL, new Peer.Block(Cidr.ANYWHERE));
        Ipv4 elsewhere = Ipv4.parse("198.51.100.1");

        assertThat(fromWeb(elsewhere, 443).disposition()).isEqualTo(Disposition.LEFT_TO_INTERNET);
        assertThat(reach().trace(Flow.fromCard(db.id(), elsewhere, 443)).disposition())
                .isEqualTo(Disposition.NO_PUBLIC_ADDRESS);
    }

    @Test
    void aPublicAddressOfTheSandboxIsReachedOverTheGatewayAsAStrangerWould() {
        allow("sg-web", true, Traffic.ALL, new Peer.Block(Cidr.ANYWHERE));
        openToTheWorld("sg-web", 80);

        Trace trace = fromWeb(PUBLIC, 80);

        assertThat(trace.isDelivered()).isTrue();
        assertThat(trace.sourceSeen()).contains(PUBLIC);
    }
}
