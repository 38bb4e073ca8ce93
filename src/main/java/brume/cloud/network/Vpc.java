package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;

/// A virtual private network.
///
/// @param id `vpc-...`
/// @param cidrAssociationId `vpc-cidr-assoc-...` of its primary block
/// @param tenancy `default` or `dedicated`
/// @param dnsSupport whether the provider's resolver answers inside
/// @param dnsHostnames whether instances with a public address get a public name
public record Vpc(
        String id,
        String region,
        Cidr cidr,
        String cidrAssociationId,
        boolean isDefault,
        String dhcpOptionsId,
        String tenancy,
        boolean dnsSupport,
        boolean dnsHostnames)
        implements Resource {

    public static final Index<Vpc> BY_REGION = Index.of("region", Vpc::region);
    public static final Kind<Vpc> KIND = Kind.of(Vpc.class, BY_REGION);
}
