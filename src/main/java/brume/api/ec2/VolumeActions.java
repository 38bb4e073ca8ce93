package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.storage.block.Volume;
import brume.cloud.storage.block.VolumeAttachment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;

/// Volumes: reading.
final class VolumeActions {

    static final List<Action> TABLE =
            List.of(Action.of("DescribeVolumes", DescribeVolumesRequest::builder, VolumeActions::describeVolumes));

    static final Listing<Volume> VOLUMES = new Listing<>(
                    Volume.KIND,
                    Volume.BY_REGION,
                    Volume::region,
                    "vol-",
                    new Filters<Row<Volume>>()
                            .onOptional("attachment.attach-time", attached(VolumeAttachment::attachedAt))
                            .onOptional(
                                    "attachment.delete-on-termination", attached(VolumeAttachment::deleteOnTermination))
                            .onOptional("attachment.device", attached(VolumeAttachment::device))
                            .onOptional("attachment.instance-id", attached(VolumeAttachment::instanceId))
                            .onOptional("attachment.status", attached(attachment -> "attached"))
                            .on("availability-zone", row -> row.it().zone())
                            .on("create-time", row -> row.it().createdAt())
                            .on("encrypted", row -> row.it().encrypted())
                            .on("fast-restored", row -> false)
                            .on("multi-attach-enabled", row -> false)
                            .on("operator.managed", row -> false)
                            .on("size", row -> row.it().sizeGib())
                            .onOptional("snapshot-id", row -> row.it().snapshotId())
                            .on("status", row -> status(row.it()))
                            .on("volume-id", row -> row.it().id())
                            .on("volume-type", row -> row.it().type()))
            .indexed("attachment.instance-id", Volume.BY_INSTANCE);

    private VolumeActions() {}

    static DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request, Call call) {
        Page<Row<Volume>> page = VOLUMES.page(
                call,
                request.volumeIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .atLeast(1)
                        .notWith("volumeIds", request.volumeIds()));
        return DescribeVolumesResponse.builder()
                .volumes(page.rows().stream().map(VolumeActions::view).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static String status(Volume volume) {
        return volume.attachment().isPresent() ? "in-use" : "available";
    }

    private static software.amazon.awssdk.services.ec2.model.Volume view(Row<Volume> row) {
        Volume volume = row.it();
        var view = software.amazon.awssdk.services.ec2.model.Volume.builder()
                .volumeId(volume.id())
                .availabilityZone(volume.zone())
                .createTime(volume.createdAt())
                .encrypted(volume.encrypted())
                .multiAttachEnabled(false)
                .size(volume.sizeGib())
                .snapshotId(volume.snapshotId().orElse(""))
                .state(status(volume))
                .volumeType(volume.type())
                .attachments(volume.attachment().map(attachment -> view(volume, attachment)).stream()
                        .toList())
                .tags(row.tagViews());
        volume.iops().ifPresent(view::iops);
        volume.throughputMibps().ifPresent(view::throughput);
        return view.build();
    }

    private static software.amazon.awssdk.services.ec2.model.VolumeAttachment view(
            Volume volume, VolumeAttachment attachment) {
        return software.amazon.awssdk.services.ec2.model.VolumeAttachment.builder()
                .volumeId(volume.id())
                .instanceId(attachment.instanceId())
                .device(attachment.device())
                .deleteOnTermination(attachment.deleteOnTermination())
                .attachTime(attachment.attachedAt())
                .state("attached")
                .build();
    }

    private static <T> Function<Row<Volume>, Optional<T>> attached(Function<VolumeAttachment, T> value) {
        return row -> row.it().attachment().map(value);
    }
}
