package brume.cloud.network;

import brume.cloud.offer.Region;
import brume.cloud.offer.Zone;
import brume.cloud.sandbox.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The network that the provider makes in a region before anybody asks: a VPC with a public subnet in every zone.
public final class DefaultNetwork {

    public static final Cidr VPC_CIDR = Cidr.parse("172.31.0.0/16");
    private static final int SUBNET_PREFIX = 20;

    private DefaultNetwork() {}

    public static Vpc create(Transaction tx, Region region) {
        String name = region.name();
        DhcpOptions dhcp =
                tx.put(new DhcpOptions(tx.newId("dopt-"), name, region.internalDomain(), List.of("AmazonProvidedDNS")));
        Vpc vpc = tx.put(new Vpc(
                tx.newId("vpc-"), name, VPC_CIDR, tx.newId("vpc-cidr-assoc-"), true, dhcp.id(), "default", true, true));
        InternetGateway gateway = tx.put(new InternetGateway(tx.newId("igw-"), name, Optional.of(vpc.id())));
        List<Subnet> subnets = subnets(tx, region, vpc);
        RouteTable main = mainRouteTable(tx, vpc);
        tx.put(main.with(Route.to(Cidr.ANYWHERE, gateway.id())));
        defaultGroup(tx, vpc);
        tx.put(defaultAcl(tx, vpc, subnets));
        return vpc;
    }

    private static List<Subnet> subnets(Transaction tx, Region region, Vpc vpc) {
        List<Subnet> subnets = new ArrayList<>();
        long offset = 0;
        for (Zone zone : region.zones()) {
            Cidr cidr = new Cidr(VPC_CIDR.base().plus(offset), SUBNET_PREFIX);
            offset += cidr.size();
            subnets.add(tx.put(new Subnet(
                    tx.newId("subnet-"), region.name(), vpc.id(), cidr, zone.name(), zone.id(), true, true)));
        }
        return subnets;
    }

    private static RouteTable mainRouteTable(Transaction tx, Vpc vpc) {
        return tx.put(new RouteTable(
                tx.newId("rtb-"),
                vpc.region(),
                vpc.id(),
                List.of(Route.local(vpc.cidr())),
                List.of(new RouteTableAssociation(tx.newId("rtbassoc-"), Optional.empty(), true))));
    }

    private static void defaultGroup(Transaction tx, Vpc vpc) {
        SecurityGroup group = tx.put(new SecurityGroup(
                tx.newId("sg-"), vpc.region(), vpc.id(), SecurityGroup.DEFAULT_NAME, "default VPC security group"));
        rule(tx, group, false, new Peer.Group(group.id()));
        allowAllOut(tx, group);
    }

    /// The one rule that every new group has.
    static void allowAllOut(Transaction tx, SecurityGroup group) {
        rule(tx, group, true, new Peer.Block(Cidr.ANYWHERE));
    }

    private static void rule(Transaction tx, SecurityGroup group, boolean egress, Peer peer) {
        tx.put(new SecurityGroupRule(tx.newId("sgr-"), group.region(), group.id(), egress, Traffic.ALL, peer, ""));
    }

    private static NetworkAcl defaultAcl(Transaction tx, Vpc vpc, List<Subnet> subnets) {
        List<NetworkAclEntry> entries = new ArrayList<>();
        for (boolean egress : List.of(true, false)) {
            entries.add(new NetworkAclEntry(100, egress, "-1", true, Cidr.ANYWHERE, -1, -1));
            entries.add(new NetworkAclEntry(NetworkAclEntry.LAST_WORD, egress, "-1", false, Cidr.ANYWHERE, -1, -1));
        }
        List<NetworkAclAssociation> associations = subnets.stream()
                .map(subnet -> new NetworkAclAssociation(tx.newId("aclassoc-"), subnet.id()))
                .toList();
        return new NetworkAcl(tx.newId("acl-"), vpc.region(), vpc.id(), true, entries, associations);
    }
}
