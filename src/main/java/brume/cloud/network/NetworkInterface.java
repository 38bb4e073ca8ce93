package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.List;
import java.util.Optional;

/// A network card in a subnet.
///
/// @param id `eni-...`
/// @param mac `06:1f:...`
/// @param publicAddress the one that the provider lent at launch; an elastic address stands in [ElasticAddress]
/// @param takesPublicAddress whether it gets a public address at each start
public record NetworkInterface(
        String id,
        String region,
        String vpcId,
        String subnetId,
        String zone,
        String mac,
        Ipv4 privateAddress,
        String description,
        List<String> groupIds,
        boolean sourceDestCheck,
        Optional<InterfaceAttachment> attachment,
        Optional<Ipv4> publicAddress,
        boolean takesPublicAddress)
        implements Resource {

    public static final Index<NetworkInterface> BY_REGION = Index.of("region", NetworkInterface::region);
    public static final Index<NetworkInterface> BY_VPC = Index.of("vpc", NetworkInterface::vpcId);
    public static final Index<NetworkInterface> BY_SUBNET = Index.of("subnet", NetworkInterface::subnetId);
    public static final Index<NetworkInterface> BY_GROUP = new Index<>("group", NetworkInterface::groupIds);
    public static final Index<NetworkInterface> BY_INSTANCE = new Index<>(
            "instance",
            card -> card.attachment().map(a -> List.of(a.instanceId())).orElse(List.of()));
    public static final Index<NetworkInterface> BY_PRIVATE_ADDRESS =
            Index.of("private", card -> addressKey(card.vpcId(), card.privateAddress()));
    public static final Index<NetworkInterface> BY_PUBLIC_ADDRESS = new Index<>(
            "public",
            card -> card.publicAddress().map(a -> List.of(a.toString())).orElse(List.of()));
    public static final Kind<NetworkInterface> KIND = Kind.of(
            NetworkInterface.class,
            BY_REGION,
            BY_VPC,
            BY_SUBNET,
            BY_GROUP,
            BY_INSTANCE,
            BY_PRIVATE_ADDRESS,
            BY_PUBLIC_ADDRESS);

    public NetworkInterface {
        groupIds = List.copyOf(groupIds);
    }

    /// The key of [#BY_PRIVATE_ADDRESS].
    public static String addressKey(String vpcId, Ipv4 address) {
        return vpcId + "/" + address;
    }

    public boolean isPrimary() {
        return attachment.map(a -> a.deviceIndex() == 0).orElse(false);
    }

    public NetworkInterface withGroups(List<String> groups) {
        return new NetworkInterface(
                id,
                region,
                vpcId,
                subnetId,
                zone,
                mac,
                privateAddress,
                description,
                groups,
                sourceDestCheck,
                attachment,
                publicAddress,
                takesPublicAddress);
    }

    public NetworkInterface withSourceDestCheck(boolean check) {
        return new NetworkInterface(
                id,
                region,
                vpcId,
                subnetId,
                zone,
                mac,
                privateAddress,
                description,
                groupIds,
                check,
                attachment,
                publicAddress,
                takesPublicAddress);
    }

    public NetworkInterface withPublicAddress(Optional<Ipv4> address) {
        return new NetworkInterface(
                id,
                region,
                vpcId,
                subnetId,
                zone,
                mac,
                privateAddress,
                description,
                groupIds,
                sourceDestCheck,
                attachment,
                address,
                takesPublicAddress);
    }

    public NetworkInterface withDescription(String text) {
        return new NetworkInterface(
                id,
                region,
                vpcId,
                subnetId,
                zone,
                mac,
                privateAddress,
                text,
                groupIds,
                sourceDestCheck,
                attachment,
                publicAddress,
                takesPublicAddress);
    }

    public NetworkInterface withAttachment(InterfaceAttachment changed) {
        return new NetworkInterface(
                id,
                region,
                vpcId,
                subnetId,
                zone,
                mac,
                privateAddress,
                description,
                groupIds,
                sourceDestCheck,
                Optional.of(changed),
                publicAddress,
                takesPublicAddress);
    }

    public NetworkInterface detached() {
        return new NetworkInterface(
                id,
                region,
                vpcId,
                subnetId,
                zone,
                mac,
                privateAddress,
                description,
                groupIds,
                sourceDestCheck,
                Optional.empty(),
                Optional.empty(),
                takesPublicAddress);
    }
}
