package brume.api.ec2;

import brume.cloud.network.InterfaceAttachment;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.State;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;

/// A network interface as the instance that it is attached to shows it.
final class InstanceCardView {

    private InstanceCardView() {}

    static InstanceNetworkInterface of(State state, String account, NetworkInterface card) {
        String name = InterfaceView.privateName(card.region(), card.privateAddress());
        String address = card.privateAddress().toString();
        InstancePrivateIpAddress.Builder addresses = InstancePrivateIpAddress.builder()
                .primary(true)
                .privateDnsName(name)
                .privateIpAddress(address);
        InstanceNetworkInterface.Builder view = InstanceNetworkInterface.builder()
                .networkInterfaceId(card.id())
                .interfaceType("interface")
                .description(card.description())
                .macAddress(card.mac())
                .ownerId(account)
                .vpcId(card.vpcId())
                .subnetId(card.subnetId())
                .sourceDestCheck(card.sourceDestCheck())
                .status("in-use")
                .operator(operator -> operator.managed(false))
                .ipv6Addresses(List.of())
                .groups(InterfaceView.groups(state, card))
                .privateDnsName(name)
                .privateIpAddress(address);
        association(state, account, card).ifPresent(known -> {
            view.association(known);
            addresses.association(known);
        });
        card.attachment().ifPresent(attachment -> view.attachment(attachment(attachment)));
        return view.privateIpAddresses(addresses.build()).build();
    }

    /// While its instance is being launched.
    static InstanceNetworkInterface launched(InstanceNetworkInterface card) {
        InstanceNetworkInterface.Builder view = card.toBuilder()
                .association((InstanceNetworkInterfaceAssociation) null)
                .privateIpAddresses(card.privateIpAddresses().stream()
                        .map(address -> address.toBuilder()
                                .association((InstanceNetworkInterfaceAssociation) null)
                                .build())
                        .toList());
        if (card.attachment() != null) {
            view.attachment(card.attachment().toBuilder().status("attaching").build());
        }
        return view.build();
    }

    private static Optional<InstanceNetworkInterfaceAssociation> association(
            State state, String account, NetworkInterface card) {
        return InterfaceView.publicAddress(state, card)
                .map(address -> InstanceNetworkInterfaceAssociation.builder()
                        .publicIp(address.address().toString())
                        .publicDnsName(InterfaceView.publicName(state, card.vpcId(), card.region(), address.address()))
                        .ipOwnerId(address.owner(account))
                        .build());
    }

    private static InstanceNetworkInterfaceAttachment attachment(InterfaceAttachment attachment) {
        return InstanceNetworkInterfaceAttachment.builder()
                .attachmentId(attachment.id())
                .attachTime(attachment.attachedAt())
                .deleteOnTermination(attachment.deleteOnTermination())
                .deviceIndex(attachment.deviceIndex())
                .networkCardIndex(0)
                .status("attached")
                .build();
    }
}
