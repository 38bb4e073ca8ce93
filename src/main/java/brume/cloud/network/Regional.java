package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The resources of one kind in one region, to look at.
///
/// @param prefix of their ids, `vpc-`
/// @param byRegion the index of the kind under the region's name
public record Regional<R extends Resource>(
        Place place, Kind<R> kind, Index<R> byRegion, String prefix, Function<R, String> regionOf) {

    /// All of them, ordered by id, or those asked for in the order of asking.
    ///
    /// @throws brume.cloud.sandbox.CloudException an id is malformed or names nothing here
    public List<R> describe(Collection<String> ids) {
        State state = place.state();
        if (ids.isEmpty()) {
            return List.copyOf(all(state));
        }
        return ids.stream().distinct().map(id -> get(state, id)).toList();
    }

    public Collection<R> all(State state) {
        return state.by(kind, byRegion, place.name());
    }

    public R get(State state, String id) {
        Ids.checked(kind, prefix, id);
        return find(state, id).orElseThrow(() -> new Problem.NotFound(kind, id).refused());
    }

    public Optional<R> find(State state, String id) {
        return state.find(kind, id).filter(found -> regionOf.apply(found).equals(place.name()));
    }

    public static Regional<Vpc> vpcs(Place place) {
        return new Regional<>(place, Vpc.KIND, Vpc.BY_REGION, "vpc-", Vpc::region);
    }

    public static Regional<Subnet> subnets(Place place) {
        return new Regional<>(place, Subnet.KIND, Subnet.BY_REGION, "subnet-", Subnet::region);
    }

    public static Regional<RouteTable> routeTables(Place place) {
        return new Regional<>(place, RouteTable.KIND, RouteTable.BY_REGION, "rtb-", RouteTable::region);
    }

    public static Regional<InternetGateway> internetGateways(Place place) {
        return new Regional<>(place, InternetGateway.KIND, InternetGateway.BY_REGION, "igw-", InternetGateway::region);
    }

    public static Regional<NetworkAcl> networkAcls(Place place) {
        return new Regional<>(place, NetworkAcl.KIND, NetworkAcl.BY_REGION, "acl-", NetworkAcl::region);
    }

    public static Regional<DhcpOptions> dhcpOptions(Place place) {
        return new Regional<>(place, DhcpOptions.KIND, DhcpOptions.BY_REGION, "dopt-", DhcpOptions::region);
    }

    public static Regional<NetworkInterface> networkInterfaces(Place place) {
        return new Regional<>(
                place, NetworkInterface.KIND, NetworkInterface.BY_REGION, "eni-", NetworkInterface::region);
    }
}
