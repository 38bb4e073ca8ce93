package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.List;

/// The packet filter at the border of subnets: numbered entries, the first that matches decides, no memory of
/// connections.
///
/// @param id `acl-...`
public record NetworkAcl(
        String id,
        String region,
        String vpcId,
        boolean isDefault,
        List<NetworkAclEntry> entries,
        List<NetworkAclAssociation> associations)
        implements Resource {

    public static final Index<NetworkAcl> BY_REGION = Index.of("region", NetworkAcl::region);
    public static final Index<NetworkAcl> BY_VPC = Index.of("vpc", NetworkAcl::vpcId);
    public static final Index<NetworkAcl> BY_SUBNET = new Index<>(
            "subnet",
            acl -> acl.associations().stream()
                    .map(NetworkAclAssociation::subnetId)
                    .toList());
    public static final Kind<NetworkAcl> KIND = Kind.of(NetworkAcl.class, BY_REGION, BY_VPC, BY_SUBNET);

    public NetworkAcl {
        entries = List.copyOf(entries);
        associations = List.copyOf(associations);
    }

    /// Whether a packet passes.
    ///
    /// @param far the other end: source of what comes in, destination of what goes out
    public boolean allows(boolean egress, Protocol protocol, Ipv4 far, int port) {
        return entries.stream()
                .filter(entry -> entry.egress() == egress)
                .sorted(java.util.Comparator.comparingInt(NetworkAclEntry::number))
                .filter(entry -> entry.matches(protocol, far, port))
                .findFirst()
                .map(NetworkAclEntry::allow)
                .orElse(false);
    }
}
