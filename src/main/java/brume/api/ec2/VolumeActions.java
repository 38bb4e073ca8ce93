package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Zone;
import brume.cloud.sandbox.Problem;
import brume.cloud.storage.block.Volume;
import brume.cloud.storage.block.VolumeAttachment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.VolumeStatusItem;

/// Volumes: reading.
final class VolumeActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribeVolumes", DescribeVolumesRequest::builder, VolumeActions::describeVolumes),
            Action.of("DescribeVolumeStatus", DescribeVolumeStatusRequest::builder, VolumeActions::describeStatus),
            Action.of(
                    "DescribeVolumeAttribute",
                    DescribeVolumeAttributeRequest::builder,
                    VolumeActions::describeAttribute),
            Action.of(
                    "DescribeVolumesModifications",
                    DescribeVolumesModificationsRequest::builder,
                    VolumeActions::describeModifications));

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
                            .on("availability-zone-id", row -> zoneId(row.it()))
                            .onEach("operator.principal", row -> List.of())
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

    static final Listing<Volume> STATUSES = new Listing<>(
            Volume.KIND,
            Volume.BY_REGION,
            Volume::region,
            "vol-",
            new Filters<Row<Volume>>()
                    .onEach("action.code", row -> List.of())
                    .onEach("action.description", row -> List.of())
                    .onEach("action.event-id", row -> List.of())
                    .on("availability-zone", row -> row.it().zone())
                    .onEach("event.description", row -> List.of())
                    .onEach("event.event-id", row -> List.of())
                    .onEach("event.event-type", row -> List.of())
                    .onEach("event.not-after", row -> List.of())
                    .onEach("event.not-before", row -> List.of())
                    .on("operator.managed", row -> false)
                    .on("volume-status.details-name", row -> "io-enabled")
                    .on("volume-status.details-status", row -> "passed")
                    .on("volume-status.status", row -> "ok"));

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

    /// Every volume is well.
    static DescribeVolumeStatusResponse describeStatus(DescribeVolumeStatusRequest request, Call call) {
        Page<Row<Volume>> page = STATUSES.page(
                call,
                request.volumeIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).notWith("volumeIds", request.volumeIds()));
        return DescribeVolumeStatusResponse.builder()
                .volumeStatuses(page.rows().stream()
                        .map(row -> VolumeStatusItem.builder()
                                .volumeId(row.it().id())
                                .availabilityZone(row.it().zone())
                                .availabilityZoneId(zoneId(row.it()))
                                .actions(List.of())
                                .events(List.of())
                                .volumeStatus(status -> status.status("ok")
                                        .details(
                                                detail -> detail.name("io-enabled")
                                                        .status("passed"),
                                                detail -> detail.name("io-performance")
                                                        .status("not-applicable")))
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    static DescribeVolumeAttributeResponse describeAttribute(DescribeVolumeAttributeRequest request, Call call) {
        Row<Volume> row = VOLUMES.one(call, Required.of(request.volumeId(), "VolumeId"));
        DescribeVolumeAttributeResponse.Builder view =
                DescribeVolumeAttributeResponse.builder().volumeId(row.it().id());
        String attribute = Required.of(request.attributeAsString(), "Attribute");
        switch (attribute) {
            case "autoEnableIO" -> view.autoEnableIO(value -> value.value(false));
            case "productCodes" -> view.productCodes(List.of());
            default ->
                throw new Problem.InvalidValue(
                                "attribute",
                                attribute,
                                "Value (" + attribute + ") for parameter attribute is invalid. Unknown attribute.")
                        .refused();
        }
        return view.build();
    }

    /// No volume was ever modified.
    static DescribeVolumesModificationsResponse describeModifications(
            DescribeVolumesModificationsRequest request, Call call) {
        VOLUMES.page(call, request.volumeIds(), List.of(), Page.Wanted.all());
        Absences.VOLUME_MODIFICATIONS.judge(request.filters(), request.maxResults(), request.nextToken());
        request.volumeIds().stream().findFirst().ifPresent(id -> {
            throw new Problem.Specific(
                            "InvalidVolumeModification.NotFound",
                            "Modification for volume '" + id + "' does not exist.")
                    .refused();
        });
        return DescribeVolumesModificationsResponse.builder()
                .volumesModifications(List.of())
                .build();
    }

    private static String zoneId(Volume volume) {
        return AwsOffer.region(volume.region())
                .flatMap(region -> region.zone(volume.zone()))
                .map(Zone::id)
                .orElse("");
    }

    private static String status(Volume volume) {
        return volume.attachment().isPresent() ? "in-use" : "available";
    }

    private static software.amazon.awssdk.services.ec2.model.Volume view(Row<Volume> row) {
        Volume volume = row.it();
        var view = software.amazon.awssdk.services.ec2.model.Volume.builder()
                .volumeId(volume.id())
                .availabilityZone(volume.zone())
                .availabilityZoneId(zoneId(volume))
                .operator(operator -> operator.managed(false))
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
