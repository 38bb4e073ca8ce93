package brume.cloud;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// A region whose default network the provider has made; whoever deletes that network does not get it back by itself.
///
/// @param id the region's name
public record RegionInUse(String id, Instant since) implements Resource {

    public static final Kind<RegionInUse> KIND = Kind.of(RegionInUse.class);
}
