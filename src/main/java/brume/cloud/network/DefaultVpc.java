package brume.cloud.network;

import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.util.List;
import java.util.Optional;

/// What a request means that names no network.
public final class DefaultVpc {

    private DefaultVpc() {}

    /// The default VPC of the region, unless somebody deleted it.
    public static Optional<Vpc> find(State state, Place place) {
        return state.by(Vpc.KIND, Vpc.BY_REGION, place.name()).stream()
                .filter(Vpc::isDefault)
                .findFirst();
    }

    /// @throws brume.cloud.sandbox.CloudException `VPCIdNotSpecified`
    public static Vpc get(State state, Place place) {
        return find(state, place)
                .orElseThrow(() -> new Problem.Specific("VPCIdNotSpecified", "No default VPC for this user").refused());
    }

    /// Its subnets, one per zone, ordered by zone.
    public static List<Subnet> subnets(State state, Vpc vpc) {
        return state.by(Subnet.KIND, Subnet.BY_VPC, vpc.id()).stream()
                .filter(Subnet::defaultForZone)
                .sorted(java.util.Comparator.comparing(Subnet::zone))
                .toList();
    }
}
