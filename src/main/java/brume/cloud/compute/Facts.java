package brume.cloud.compute;

import brume.cloud.guest.InstanceFacts;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Subnet;
import brume.cloud.network.Tags;
import brume.cloud.network.Vpc;
import brume.cloud.network.reach.Reach;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.State;
import brume.cloud.storage.block.Volume;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/// Gathers what a machine may know of itself from the records of its instance.
final class Facts {

    private static final long SMALLEST_DISK_GIB = 8;

    private Facts() {}

    static InstanceFacts of(State state, Instant now, String account, Instance instance) {
        NetworkInterface card = state.get(NetworkInterface.KIND, instance.primaryInterfaceId());
        Region region = AwsOffer.region(instance.region()).orElseThrow();
        Optional<InstanceType> type = AwsOffer.instanceType(instance.type());
        Optional<Ipv4> publicAddress = Reach.publicAddress(state, card);
        return new InstanceFacts(
                instance.id(),
                instance.imageId(),
                instance.type(),
                instance.architecture(),
                type.map(InstanceType::vcpus).orElse(1),
                type.map(InstanceType::memoryMib).orElse(1024),
                rootDisk(state, instance),
                card.privateAddress(),
                publicAddress,
                Names.ofPrivate(region, card.privateAddress()),
                publicAddress.map(address -> Names.ofPublic(region, address)),
                card.mac(),
                instance.region(),
                instance.zone(),
                account,
                instance.reservationId(),
                card.id(),
                instance.vpcId(),
                state.find(Vpc.KIND, instance.vpcId())
                        .map(vpc -> vpc.cidr().toString())
                        .orElse(""),
                instance.subnetId(),
                state.find(Subnet.KIND, instance.subnetId())
                        .map(subnet -> subnet.cidr().toString())
                        .orElse(""),
                card.groupIds().stream()
                        .flatMap(id -> state.find(SecurityGroup.KIND, id).stream())
                        .map(SecurityGroup::name)
                        .toList(),
                card.groupIds(),
                keys(instance),
                PushedKeys.active(state, now, instance.id()),
                instance.userData().map(Base64.getMimeDecoder()::decode),
                Tags.of(state, instance.id()),
                instance.metadata().endpointEnabled(),
                instance.metadata().tokensRequired(),
                instance.metadata().tagsEnabled(),
                instance.launchedAt());
    }

    private static long rootDisk(State state, Instance instance) {
        return state.by(Volume.KIND, Volume.BY_INSTANCE, instance.id()).stream()
                .filter(volume -> volume.attachment()
                        .map(attachment -> attachment.device().equals(instance.rootDeviceName()))
                        .orElse(false))
                .mapToLong(Volume::sizeGib)
                .findFirst()
                .orElse(SMALLEST_DISK_GIB);
    }

    private static Map<String, String> keys(Instance instance) {
        return instance.keyName()
                .flatMap(name -> instance.publicKey().map(key -> Map.of(name, key)))
                .orElse(Map.of());
    }
}
