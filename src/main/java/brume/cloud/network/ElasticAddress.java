package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.List;
import java.util.Optional;

/// A public address that the account keeps until it releases it.
///
/// @param id `eipalloc-...`
public record ElasticAddress(
        String id, String region, Ipv4 address, String networkBorderGroup, Optional<AddressAssociation> association)
        implements Resource {

    public static final Index<ElasticAddress> BY_REGION = Index.of("region", ElasticAddress::region);
    public static final Index<ElasticAddress> BY_ADDRESS =
            Index.of("address", elastic -> elastic.address().toString());
    public static final Index<ElasticAddress> BY_INTERFACE = new Index<>(
            "interface",
            elastic -> elastic.association()
                    .map(association -> List.of(association.networkInterfaceId()))
                    .orElse(List.of()));
    public static final Index<ElasticAddress> BY_ASSOCIATION = new Index<>(
            "association",
            elastic -> elastic.association()
                    .map(association -> List.of(association.id()))
                    .orElse(List.of()));
    public static final Kind<ElasticAddress> KIND =
            Kind.of(ElasticAddress.class, BY_REGION, BY_ADDRESS, BY_INTERFACE, BY_ASSOCIATION);

    public ElasticAddress with(Optional<AddressAssociation> now) {
        return new ElasticAddress(id, region, address, networkBorderGroup, now);
    }
}
