package brume.cloud.network.reach;

import brume.cloud.network.InternetGateway;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Route;
import brume.cloud.network.RouteTable;
import brume.cloud.sandbox.State;
import java.util.Optional;

/// Look-ups on the way: which table a subnet uses, which gateway a VPC has, who has a private address.
final class Tables {

    private final State state;

    Tables(State state) {
        this.state = state;
    }

    Optional<Route> route(NetworkInterface card, Ipv4 to) {
        return table(card).flatMap(table -> table.routeTo(to));
    }

    String tableId(NetworkInterface card) {
        return table(card).map(RouteTable::id).orElse(card.subnetId());
    }

    private Optional<RouteTable> table(NetworkInterface card) {
        return state.by(RouteTable.KIND, RouteTable.BY_SUBNET, card.subnetId()).stream()
                .findFirst()
                .or(() -> state.by(RouteTable.KIND, RouteTable.BY_MAIN_OF, card.vpcId()).stream()
                        .findFirst());
    }

    Optional<InternetGateway> gateway(String vpcId) {
        return state.by(InternetGateway.KIND, InternetGateway.BY_VPC, vpcId).stream()
                .findFirst();
    }

    Optional<NetworkInterface> privately(String vpcId, Ipv4 address) {
        String key = NetworkInterface.addressKey(vpcId, address);
        return state.by(NetworkInterface.KIND, NetworkInterface.BY_PRIVATE_ADDRESS, key).stream()
                .findFirst();
    }

    static String written(Optional<Route> route) {
        return route.map(found -> found.destination() + " → " + found.target()).orElse("");
    }
}
