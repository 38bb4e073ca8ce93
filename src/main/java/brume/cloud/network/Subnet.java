package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;

/// A block of addresses of a VPC in one zone.
///
/// @param id `subnet-...`
/// @param mapPublicIpOnLaunch whether instances get a public address unless they say otherwise
/// @param defaultForZone the one that a launch without a subnet uses
public record Subnet(
        String id,
        String region,
        String vpcId,
        Cidr cidr,
        String zone,
        String zoneId,
        boolean mapPublicIpOnLaunch,
        boolean defaultForZone)
        implements Resource {

    /// The first four addresses and the last one of every subnet belong to the provider.
    public static final int RESERVED_ADDRESSES = 5;

    public static final Index<Subnet> BY_REGION = Index.of("region", Subnet::region);
    public static final Index<Subnet> BY_VPC = Index.of("vpc", Subnet::vpcId);
    public static final Kind<Subnet> KIND = Kind.of(Subnet.class, BY_REGION, BY_VPC);

    /// How many addresses are still free.
    public long availableAddresses(State state) {
        int used = state.sortedBy(NetworkInterface.KIND, NetworkInterface.BY_SUBNET, id)
                .size();
        return cidr.size() - RESERVED_ADDRESSES - used;
    }

    public boolean reserves(Ipv4 address) {
        long offset = Integer.toUnsignedLong(address.bits())
                - Integer.toUnsignedLong(cidr.base().bits());
        return offset < RESERVED_ADDRESSES - 1 || offset == cidr.size() - 1;
    }
}
