package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.NetworkAclAssociation;
import brume.cloud.network.NetworkAclEntry;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Route;
import brume.cloud.network.RouteTable;
import brume.cloud.network.RouteTableAssociation;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;

/// Route tables, network ACLs and network cards: reading.
final class RoutingActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribeRouteTables", DescribeRouteTablesRequest::builder, RoutingActions::describeRouteTables),
            Action.of("DescribeNetworkAcls", DescribeNetworkAclsRequest::builder, RoutingActions::describeNetworkAcls),
            Action.of(
                    "DescribeNetworkInterfaces",
                    DescribeNetworkInterfacesRequest::builder,
                    RoutingActions::describeNetworkInterfaces));

    static final Listing<RouteTable> ROUTE_TABLES = new Listing<>(
                    RouteTable.KIND,
                    RouteTable.BY_REGION,
                    RouteTable::region,
                    "rtb-",
                    new Filters<Row<RouteTable>>()
                            .onEach("association.gateway-id", row -> List.of())
                            .onEach("association.main", associations(a -> String.valueOf(a.main())))
                            .onEach("association.route-table-association-id", associations(RouteTableAssociation::id))
                            .onEach(
                                    "association.route-table-id",
                                    row -> row.it().associations().isEmpty()
                                            ? List.of()
                                            : List.of(row.it().id()))
                            .onEach(
                                    "association.subnet-id",
                                    row -> row.it().associations().stream()
                                            .flatMap(association -> association.subnetId().stream())
                                            .toList())
                            .on("owner-id", Row::account)
                            .onEach(
                                    "route.destination-cidr-block",
                                    routes(route -> route.destination().toString()))
                            .onEach("route.destination-ipv6-cidr-block", row -> List.of())
                            .onEach("route.destination-prefix-list-id", row -> List.of())
                            .onEach("route.egress-only-internet-gateway-id", row -> List.of())
                            .onEach("route.gateway-id", routes(Route::target))
                            .onEach("route.instance-id", row -> List.of())
                            .onEach("route.nat-gateway-id", row -> List.of())
                            .onEach("route.origin", routes(Route::origin))
                            .onEach("route.state", routes(route -> "active"))
                            .onEach("route.transit-gateway-id", row -> List.of())
                            .onEach("route.vpc-peering-connection-id", row -> List.of())
                            .on("route-table-id", row -> row.it().id())
                            .on("vpc-id", row -> row.it().vpcId()))
            .indexed("vpc-id", RouteTable.BY_VPC)
            .indexed("association.subnet-id", RouteTable.BY_SUBNET);

    static final Listing<NetworkAcl> NETWORK_ACLS = new Listing<>(
                    NetworkAcl.KIND,
                    NetworkAcl.BY_REGION,
                    NetworkAcl::region,
                    "acl-",
                    new Filters<Row<NetworkAcl>>()
                            .onEach("association.association-id", guarded(NetworkAclAssociation::id))
                            .onEach(
                                    "association.network-acl-id",
                                    row -> List.of(row.it().id()))
                            .onEach("association.subnet-id", guarded(NetworkAclAssociation::subnetId))
                            .on("default", row -> row.it().isDefault())
                            .onEach("entry.cidr", entries(NetworkAclEntry::cidr))
                            .onEach("entry.icmp.code", row -> List.of())
                            .onEach("entry.icmp.type", row -> List.of())
                            .onEach("entry.ipv6-cidr", row -> List.of())
                            .onEach("entry.port-range.from", entries(NetworkAclEntry::fromPort))
                            .onEach("entry.port-range.to", entries(NetworkAclEntry::toPort))
                            .onEach("entry.protocol", entries(NetworkAclEntry::protocol))
                            .onEach("entry.rule-action", entries(entry -> entry.allow() ? "allow" : "deny"))
                            .onEach("entry.egress", entries(NetworkAclEntry::egress))
                            .onEach("entry.rule-number", entries(NetworkAclEntry::number))
                            .on("network-acl-id", row -> row.it().id())
                            .on("owner-id", Row::account)
                            .on("vpc-id", row -> row.it().vpcId()))
            .indexed("vpc-id", NetworkAcl.BY_VPC)
            .indexed("association.subnet-id", NetworkAcl.BY_SUBNET);

    private RoutingActions() {}

    static DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request, Call call) {
        Page<Row<RouteTable>> page = ROUTE_TABLES.page(
                call,
                request.routeTableIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("routeTableIds", request.routeTableIds()));
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.rows().stream().map(RoutingActions::view).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.RouteTable view(Row<RouteTable> row) {
        RouteTable table = row.it();
        return software.amazon.awssdk.services.ec2.model.RouteTable.builder()
                .routeTableId(table.id())
                .ownerId(row.account())
                .vpcId(table.vpcId())
                .propagatingVgws(List.of())
                .routes(table.routes().stream()
                        .map(route -> software.amazon.awssdk.services.ec2.model.Route.builder()
                                .destinationCidrBlock(route.destination().toString())
                                .gatewayId(route.target())
                                .origin(route.origin())
                                .state("active")
                                .build())
                        .toList())
                .associations(table.associations().stream()
                        .map(association -> view(table, association))
                        .toList())
                .tags(row.tagViews())
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.RouteTableAssociation view(
            RouteTable table, RouteTableAssociation association) {
        var view = software.amazon.awssdk.services.ec2.model.RouteTableAssociation.builder()
                .main(association.main())
                .routeTableAssociationId(association.id())
                .routeTableId(table.id())
                .associationState(state -> state.state("associated"));
        association.subnetId().ifPresent(view::subnetId);
        return view.build();
    }

    static DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request, Call call) {
        Page<Row<NetworkAcl>> page = NETWORK_ACLS.page(
                call,
                request.networkAclIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("networkAclIds", request.networkAclIds()));
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.rows().stream().map(RoutingActions::aclView).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.NetworkAcl aclView(Row<NetworkAcl> row) {
        NetworkAcl acl = row.it();
        return software.amazon.awssdk.services.ec2.model.NetworkAcl.builder()
                .networkAclId(acl.id())
                .ownerId(row.account())
                .vpcId(acl.vpcId())
                .isDefault(acl.isDefault())
                .entries(acl.entries().stream().map(RoutingActions::view).toList())
                .associations(acl.associations().stream()
                        .map(association -> software.amazon.awssdk.services.ec2.model.NetworkAclAssociation.builder()
                                .networkAclAssociationId(association.id())
                                .networkAclId(acl.id())
                                .subnetId(association.subnetId())
                                .build())
                        .toList())
                .tags(row.tagViews())
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.NetworkAclEntry view(NetworkAclEntry entry) {
        var view = software.amazon.awssdk.services.ec2.model.NetworkAclEntry.builder()
                .ruleNumber(entry.number())
                .egress(entry.egress())
                .protocol(entry.protocol())
                .ruleAction(entry.allow() ? "allow" : "deny")
                .cidrBlock(entry.cidr().toString());
        if (entry.fromPort() >= 0) {
            view.portRange(range -> range.from(entry.fromPort()).to(entry.toPort()));
        }
        return view.build();
    }

    static DescribeNetworkInterfacesResponse describeNetworkInterfaces(
            DescribeNetworkInterfacesRequest request, Call call) {
        Page<Row<NetworkInterface>> page = InterfaceView.LISTING.page(
                call,
                request.networkInterfaceIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("networkInterfaceIds", request.networkInterfaceIds()));
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.rows().stream().map(InterfaceView::of).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Function<Row<RouteTable>, List<String>> associations(Function<RouteTableAssociation, String> value) {
        return row -> row.it().associations().stream().map(value).toList();
    }

    private static Function<Row<RouteTable>, List<String>> routes(Function<Route, String> value) {
        return row -> row.it().routes().stream().map(value).toList();
    }

    private static Function<Row<NetworkAcl>, List<String>> guarded(Function<NetworkAclAssociation, String> value) {
        return row -> row.it().associations().stream().map(value).toList();
    }

    private static Function<Row<NetworkAcl>, List<String>> entries(Function<NetworkAclEntry, ?> value) {
        return row -> row.it().entries().stream()
                .map(entry -> String.valueOf(value.apply(entry)))
                .toList();
    }
}
