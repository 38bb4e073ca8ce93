package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.Image;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImageAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;

/// Machine images: reading.
final class ImageActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribeImages", DescribeImagesRequest::builder, ImageActions::describe),
            Action.of(
                    "DescribeImageAttribute", DescribeImageAttributeRequest::builder, ImageActions::describeAttribute));

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    static final Filters<Row<Image>> FILTERS = new Filters<Row<Image>>()
            .on("architecture", row -> row.it().architecture())
            .on("block-device-mapping.delete-on-termination", row -> true)
            .on("block-device-mapping.device-name", row -> row.it().rootDeviceName())
            .on("block-device-mapping.snapshot-id", row -> row.it().snapshotId())
            .on("block-device-mapping.volume-size", row -> row.it().rootSizeGib())
            .on("block-device-mapping.volume-type", row -> row.it().rootVolumeType())
            .on("block-device-mapping.encrypted", row -> false)
            .on("creation-date", row -> TIME.format(row.it().createdAt()))
            .on("description", row -> row.it().description())
            .on("ena-support", row -> true)
            .on("free-tier-eligible", row -> true)
            .on("hypervisor", row -> "xen")
            .on("image-allowed", row -> true)
            .on("image-id", row -> row.it().id())
            .on("image-type", row -> "machine")
            .on("is-public", row -> isPublic(row))
            .onEach("kernel-id", row -> List.of())
            .on("manifest-location", ImageActions::location)
            .on("name", row -> row.it().name())
            .onEach(
                    "owner-alias",
                    row -> row.it().ownerAlias().isEmpty()
                            ? List.of()
                            : List.of(row.it().ownerAlias()))
            .on("owner-id", row -> row.it().ownerId())
            .onEach("platform", row -> List.of())
            .onEach("product-code", row -> List.of())
            .onEach("product-code.type", row -> List.of())
            .onEach("ramdisk-id", row -> List.of())
            .on("root-device-name", row -> row.it().rootDeviceName())
            .on("root-device-type", row -> "ebs")
            .onEach("source-image-id", row -> List.of())
            .onEach("source-image-region", row -> List.of())
            .onEach("source-instance-id", row -> List.of())
            .on("state", row -> "available")
            .onEach("state-reason-code", row -> List.of())
            .onEach("state-reason-message", row -> List.of())
            .on("sriov-net-support", row -> "simple")
            .on("virtualization-type", row -> "hvm")
            .onTags(Row::tags);

    private static final Set<String> ATTRIBUTES = Set.of(
            "blockDeviceMapping",
            "bootMode",
            "deregistrationProtection",
            "description",
            "imdsSupport",
            "kernel",
            "lastLaunchedTime",
            "launchPermission",
            "productCodes",
            "ramdisk",
            "sriovNetSupport",
            "tpmSupport",
            "uefiData");

    private ImageActions() {}

    static DescribeImagesResponse describe(DescribeImagesRequest request, Call call) {
        Predicate<Row<Image>> matching = FILTERS.matching(request.filters());
        State state = call.aws().state();
        Instant now = call.aws().now();
        String account = call.cloud().account();
        boolean deprecated = Boolean.TRUE.equals(request.includeDeprecated())
                || !request.imageIds().isEmpty();
        List<Row<Image>> rows = call.aws().images().describe(request.imageIds()).stream()
                .map(image -> new Row<>(state, now, account, image))
                .filter(row -> ownedByOneOf(row, request.owners()))
                .filter(row -> executableByOneOf(row, request.executableUsers()))
                .filter(row -> deprecated || now.isBefore(row.it().deprecatedAt()))
                .filter(matching)
                .sorted(Comparator.comparing(row -> row.it().id()))
                .toList();
        Page<Row<Image>> page = Page.of(
                rows,
                row -> row.it().id(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .atLeast(1)
                        .notWith("imageIds", request.imageIds()));
        return DescribeImagesResponse.builder()
                .images(page.rows().stream().map(ImageActions::view).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /// Only an owner may look at one attribute of an image, and no image is the account's own.
    static DescribeImageAttributeResponse describeAttribute(DescribeImageAttributeRequest request, Call call) {
        String id = Required.of(request.imageId(), "ImageId");
        String attribute = Required.of(request.attributeAsString(), "Attribute");
        if (!ATTRIBUTES.contains(attribute)) {
            throw new Problem.Specific("InvalidRequest", "The request received was invalid.").refused();
        }
        call.aws().images().describe(List.of(id));
        throw new Problem.Specific(
                        "AuthFailure",
                        attribute.equals("blockDeviceMapping")
                                ? "Unauthorized attempt to access restricted resource"
                                : "Not authorized for image:" + id)
                .refused();
    }

    private static boolean ownedByOneOf(Row<Image> row, List<String> owners) {
        return owners.isEmpty()
                || owners.stream().anyMatch(owner -> switch (owner) {
                    case "self" -> row.it().ownerId().equals(row.account());
                    case "amazon", "aws-marketplace", "aws-backup-vault" ->
                        row.it().ownerAlias().equals(owner);
                    default -> {
                        if (!owner.matches("\\d{12}")) {
                            throw new Problem.Specific("InvalidUserID.Malformed", "Invalid user id: \"" + owner + "\"")
                                    .refused();
                        }
                        yield row.it().ownerId().equals(owner);
                    }
                });
    }

    private static boolean executableByOneOf(Row<Image> row, List<String> users) {
        return users.isEmpty()
                || users.stream().anyMatch(user -> switch (user) {
                    case "all" -> isPublic(row);
                    case "self" -> false;
                    default -> false;
                });
    }

    private static boolean isPublic(Row<Image> row) {
        return !row.it().ownerId().equals(row.account());
    }

    private static String location(Row<Image> row) {
        String owner =
                row.it().ownerAlias().isEmpty() ? row.it().ownerId() : row.it().ownerAlias();
        return owner + "/" + row.it().name();
    }

    private static software.amazon.awssdk.services.ec2.model.Image view(Row<Image> row) {
        Image image = row.it();
        return software.amazon.awssdk.services.ec2.model.Image.builder()
                .imageId(image.id())
                .imageLocation(location(row))
                .imageType("machine")
                .name(image.name())
                .description(image.description())
                .ownerId(image.ownerId())
                .imageOwnerAlias(image.ownerAlias().isEmpty() ? null : image.ownerAlias())
                .architecture(image.architecture().toString())
                .creationDate(TIME.format(image.createdAt()))
                .deprecationTime(TIME.format(image.deprecatedAt()))
                .publicLaunchPermissions(isPublic(row))
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .state("available")
                .hypervisor("xen")
                .virtualizationType("hvm")
                .enaSupport(true)
                .sriovNetSupport("simple")
                .bootMode(image.bootMode())
                .imdsSupport(image.imdsV2() ? "v2.0" : null)
                .rootDeviceName(image.rootDeviceName())
                .rootDeviceType("ebs")
                .blockDeviceMappings(BlockDeviceMapping.builder()
                        .deviceName(image.rootDeviceName())
                        .ebs(ebs -> ebs.deleteOnTermination(true)
                                .encrypted(false)
                                .snapshotId(image.snapshotId())
                                .volumeSize(image.rootSizeGib())
                                .volumeType(image.rootVolumeType())
                                .iops(image.rootVolumeType().equals("gp3") ? 3000 : null)
                                .throughput(image.rootVolumeType().equals("gp3") ? 125 : null))
                        .build())
                .tags(row.tags().isEmpty() ? null : row.tagViews())
                .build();
    }
}
