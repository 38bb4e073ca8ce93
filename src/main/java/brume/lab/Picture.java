package brume.lab;

import brume.cloud.AwsRegion;
import brume.cloud.compute.Image;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyPair;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Peer;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.network.Tags;
import brume.cloud.network.Vpc;
import brume.cloud.sandbox.State;
import brume.cloud.storage.block.Volume;
import brume.lab.check.Fields;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The resources of one region at one moment, as the maps that expressions see.
///
/// @see brume.lab.check.Shapes
final class Picture {

    private final AwsRegion region;
    private final State state;
    private final Instant now;
    private final Trail trail;

    Picture(AwsRegion region, State state, Instant now, Trail trail) {
        this.region = region;
        this.state = state;
        this.now = now;
        this.trail = trail;
    }

    List<Map<String, Object>> things(String list) {
        String in = region.name();
        return switch (list) {
            case "instances" ->
                all(
                        state.by(Instance.KIND, Instance.BY_REGION, in).stream()
                                .filter(one -> one.power().visibleAt(now))
                                .toList(),
                        this::instance);
            case "keyPairs" -> all(state.by(KeyPair.KIND, KeyPair.BY_REGION, in), this::keyPair);
            case "securityGroups" -> all(state.by(SecurityGroup.KIND, SecurityGroup.BY_REGION, in), this::group);
            case "addresses" -> all(state.by(ElasticAddress.KIND, ElasticAddress.BY_REGION, in), this::address);
            case "volumes" -> all(state.by(Volume.KIND, Volume.BY_REGION, in), this::volume);
            case "vpcs" -> all(state.by(Vpc.KIND, Vpc.BY_REGION, in), this::vpc);
            case "images" -> all(state.by(Image.KIND, Image.BY_REGION, in), Picture::image);
            case "entries" -> trail.entries();
            default -> throw new IllegalArgumentException("There is no list " + list);
        };
    }

    private static <T> List<Map<String, Object>> all(Collection<T> records, Function<T, Fields> fields) {
        return records.stream().map(one -> fields.apply(one).map()).toList();
    }

    private Map<String, String> tags(String id) {
        return Fields.tags(Tags.of(state, id));
    }

    private Fields instance(Instance one) {
        Optional<Image> image = region.images().find(one.imageId());
        Optional<NetworkInterface> card = state.find(NetworkInterface.KIND, one.primaryInterfaceId());
        return Fields.of("instanceId", one.id())
                .and("state", one.stateAt(now).word())
                .and("type", one.type())
                .and("imageId", one.imageId())
                .and("imageName", image.map(Image::name).orElse(""))
                .and("imageFamily", image.map(found -> family(found)).orElse(""))
                .and("keyName", one.keyName().orElse(""))
                .and(
                        "publicIp",
                        card.flatMap(this::publicAddress).map(Ipv4::toString).orElse(""))
                .and(
                        "privateIp",
                        card.map(found -> found.privateAddress().toString()).orElse(""))
                .and("publicIpsSeen", trail.publicAddresses(one.id()))
                .and("vpcId", one.vpcId())
                .and("subnetId", one.subnetId())
                .and("availabilityZone", one.zone())
                .and("groupIds", card.map(NetworkInterface::groupIds).orElse(List.of()))
                .and("tags", tags(one.id()));
    }

    private Optional<Ipv4> publicAddress(NetworkInterface card) {
        return state.by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id()).stream()
                .map(ElasticAddress::address)
                .findFirst()
                .or(card::publicAddress);
    }

    /// `amazon-linux-2023`, `ubuntu-24.04`, `debian-12`.
    private static String family(Image image) {
        return switch (image.os()) {
            case AMAZON_LINUX_2023 -> "amazon-linux-2023";
            case UBUNTU_24_04 -> "ubuntu-24.04";
            case DEBIAN_12 -> "debian-12";
        };
    }

    private static Fields image(Image one) {
        return Fields.of("imageId", one.id())
                .and("name", one.name())
                .and("family", family(one))
                .and("owner", one.ownerId());
    }

    private Fields keyPair(KeyPair one) {
        return Fields.of("keyPairId", one.id())
                .and("keyName", one.name())
                .and("keyType", one.type().word())
                .and("fingerprint", one.fingerprint())
                .and("tags", tags(one.id()));
    }

    private Fields group(SecurityGroup one) {
        Collection<SecurityGroupRule> rules = state.by(SecurityGroupRule.KIND, SecurityGroupRule.BY_GROUP, one.id());
        return Fields.of("groupId", one.id())
                .and("groupName", one.name())
                .and("description", one.description())
                .and("vpcId", one.vpcId())
                .and("ingress", rules(rules, false))
                .and("egress", rules(rules, true))
                .and("tags", tags(one.id()));
    }

    private static List<Map<String, Object>> rules(Collection<SecurityGroupRule> rules, boolean egress) {
        return all(rules.stream().filter(rule -> rule.egress() == egress).toList(), Picture::rule);
    }

    private static Fields rule(SecurityGroupRule one) {
        return Fields.of("ruleId", one.id())
                .and("protocol", one.traffic().protocol())
                .and("fromPort", one.traffic().fromPort())
                .and("toPort", one.traffic().toPort())
                .and(
                        "cidr",
                        switch (one.peer()) {
                            case Peer.Block(var cidr) -> cidr.toString();
                            case Peer.BlockV6(var cidr) -> cidr.toString();
                            case Peer.Group group -> "";
                            case Peer.PrefixList list -> list.prefixListId();
                        })
                .and("groupId", one.peer() instanceof Peer.Group(String group) ? group : "")
                .and("description", one.description());
    }

    private Fields address(ElasticAddress one) {
        return Fields.of("allocationId", one.id())
                .and("publicIp", one.address().toString())
                .and("associationId", one.association().map(found -> found.id()).orElse(""))
                .and(
                        "instanceId",
                        one.association().flatMap(found -> found.instanceId()).orElse(""))
                .and("tags", tags(one.id()));
    }

    private Fields volume(Volume one) {
        return Fields.of("volumeId", one.id())
                .and("sizeGib", one.sizeGib())
                .and("state", one.attachment().isPresent() ? "in-use" : "available")
                .and(
                        "instanceId",
                        one.attachment().map(found -> found.instanceId()).orElse(""))
                .and("tags", tags(one.id()));
    }

    private Fields vpc(Vpc one) {
        return Fields.of("vpcId", one.id())
                .and("cidr", one.cidr().toString())
                .and("isDefault", one.isDefault())
                .and("tags", tags(one.id()));
    }
}
