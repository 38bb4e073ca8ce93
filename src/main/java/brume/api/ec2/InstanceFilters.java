package brume.api.ec2;

import brume.cloud.compute.Instance;
import brume.cloud.compute.StateReason;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Tags;
import brume.cloud.storage.block.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;

/// The filters of DescribeInstances and of DescribeInstanceStatus.
final class InstanceFilters {

    private InstanceFilters() {}

    /// What no instance of this cloud has.
    private static final List<String> ABSENT = List.of(
            "affinity",
            "capacity-reservation-id",
            "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id",
            "capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn",
            "host-id",
            "iam-instance-profile.arn",
            "iam-instance-profile.id",
            "instance-lifecycle",
            "ipv6-address",
            "kernel-id",
            "network-interface.addresses.association.carrier-ip",
            "network-interface.addresses.association.customer-owned-ip",
            "network-interface.association.carrier-ip",
            "network-interface.association.customer-owned-ip",
            "network-interface.deny-all-igw-traffic",
            "network-interface.ipv4-prefixes.ipv4-prefix",
            "network-interface.ipv6-address",
            "network-interface.ipv6-addresses.ipv6-address",
            "network-interface.ipv6-addresses.is-primary-ipv6",
            "network-interface.ipv6-prefixes.ipv6-prefix",
            "network-interface.operator.principal",
            "network-interface.outpost-arn",
            "network-interface.requester-id",
            "operator.principal",
            "outpost-arn",
            "placement-group-name",
            "placement-partition-number",
            "platform",
            "product-code",
            "product-code.type",
            "ramdisk-id",
            "requester-id",
            "spot-instance-request-id",
            "tpm-support");

    static Filters<Row<Instance>> ofInstances() {
        Filters<Row<Instance>> filters = new Filters<Row<Instance>>()
                .on("architecture", row -> row.it().architecture())
                .on("availability-zone", row -> row.it().zone())
                .on("availability-zone-id", row -> InstanceView.zoneId(row.it()))
                .on("boot-mode", row -> InstanceView.bootMode(row.it()))
                .onOptional("client-token", row -> row.it().clientToken())
                .on("current-instance-boot-mode", row -> "uefi")
                .on("capacity-reservation-specification.capacity-reservation-preference", row -> "open")
                .on("ebs-optimized", row -> row.it().ebsOptimized())
                .on("ena-support", row -> true)
                .on("enclave-options.enabled", row -> false)
                .on("hibernation-options.configured", row -> false)
                .on("hypervisor", row -> "xen")
                .on("image-id", row -> row.it().imageId())
                .on("instance-id", row -> row.it().id())
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
                .on(
                        "metadata-options.http-protocol-ipv4",
                        row -> InstanceView.metadata(row).httpEndpointAsString())
                .on(
                        "metadata-options.http-protocol-ipv6",
                        row -> row.it().metadata().ipv6Enabled() ? "enabled" : "disabled")
                .on("metadata-options.state", row -> "applied")
                .on("network-performance-options.bandwidth-weighting", row -> "default")
                .on("operator.managed", row -> false)
                .on("private-dns-name-options.enable-resource-name-dns-a-record", row -> false)
                .on("private-dns-name-options.enable-resource-name-dns-aaaa-record", row -> false)
                .on("private-dns-name-options.hostname-type", row -> "ip-name")
                .on("monitoring-state", row -> row.it().monitoring() ? "enabled" : "disabled")
                .on("owner-id", Row::account)
                .on("platform-details", row -> "Linux/UNIX")
                .on("private-dns-name", InstanceView::privateName)
                .on("reason", InstanceView::stateTransitionReason)
                .on("reservation-id", row -> row.it().reservationId())
                .on("root-device-name", row -> row.it().rootDeviceName())
                .on("root-device-type", row -> "ebs")
                .onOptional(
                        "state-reason-code",
                        row -> InstanceView.stateReason(row).map(StateReason::code))
                .onOptional(
                        "state-reason-message",
                        row -> InstanceView.stateReason(row).map(StateReason::message))
                .on("tenancy", row -> row.it().tenancy())
                .on("usage-operation", row -> "RunInstances")
                .on("usage-operation-update-time", row -> row.it().launchedAt())
                .on("virtualization-type", row -> "hvm")
                .on("dns-name", InstanceView::publicName);
        ABSENT.forEach(name -> filters.onEach(name, row -> List.of()));
        return onAssociations(onCards(onVolumes(filters)));
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
                .onEach(
                        "network-interface.addresses.private-dns-name",
                        cards(card -> Optional.of(InterfaceView.privateName(card.region(), card.privateAddress()))))
                .onEach(
                        "network-interface.attachment.attach-time",
                        cards(card -> card.attachment().map(a -> a.attachedAt().toString())))
                .onEach("network-interface.attachment.instance-owner-id", row -> List.of(row.account()))
                .onEach("network-interface.attachment.network-card-index", cards(card -> Optional.of("0")))
                .onEach("network-interface.ipv6-native", cards(card -> Optional.of("false")))
                .onEach("network-interface.operator.managed", cards(card -> Optional.of("false")))
                .onEach("network-interface.requester-managed", cards(card -> Optional.of("false")))
                .onEach(
                        "network-interface.private-ip-address",
                        cards(card -> Optional.of(card.privateAddress().toString())))
                .onEach(
                        "network-interface.tag-key",
                        row -> cardTags(row).stream().map(Map.Entry::getKey).toList())
                .onEach(
                        "network-interface.tag-value",
                        row -> cardTags(row).stream().map(Map.Entry::getValue).toList())
                .onEach(
                        "private-ip-address",
                        cards(card -> Optional.of(card.privateAddress().toString())))
                .onEach("source-dest-check", cards(card -> Optional.of(String.valueOf(card.sourceDestCheck()))))
                .onEach("subnet-id", cards(card -> Optional.of(card.subnetId())))
                .onEach("vpc-id", cards(card -> Optional.of(card.vpcId())));
    }

    private static Filters<Row<Instance>> onAssociations(Filters<Row<Instance>> filters) {
        for (String prefix : List.of("network-interface.association.", "network-interface.addresses.association.")) {
            filters.onEach(
                            prefix + "public-ip",
                            associations((row, card, known) ->
                                    Optional.of(known.address().toString())))
                    .onEach(
                            prefix + "allocation-id",
                            associations((row, card, known) -> known.elastic().map(ElasticAddress::id)))
                    .onEach(prefix + "association-id", associations((row, card, known) -> known.associationId()))
                    .onEach(
                            prefix + "ip-owner-id",
                            associations((row, card, known) -> Optional.of(known.owner(row.account()))))
                    .onEach(prefix + "public-dns-name", associations(InstanceFilters::publicName));
        }
        return filters.onEach("network-interface.public-dns-name", associations(InstanceFilters::publicName));
    }

    private static Optional<String> publicName(Row<Instance> row, NetworkInterface card, InterfaceView.Public known) {
        return Optional.of(InterfaceView.publicName(row.state(), card.vpcId(), card.region(), known.address()));
    }

    /// Something about the public address of a card.
    private interface OfAssociation {
        Optional<String> value(Row<Instance> row, NetworkInterface card, InterfaceView.Public known);
    }

    private static Function<Row<Instance>, List<String>> associations(OfAssociation of) {
        return row -> InstanceView.cards(row).stream()
                .flatMap(card ->
                        InterfaceView.publicAddress(row.state(), card)
                                .flatMap(known -> of.value(row, card, known))
                                .stream())
                .toList();
    }

    private static List<Map.Entry<String, String>> cardTags(Row<Instance> row) {
        return InstanceView.cards(row).stream()
                .flatMap(card -> Tags.of(row.state(), card.id()).entrySet().stream())
                .toList();
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
                .on("attached-ebs-status.status", InstanceFilters::status)
                .on("operator.managed", row -> false)
                .onEach("operator.principal", row -> List.of());
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
