package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where packets of the associated subnets go next: the longest prefix wins.
///
/// @param id `rtb-...`
public record RouteTable(
        String id, String region, String vpcId, List<Route> routes, List<RouteTableAssociation> associations)
        implements Resource {

    public static final Index<RouteTable> BY_REGION = Index.of("region", RouteTable::region);
    public static final Index<RouteTable> BY_VPC = Index.of("vpc", RouteTable::vpcId);
    public static final Index<RouteTable> BY_SUBNET = new Index<>(
            "subnet",
            table -> table.associations().stream()
                    .flatMap(association -> association.subnetId().stream())
                    .toList());
    /// Under the VPC whose main table it is.
    public static final Index<RouteTable> BY_MAIN_OF =
            new Index<>("main", table -> table.isMain() ? List.of(table.vpcId()) : List.of());

    public static final Kind<RouteTable> KIND = Kind.of(RouteTable.class, BY_REGION, BY_VPC, BY_SUBNET, BY_MAIN_OF);

    public RouteTable {
        routes = List.copyOf(routes);
        associations = List.copyOf(associations);
    }

    /// Used by every subnet of the VPC that has no table of its own.
    public boolean isMain() {
        return associations.stream().anyMatch(RouteTableAssociation::main);
    }

    /// The most specific route to an address.
    public Optional<Route> routeTo(Ipv4 address) {
        return routes.stream()
                .filter(route -> route.destination().contains(address))
                .max(Comparator.comparingInt(route -> route.destination().prefix()));
    }

    public RouteTable with(Route route) {
        return new RouteTable(
                id,
                region,
                vpcId,
                Stream.concat(routes.stream(), Stream.of(route)).toList(),
                associations);
    }
}
