package brume.api.ec2;

import brume.cloud.compute.Instance;
import brume.cloud.compute.StateReason;
import brume.cloud.network.NetworkInterface;
import brume.cloud.storage.block.Volume;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;

/// The filters of DescribeInstances and of DescribeInstanceStatus.
final class InstanceFilters {

    private InstanceFilters() {}

    static Filters<Row<Instance>> ofInstances() {
        Filters<Row<Instance>> filters = new Filters<Row<Instance>>()
                .on("architecture", row -> row.it().architecture())
                .on("availability-zone", row -> row.it().zone())
                .on("availability-zone-id", row -> InstanceView.zoneId(row.it()))
                .on("boot-mode", row -> "uefi-preferred")
                .onOptional("client-token", row -> row.it().clientToken())
                .on("current-instance-boot-mode", row -> "uefi")
                .on("enclave-options.enabled", row -> false)
                .on("hibernation-options.configured", row -> false)
                .on("hypervisor", row -> "xen")
                .onEach("host-id", row -> List.of())
                .onEach("iam-instance-profile.arn", row -> List.of())
                .onEach("iam-instance-profile.id", row -> List.of())
                .on("image-id", row -> row.it().imageId())
                .on("instance-id", row -> row.it().id())
                .onEach("instance-lifecycle", row -> List.of())
                .on("instance-state-code", row -> InstanceView.state(row).code())
                .on("instance-state-name", row -> InstanceView.state(row).word())
                .on("instance-type", row -> row.it().type())
                .onOptional("ip-address", InstanceFilters::publicAddress)
                .onOptional("key-name", row -> row.it().keyName())
                .on("launch-index", row -> row.it().launchIndex())
                .on("launch-time", row -> row.it().launchedAt())
                .on("maintenance-options.auto-recovery", row -> "default")
                .on(
                        "metadata-options.http-endpoint",
                        row -> InstanceView.metadata(row).httpEndpointAsString())
                .on(
                        "metadata-options.http-put-response-hop-limit",
                        row -> InstanceView.metadata(row).httpPutResponseHopLimit())
                .on(
                        "metadata-options.http-tokens",
                        row -> InstanceView.metadata(row).httpTokensAsString())
                .on(
                        "metadata-options.instance-metadata-tags",
                        row -> InstanceView.metadata(row).instanceMetadataTagsAsString())
                .on("monitoring-state", row -> row.it().monitoring() ? "enabled" : "disabled")
                .on("owner-id", Row::account)
                .onEach("placement-group-name", row -> List.of())
                .onEach("platform", row -> List.of())
                .on("platform-details", row -> "Linux/UNIX")
                .on("private-dns-name", InstanceView::privateName)
                .onEach("product-code", row -> List.of())
                .on("reason", InstanceView::stateTransitionReason)
                .onEach("requester-id", row -> List.of())
                .on("reservation-id", row -> row.it().reservationId())
                .on("root-device-name", row -> row.it().rootDeviceName())
                .on("root-device-type", row -> "ebs")
                .onEach("spot-instance-request-id", row -> List.of())
                .onOptional("state-reason-code", row -> row.it().stateReason().map(StateReason::code))
                .onOptional(
                        "state-reason-message", row -> row.it().stateReason().map(StateReason::message))
                .on("tenancy", row -> row.it().tenancy())
                .on("usage-operation", row -> "RunInstances")
                .on("virtualization-type", row -> "hvm")
                .on("dns-name", InstanceView::publicName);
        return onCards(onVolumes(filters));
    }

    private static Optional<String> publicAddress(Row<Instance> row) {
        return InstanceView.primary(row)
                .flatMap(card -> InterfaceView.publicAddress(row.state(), card))
                .map(address -> address.address().toString());
    }

    private static Filters<Row<Instance>> onVolumes(Filters<Row<Instance>> filters) {
        return filters.onEach(
                        "block-device-mapping.attach-time",
                        volumes(volume ->
                                volume.attachment().map(a -> a.attachedAt().toString())))
                .onEach(
                        "block-device-mapping.delete-on-termination",
                        volumes(volume -> volume.attachment().map(a -> String.valueOf(a.deleteOnTermination()))))
                .onEach(
                        "block-device-mapping.device-name",
                        volumes(volume -> volume.attachment().map(a -> a.device())))
                .onEach("block-device-mapping.status", volumes(volume -> Optional.of("attached")))
                .onEach("block-device-mapping.volume-id", volumes(volume -> Optional.of(volume.id())));
    }

    private static Filters<Row<Instance>> onCards(Filters<Row<Instance>> filters) {
        for (String prefix : List.of("instance.", "network-interface.")) {
            filters.onEach(
                            prefix + "group-id",
                            row -> groups(row).map(GroupIdentifier::groupId).toList())
                    .onEach(
                            prefix + "group-name",
                            row -> groups(row).map(GroupIdentifier::groupName).toList());
        }
        return filters.onEach(
                        "network-interface.addresses.private-ip-address",
                        cards(card -> Optional.of(card.privateAddress().toString())))
                .onEach("network-interface.addresses.primary", cards(card -> Optional.of("true")))
                .onEach(
                        "network-interface.attachment.attachment-id",
                        cards(card -> card.attachment().map(a -> a.id())))
                .onEach(
                        "network-interface.attachment.delete-on-termination",
                        cards(card -> card.attachment().map(a -> String.valueOf(a.deleteOnTermination()))))
                .onEach(
                        "network-interface.attachment.device-index",
                        cards(card -> card.attachment().map(a -> String.valueOf(a.deviceIndex()))))
                .onEach(
                        "network-interface.attachment.instance-id",
                        cards(card -> card.attachment().map(a -> a.instanceId())))
                .onEach("network-interface.attachment.status", cards(card -> Optional.of("attached")))
                .onEach("network-interface.availability-zone", cards(card -> Optional.of(card.zone())))
                .onEach("network-interface.description", cards(card -> Optional.of(card.description())))
                .onEach("network-interface.mac-address", cards(card -> Optional.of(card.mac())))
                .onEach("network-interface.network-interface-id", cards(card -> Optional.of(card.id())))
                .onEach("network-interface.owner-id", row -> List.of(row.account()))
                .onEach(
                        "network-interface.private-dns-name",
                        cards(card -> Optional.of(InterfaceView.privateName(card.region(), card.privateAddress()))))
                .onEach(
                        "network-interface.source-dest-check",
                        cards(card -> Optional.of(String.valueOf(card.sourceDestCheck()))))
                .onEach("network-interface.status", cards(card -> Optional.of("in-use")))
                .onEach("network-interface.subnet-id", cards(card -> Optional.of(card.subnetId())))
                .onEach("network-interface.vpc-id", cards(card -> Optional.of(card.vpcId())))
                .onOptional("network-interface.association.public-ip", InstanceFilters::publicAddress)
                .onOptional("network-interface.addresses.association.public-ip", InstanceFilters::publicAddress)
                .onEach(
                        "private-ip-address",
                        cards(card -> Optional.of(card.privateAddress().toString())))
                .onEach("source-dest-check", cards(card -> Optional.of(String.valueOf(card.sourceDestCheck()))))
                .onEach("subnet-id", cards(card -> Optional.of(card.subnetId())))
                .onEach("vpc-id", cards(card -> Optional.of(card.vpcId())));
    }

    private static java.util.stream.Stream<GroupIdentifier> groups(Row<Instance> row) {
        return InstanceView.cards(row).stream().flatMap(card -> InterfaceView.groups(row.state(), card).stream());
    }

    private static Function<Row<Instance>, List<String>> volumes(Function<Volume, Optional<String>> value) {
        return row -> InstanceView.volumes(row).stream()
                .flatMap(volume -> value.apply(volume).stream())
                .toList();
    }

    private static Function<Row<Instance>, List<String>> cards(Function<NetworkInterface, Optional<String>> value) {
        return row -> InstanceView.cards(row).stream()
                .flatMap(card -> value.apply(card).stream())
                .toList();
    }

    /// Whether the status checks of an instance have passed, as a word.
    static String status(Row<Instance> row) {
        return switch (InstanceView.state(row)) {
            case RUNNING -> row.it().power().checkedAt(row.now()) ? "ok" : "initializing";
            case PENDING, STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> "not-applicable";
        };
    }

    static String reachability(Row<Instance> row) {
        return status(row).equals("ok") ? "passed" : status(row);
    }

    static Filters<Row<Instance>> ofStatus() {
        Filters<Row<Instance>> filters = new Filters<Row<Instance>>()
                .on("availability-zone", row -> row.it().zone())
                .on("availability-zone-id", row -> InstanceView.zoneId(row.it()))
                .on("instance-state-code", row -> InstanceView.state(row).code())
                .on("instance-state-name", row -> InstanceView.state(row).word())
                .on("attached-ebs-status.status", InstanceFilters::status);
        for (String event : List.of(
                "event.code",
                "event.description",
                "event.instance-event-id",
                "event.not-after",
                "event.not-before",
                "event.not-before-deadline")) {
            filters.onEach(event, row -> List.of());
        }
        for (String check : List.of("instance-status.", "system-status.")) {
            filters.on(check + "status", InstanceFilters::status)
                    .on(check + "reachability", InstanceFilters::reachability);
        }
        return filters;
    }
}
