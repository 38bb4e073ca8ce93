package brume.cloud.storage.block;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A disk of the provider's block storage.
///
/// @param id `vol-...`
/// @param type `gp3`, `gp2`, `io1`, `io2`, `st1`, `sc1`, `standard`
/// @param iops empty for the types that do not promise any
/// @param throughputMibps for gp3 only
public record Volume(
        String id,
        String region,
        String zone,
        int sizeGib,
        String type,
        Optional<Integer> iops,
        Optional<Integer> throughputMibps,
        boolean encrypted,
        Optional<String> snapshotId,
        Instant createdAt,
        Optional<VolumeAttachment> attachment)
        implements Resource {

    public static final Index<Volume> BY_REGION = Index.of("region", Volume::region);
    public static final Index<Volume> BY_INSTANCE = new Index<>(
            "instance",
            volume -> volume.attachment().map(a -> List.of(a.instanceId())).orElse(List.of()));
    public static final Kind<Volume> KIND = Kind.of(Volume.class, BY_REGION, BY_INSTANCE);

    public Volume with(Optional<VolumeAttachment> now) {
        return new Volume(
                id, region, zone, sizeGib, type, iops, throughputMibps, encrypted, snapshotId, createdAt, now);
    }
}
