package brume.api.ec2;

/// The filters of the lists that are empty here.
final class Absences {

    static final Absence CAPACITY_RESERVATIONS = Absence.of(
                    "availability-zone",
                    "end-date",
                    "end-date-type",
                    "instance-match-criteria",
                    "instance-platform",
                    "instance-type",
                    "outpost-arn",
                    "owner-id",
                    "placement-group-arn",
                    "start-date",
                    "state",
                    "tenancy")
            .tagged()
            .pages(1, Page.MOST);
    static final Absence HOSTS = Absence.of(
                    "auto-placement",
                    "availability-zone",
                    "client-token",
                    "host-reservation-id",
                    "instance-type",
                    "state")
            .tagged()
            .pages(Page.LEAST, 500);
    static final Absence INSTANCE_PROFILES = Absence.of("instance-id", "state");
    static final Absence LAUNCH_TEMPLATES =
            Absence.of("create-time", "launch-template-name").tagged().pages(1, 200);
    static final Absence LAUNCH_TEMPLATE_VERSIONS = Absence.of(
                    "create-time",
                    "ebs-optimized",
                    "http-endpoint",
                    "http-protocol-ipv4",
                    "http-tokens",
                    "iam-instance-profile",
                    "image-id",
                    "instance-type",
                    "is-default-version",
                    "kernel-id",
                    "license-configuration-arn",
                    "network-card-index",
                    "ram-disk-id")
            .pages(1, 200);
    static final Absence PLACEMENT_GROUPS = Absence.of("group-arn", "group-name", "spread-level", "state", "strategy")
            .tagged();
    static final Absence POOLS = Absence.of().tagged().pages(1, 10);
    static final Absence RESERVED_INSTANCES = Absence.of(
                    "availability-zone",
                    "availability-zone-id",
                    "duration",
                    "end",
                    "fixed-price",
                    "instance-type",
                    "product-description",
                    "reserved-instances-id",
                    "scope",
                    "start",
                    "state",
                    "usage-price")
            .tagged();
    static final Absence SECURITY_GROUP_ASSOCIATIONS =
            Absence.of("group-id", "group-owner-id", "state", "vpc-id", "vpc-owner-id");
    static final Absence SNAPSHOTS = Absence.of(
                    "description",
                    "encrypted",
                    "owner-alias",
                    "owner-id",
                    "progress",
                    "snapshot-id",
                    "start-time",
                    "status",
                    "storage-tier",
                    "transfer-type",
                    "volume-id",
                    "volume-size")
            .tagged();
    static final Absence SPOT_REQUESTS = Absence.of(
                    "availability-zone-group",
                    "create-time",
                    "fault-code",
                    "fault-message",
                    "instance-id",
                    "launch-group",
                    "launch.block-device-mapping.delete-on-termination",
                    "launch.block-device-mapping.device-name",
                    "launch.block-device-mapping.snapshot-id",
                    "launch.block-device-mapping.volume-size",
                    "launch.block-device-mapping.volume-type",
                    "launch.group-id",
                    "launch.group-name",
                    "launch.image-id",
                    "launch.instance-type",
                    "launch.kernel-id",
                    "launch.key-name",
                    "launch.monitoring-enabled",
                    "launch.ramdisk-id",
                    "launched-availability-zone",
                    "launched-availability-zone-id",
                    "network-interface.addresses.primary",
                    "network-interface.delete-on-termination",
                    "network-interface.description",
                    "network-interface.device-index",
                    "network-interface.group-id",
                    "network-interface.network-interface-id",
                    "network-interface.private-ip-address",
                    "network-interface.subnet-id",
                    "product-description",
                    "spot-instance-request-id",
                    "spot-price",
                    "state",
                    "status-code",
                    "status-message",
                    "type",
                    "valid-from",
                    "valid-until")
            .tagged();
    static final Absence VOLUME_MODIFICATIONS = Absence.of(
                    "modification-state",
                    "original-iops",
                    "original-size",
                    "original-volume-type",
                    "originalMultiAttachEnabled",
                    "start-time",
                    "target-iops",
                    "target-size",
                    "target-volume-type",
                    "targetMultiAttachEnabled",
                    "volume-id")
            .pages(1, 500);

    private Absences() {}
}
