package brume.cloud.compute;

import brume.cloud.network.DhcpOptions;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.Ids;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Place;
import brume.cloud.network.RouteTable;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.network.Subnet;
import brume.cloud.network.TagRules;
import brume.cloud.network.Tags;
import brume.cloud.network.Vpc;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import brume.cloud.storage.block.Volume;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Tags on everything that has an id.
public final class Tagging {

    /// A family that can wear tags, by the prefix of its ids.
    ///
    /// @param word the provider's name of the family
    private record Family<R extends Resource>(String prefix, String word, Kind<R> kind, Function<R, String> region) {
        boolean has(State state, String id, String wantedRegion) {
            return state.find(kind, id)
                    .filter(found -> region.apply(found).equals(wantedRegion))
                    .isPresent();
        }
    }

    private static final List<Family<?>> FAMILIES = List.of(
            new Family<>("i-", "instance", Instance.KIND, Instance::region),
            new Family<>("vol-", "volume", Volume.KIND, Volume::region),
            new Family<>("key-", "key-pair", KeyPair.KIND, KeyPair::region),
            new Family<>("sg-", "security-group", SecurityGroup.KIND, SecurityGroup::region),
            new Family<>("sgr-", "security-group-rule", SecurityGroupRule.KIND, SecurityGroupRule::region),
            new Family<>("eni-", "network-interface", NetworkInterface.KIND, NetworkInterface::region),
            new Family<>("eipalloc-", "elastic-ip", ElasticAddress.KIND, ElasticAddress::region),
            new Family<>("vpc-", "vpc", Vpc.KIND, Vpc::region),
            new Family<>("subnet-", "subnet", Subnet.KIND, Subnet::region),
            new Family<>("rtb-", "route-table", RouteTable.KIND, RouteTable::region),
            new Family<>("igw-", "internet-gateway", InternetGateway.KIND, InternetGateway::region),
            new Family<>("acl-", "network-acl", NetworkAcl.KIND, NetworkAcl::region),
            new Family<>("dopt-", "dhcp-options", DhcpOptions.KIND, DhcpOptions::region),
            new Family<>("ami-", "image", Image.KIND, Image::region));

    private final Place place;

    public Tagging(Place place) {
        this.place = place;
    }

    /// Every tagged resource of the region, ordered by id.
    public Collection<Tags> describe() {
        return place.state().by(Tags.KIND, Tags.BY_REGION, place.name());
    }

    /// The tags of a resource.
    public Map<String, String> of(String resourceId) {
        return Tags.of(place.state(), resourceId);
    }

    /// Sets tags on all resources, or on none.
    public void create(Caller caller, Collection<String> resourceIds, Map<String, String> tags) {
        if (tags.isEmpty()) {
            throw new Problem.Missing("Tag").refused();
        }
        TagRules.check(tags);
        place.write(caller, "CreateTags", told(resourceIds, tags.keySet()), tx -> {
            for (String id : some(resourceIds)) {
                TagRules.put(tx, place.name(), id, checked(tx, id).word(), tags);
            }
            return tags;
        });
    }

    /// Removes tags.
    ///
    /// @param tags keys with the value that the tag must have to go, or with none; no key at all removes every tag
    public void delete(Caller caller, Collection<String> resourceIds, Map<String, Optional<String>> tags) {
        tags.keySet().forEach(TagRules::checkKey);
        place.write(caller, "DeleteTags", told(resourceIds, tags.keySet()), tx -> {
            for (String id : some(resourceIds)) {
                checked(tx, id);
                tx.state().find(Tags.KIND, id).ifPresent(known -> remove(tx, known, tags));
            }
            return tags;
        });
    }

    private static void remove(Transaction tx, Tags known, Map<String, Optional<String>> unwanted) {
        Map<String, String> left = new LinkedHashMap<>(known.tags());
        if (unwanted.isEmpty()) {
            left.keySet().removeIf(key -> !key.startsWith("aws:"));
        }
        unwanted.forEach((key, value) -> {
            if (value.isEmpty() || value.get().equals(left.get(key))) {
                left.remove(key);
            }
        });
        if (left.isEmpty()) {
            tx.remove(known);
        } else if (!left.equals(known.tags())) {
            tx.put(new Tags(known.id(), known.region(), known.resourceType(), left));
        }
    }

    private static Collection<String> some(Collection<String> ids) {
        if (ids.isEmpty()) {
            throw new Problem.Missing("resourceIdSet").refused();
        }
        return ids;
    }

    private Family<?> checked(Transaction tx, String id) {
        Family<?> family = FAMILIES.stream()
                .filter(known -> id.startsWith(known.prefix()))
                .findFirst()
                .orElseThrow(
                        () -> new Problem.Specific("InvalidID", "The ID '" + clipped(id) + "' is not valid").refused());
        Ids.checked(family.kind(), family.prefix(), id);
        boolean known = family.kind().equals(Image.KIND)
                ? new Images(place).find(id).isPresent()
                : family.has(tx.state(), id, place.name());
        if (!known) {
            throw new Problem.NotFound(family.kind(), id).refused();
        }
        return family;
    }

    private static Map<String, String> told(Collection<String> ids, Collection<String> keys) {
        return Map.of("resourceIds", String.join(" ", ids), "keys", String.join(" ", keys));
    }

    private static String clipped(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }
}
