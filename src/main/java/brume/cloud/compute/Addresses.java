package brume.cloud.compute;

import brume.cloud.network.AddressAssociation;
import brume.cloud.network.ElasticAddress;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Place;
import brume.cloud.network.PublicAddresses;
import brume.cloud.network.Regional;
import brume.cloud.network.TagRules;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The elastic addresses of one region.
public final class Addresses {

    public static final int MAX_ADDRESSES = 5;

    private final Place place;
    private final Instances instances;
    private final Regional<ElasticAddress> addresses;

    public Addresses(Place place, Instances instances) {
        this.place = place;
        this.instances = instances;
        this.addresses = new Regional<>(
                place, ElasticAddress.KIND, ElasticAddress.BY_REGION, "eipalloc-", ElasticAddress::region);
    }

    /// How a request names an address: by allocation id, or by the address itself.
    public sealed interface Named {
        record Allocation(String id) implements Named {}

        record Address(Ipv4 address) implements Named {}
    }

    /// Where an address shall lead: an instance's primary interface, or an interface.
    public sealed interface Target {
        record ToInstance(String id) implements Target {}

        record ToInterface(String id) implements Target {}
    }

    public ElasticAddress allocate(Caller caller, Map<String, String> tags) {
        return place.write(caller, "AllocateAddress", Map.of(), tx -> {
            if (addresses.all(tx.state()).size() >= MAX_ADDRESSES) {
                throw new Problem.LimitExceeded(
                                ElasticAddress.KIND,
                                "AddressLimitExceeded",
                                "The maximum number of addresses has been reached.")
                        .refused();
            }
            ElasticAddress elastic = tx.put(new ElasticAddress(
                    tx.newId("eipalloc-"),
                    place.name(),
                    PublicAddresses.take(tx, place.name()),
                    place.name(),
                    Optional.empty()));
            TagRules.put(tx, place.name(), elastic.id(), "elastic-ip", tags);
            return elastic;
        });
    }

    /// All addresses, or those asked for.
    public List<ElasticAddress> describe(Collection<String> allocationIds, Collection<Ipv4> publicAddresses) {
        State state = place.state();
        if (allocationIds.isEmpty() && publicAddresses.isEmpty()) {
            return List.copyOf(addresses.all(state));
        }
        List<ElasticAddress> found = new ArrayList<>();
        allocationIds.forEach(id -> found.add(get(state, new Named.Allocation(id))));
        publicAddresses.forEach(address -> found.add(get(state, new Named.Address(address))));
        return found.stream().distinct().toList();
    }

    private ElasticAddress get(State state, Named named) {
        return switch (named) {
            case Named.Allocation(String id) -> addresses.get(state, id);
            case Named.Address(Ipv4 address) ->
                state.by(ElasticAddress.KIND, ElasticAddress.BY_ADDRESS, address.toString()).stream()
                        .filter(elastic -> elastic.region().equals(place.name()))
                        .findFirst()
                        .orElseThrow(() -> new Problem.Specific(
                                        "InvalidAddress.NotFound", "Address '" + address + "' not found.")
                                .refused());
        };
    }

    /// @param reassociate false refuses an address that leads elsewhere
    /// @return the address with its new association
    public ElasticAddress associate(
            Caller caller, Named named, Target target, Optional<Ipv4> privateAddress, boolean reassociate) {
        Map<String, String> told = Map.of("address", named.toString(), "target", target.toString());
        return place.write(caller, "AssociateAddress", told, tx -> {
            ElasticAddress elastic = get(tx.state(), named);
            NetworkInterface card = card(tx, target);
            checkReachable(tx.state(), card);
            privateAddress.filter(a -> !a.equals(card.privateAddress())).ifPresent(a -> {
                throw new Problem.InvalidValue(
                                "PrivateIpAddress",
                                a.toString(),
                                "Private IP address '" + a + "' is not assigned to interface '" + card.id() + "'")
                        .refused();
            });
            Optional<AddressAssociation> before = elastic.association();
            if (before.isPresent()) {
                if (before.get().networkInterfaceId().equals(card.id())) {
                    return elastic;
                }
                if (!reassociate) {
                    throw new Problem.Specific(
                                    "Resource.AlreadyAssociated",
                                    "resource " + elastic.id() + " is already associated with associate-id "
                                            + before.get().id())
                            .refused();
                }
                loosen(tx, elastic);
            }
            tx.state().by(ElasticAddress.KIND, ElasticAddress.BY_INTERFACE, card.id()).stream()
                    .toList()
                    .forEach(other -> tx.put(other.with(Optional.empty())));
            tx.put(card.withPublicAddress(Optional.empty()));
            return tx.put(elastic.with(Optional.of(new AddressAssociation(
                    tx.newId("eipassoc-"),
                    card.id(),
                    card.privateAddress(),
                    card.attachment().map(attachment -> attachment.instanceId())))));
        });
    }

    private NetworkInterface card(Transaction tx, Target target) {
        return switch (target) {
            case Target.ToInterface(String id) ->
                Regional.networkInterfaces(place).get(tx.state(), id);
            case Target.ToInstance(String id) -> {
                Instance instance = instances.get(tx, id);
                InstanceState state = instance.stateAt(tx.now());
                if (state != InstanceState.RUNNING && state != InstanceState.STOPPED) {
                    throw new Problem.Specific(
                                    "InvalidInstanceID",
                                    "The " + state + " instance '" + id
                                            + "' is not in a valid state for this operation.")
                            .refused();
                }
                List<NetworkInterface> cards =
                        List.copyOf(tx.state().by(NetworkInterface.KIND, NetworkInterface.BY_INSTANCE, id));
                if (cards.size() > 1) {
                    throw new Problem.Specific(
                                    "InvalidInstanceID",
                                    "There are multiple interfaces attached to instance '" + id
                                            + "'. Please specify an interface ID for the operation instead.")
                            .refused();
                }
                yield cards.getFirst();
            }
        };
    }

    private static void checkReachable(State state, NetworkInterface card) {
        if (state.by(InternetGateway.KIND, InternetGateway.BY_VPC, card.vpcId()).isEmpty()) {
            throw new Problem.Specific(
                            "Gateway.NotAttached",
                            "Network " + card.vpcId() + " is not attached to any internet gateway")
                    .refused();
        }
    }

    /// The address no longer leads anywhere; a running instance gets a lent one instead.
    private ElasticAddress loosen(Transaction tx, ElasticAddress elastic) {
        ElasticAddress free = tx.put(elastic.with(Optional.empty()));
        elastic.association()
                .flatMap(association -> tx.state().find(NetworkInterface.KIND, association.networkInterfaceId()))
                .filter(card -> runs(tx, card) && Shutdown.lendsAddress(tx, card))
                .ifPresent(card -> tx.put(card.withPublicAddress(Optional.of(PublicAddresses.take(tx, place.name())))));
        return free;
    }

    private static boolean runs(Transaction tx, NetworkInterface card) {
        return card.attachment()
                .flatMap(attachment -> tx.state().find(Instance.KIND, attachment.instanceId()))
                .filter(instance -> instance.power().wanted() == Power.Wanted.RUNNING)
                .isPresent();
    }

    /// By association id.
    public ElasticAddress disassociate(Caller caller, String associationId) {
        return place.write(
                caller,
                "DisassociateAddress",
                Map.of("associationId", associationId),
                tx -> tx.state().by(ElasticAddress.KIND, ElasticAddress.BY_ASSOCIATION, associationId).stream()
                        .filter(elastic -> elastic.region().equals(place.name()))
                        .findFirst()
                        .map(elastic -> loosen(tx, elastic))
                        .orElseThrow(() -> new Problem.Specific(
                                        "InvalidAssociationID.NotFound",
                                        "The association ID '" + associationId + "' does not exist")
                                .refused()));
    }

    /// By the address itself; one that leads nowhere stays as it is.
    public ElasticAddress disassociate(Caller caller, Ipv4 address) {
        return place.write(caller, "DisassociateAddress", Map.of("publicIp", address.toString()), tx -> {
            ElasticAddress elastic = get(tx.state(), new Named.Address(address));
            return elastic.association().isPresent() ? loosen(tx, elastic) : elastic;
        });
    }

    public void release(Caller caller, Named named) {
        place.write(caller, "ReleaseAddress", Map.of("address", named.toString()), tx -> {
            ElasticAddress elastic = get(tx.state(), named);
            if (elastic.association().isPresent()) {
                throw new Problem.Specific("InvalidIPAddress.InUse", "Address " + elastic.address() + " is in use.")
                        .refused();
            }
            tx.remove(elastic);
            TagRules.drop(tx, elastic.id());
            return elastic;
        });
    }
}
