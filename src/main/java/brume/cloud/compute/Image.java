package brume.cloud.compute;

import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.offer.Architecture;
import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// What an instance starts from.
///
/// @param id `ami-...`, another one in each region
/// @param ownerAlias `amazon` for the provider's own, else empty
/// @param bootMode `uefi-preferred`, or `uefi`
/// @param imdsV2 whether instances of it demand tokens from the metadata service unless told otherwise
public record Image(
        String id,
        String region,
        String name,
        String description,
        String ownerId,
        String ownerAlias,
        OperatingSystem os,
        Architecture architecture,
        String rootDeviceName,
        String snapshotId,
        int rootSizeGib,
        String rootVolumeType,
        String bootMode,
        boolean imdsV2,
        Instant createdAt,
        Instant deprecatedAt)
        implements Resource {

    public static final Index<Image> BY_REGION = Index.of("region", Image::region);
    public static final Kind<Image> KIND = Kind.of(Image.class, BY_REGION);
}
