package brume.api.ec2;

import brume.cloud.network.AddressAssociation;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.InterfaceAttachment;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Vpc;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.State;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/// A network card as the provider shows it, its names and its public address included.
final class InterfaceView {

    static final Listing<NetworkInterface> LISTING = new Listing<>(
                    NetworkInterface.KIND, NetworkInterface.BY_REGION, NetworkInterface::region, "eni-", filters())
            .indexed("attachment.instance-id", NetworkInterface.BY_INSTANCE)
            .indexed("group-id", NetworkInterface.BY_GROUP)
            .indexed("subnet-id", NetworkInterface.BY_SUBNET)
            .indexed("vpc-id", NetworkInterface.BY_VPC);

    private InterfaceView() {}

    /// A public address that leads to a card.
    ///
    /// @param elastic empty when the provider lent it
    record Public(Ipv4 address, Optional<ElasticAddress> elastic) {
        String owner(String account) {
            return elastic.isPresent() ? account : "amazon";
        }

        Optional<String> associationId() {
            return elastic.flatMap(ElasticAddress::association).map(AddressAssociation::id);
        }
    }

    static Optional<Public> publicAddress(State state, NetworkInterface card) {
        return state.by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id()).stream()
                .findFirst()
                .map(elastic -> new Public(elastic.address(), Optional.of(elastic)))
                .or(() -> card.publicAddress().map(address -> new Public(address, Optional.empty())));
    }

    /// `ip-172-31-4-7.eu-west-3.compute.internal`
    static String privateName(String region, Ipv4 address) {
        String domain = AwsOffer.region(region).map(Region::internalDomain).orElse("internal");
        return "ip-" + address.toString().replace('.', '-') + "." + domain;
    }

    /// `ec2-15-188-4-7.eu-west-3.compute.amazonaws.com`; empty where the VPC gives no names.
    static String publicName(State state, String vpcId, String region, Ipv4 address) {
        boolean named = state.find(Vpc.KIND, vpcId)
                .filter(vpc -> vpc.dnsHostnames() && vpc.dnsSupport())
                .isPresent();
        String domain = AwsOffer.region(region).map(Region::publicDomain).orElse("amazonaws.com");
        return named ? "ec2-" + address.toString().replace('.', '-') + "." + domain : "";
    }

    static List<GroupIdentifier> groups(State state, NetworkInterface card) {
        return card.groupIds().stream()
                .map(id -> GroupIdentifier.builder()
                        .groupId(id)
                        .groupName(state.find(SecurityGroup.KIND, id)
                                .map(SecurityGroup::name)
                                .orElse(""))
                        .build())
                .toList();
    }

    static software.amazon.awssdk.services.ec2.model.NetworkInterface of(Row<NetworkInterface> row) {
        NetworkInterface card = row.it();
        Optional<NetworkInterfaceAssociation> association = association(row);
        String name = privateName(card.region(), card.privateAddress());
        var view = software.amazon.awssdk.services.ec2.model.NetworkInterface.builder()
                .networkInterfaceId(card.id())
                .ownerId(row.account())
                .availabilityZone(card.zone())
                .vpcId(card.vpcId())
                .subnetId(card.subnetId())
                .description(card.description())
                .interfaceType("interface")
                .macAddress(card.mac())
                .privateIpAddress(card.privateAddress().toString())
                .privateDnsName(name)
                .ipv6Addresses(List.of())
                .requesterManaged(false)
                .sourceDestCheck(card.sourceDestCheck())
                .status(status(card))
                .operator(operator -> operator.managed(false))
                .groups(groups(row.state(), card))
                .tagSet(row.tagViews());
        NetworkInterfacePrivateIpAddress.Builder address = NetworkInterfacePrivateIpAddress.builder()
                .primary(true)
                .privateDnsName(name)
                .privateIpAddress(card.privateAddress().toString());
        association.ifPresent(known -> {
            view.association(known);
            address.association(known);
        });
        card.attachment()
                .ifPresent(attachment -> view.attachment(NetworkInterfaceAttachment.builder()
                        .attachmentId(attachment.id())
                        .attachTime(attachment.attachedAt())
                        .deleteOnTermination(attachment.deleteOnTermination())
                        .deviceIndex(attachment.deviceIndex())
                        .networkCardIndex(0)
                        .instanceId(attachment.instanceId())
                        .instanceOwnerId(row.account())
                        .status("attached")
                        .build()));
        return view.privateIpAddresses(address.build()).build();
    }

    private static String status(NetworkInterface card) {
        return card.attachment().isPresent() ? "in-use" : "available";
    }

    private static Optional<NetworkInterfaceAssociation> association(Row<NetworkInterface> row) {
        NetworkInterface card = row.it();
        return publicAddress(row.state(), card).map(address -> {
            NetworkInterfaceAssociation.Builder association = NetworkInterfaceAssociation.builder()
                    .publicIp(address.address().toString())
                    .publicDnsName(publicName(row.state(), card.vpcId(), card.region(), address.address()))
                    .ipOwnerId(address.owner(row.account()));
            address.elastic().ifPresent(elastic -> association.allocationId(elastic.id()));
            address.associationId().ifPresent(association::associationId);
            return association.build();
        });
    }

    private static Filters<Row<NetworkInterface>> filters() {
        Filters<Row<NetworkInterface>> filters = new Filters<Row<NetworkInterface>>()
                .on("addresses.primary", row -> true)
                .on("addresses.private-ip-address", row -> row.it().privateAddress())
                .onOptional("attachment.attach-time", attached(InterfaceAttachment::attachedAt))
                .onOptional("attachment.attachment-id", attached(InterfaceAttachment::id))
                .onOptional("attachment.delete-on-termination", attached(InterfaceAttachment::deleteOnTermination))
                .onOptional("attachment.device-index", attached(InterfaceAttachment::deviceIndex))
                .onOptional("attachment.instance-id", attached(InterfaceAttachment::instanceId))
                .onOptional("attachment.status", attached(attachment -> "attached"))
                .on("availability-zone", row -> row.it().zone())
                .onOptional(
                        "availability-zone-id",
                        row -> AwsOffer.region(row.it().region())
                                .flatMap(region -> region.zone(row.it().zone()))
                                .map(zone -> zone.id()))
                .on("operator.managed", row -> false)
                .onEach("operator.principal", row -> List.of())
                .on("description", row -> row.it().description())
                .onEach("group-id", row -> row.it().groupIds())
                .onEach(
                        "group-name",
                        row -> groups(row.state(), row.it()).stream()
                                .map(GroupIdentifier::groupName)
                                .toList())
                .on("interface-type", row -> "interface")
                .onEach("ipv6-addresses.ipv6-address", row -> List.of())
                .on("mac-address", row -> row.it().mac())
                .on("network-interface-id", row -> row.it().id())
                .on("owner-id", Row::account)
                .on(
                        "private-dns-name",
                        row -> privateName(row.it().region(), row.it().privateAddress()))
                .on("private-ip-address", row -> row.it().privateAddress())
                .onEach("requester-id", row -> List.of())
                .on("requester-managed", row -> false)
                .on("source-dest-check", row -> row.it().sourceDestCheck())
                .on("status", row -> status(row.it()))
                .on("subnet-id", row -> row.it().subnetId())
                .on("vpc-id", row -> row.it().vpcId())
                .onOptional(
                        "attachment.instance-owner-id",
                        row -> row.it().attachment().map(a -> row.account()));
        for (String prefix : List.of("association.", "addresses.association.")) {
            filters.onOptional(prefix + "public-ip", associated(NetworkInterfaceAssociation::publicIp))
                    .onOptional(prefix + "public-dns-name", associated(NetworkInterfaceAssociation::publicDnsName))
                    .onOptional(prefix + "ip-owner-id", associated(NetworkInterfaceAssociation::ipOwnerId))
                    .onOptional(prefix + "owner-id", associated(NetworkInterfaceAssociation::ipOwnerId))
                    .onOptional(prefix + "allocation-id", associated(NetworkInterfaceAssociation::allocationId))
                    .onOptional(prefix + "association-id", associated(NetworkInterfaceAssociation::associationId));
        }
        return filters;
    }

    private static <T> Function<Row<NetworkInterface>, Optional<T>> attached(Function<InterfaceAttachment, T> value) {
        return row -> row.it().attachment().map(value);
    }

    private static Function<Row<NetworkInterface>, Optional<String>> associated(
            Function<NetworkInterfaceAssociation, String> value) {
        return row -> association(row).flatMap(known -> Optional.ofNullable(value.apply(known)));
    }
}
