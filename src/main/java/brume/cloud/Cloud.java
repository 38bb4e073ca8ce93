package brume.cloud;

import brume.cloud.compute.Guests;
import brume.cloud.network.DefaultNetwork;
import brume.cloud.network.Dialer;
import brume.cloud.network.Place;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Sandbox;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The door to one student's whole cloud.
public final class Cloud {

    private final Sandbox sandbox;
    private final String account;
    private final SecureRandom random;
    private final Map<String, AwsRegion> regions = new ConcurrentHashMap<>();
    private final Guests guests = new Guests();

    Cloud(Sandbox sandbox, SecureRandom random) {
        this.sandbox = sandbox;
        this.random = random;
        this.account = sandbox.state().get(Account.KIND, Account.ID).number();
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /// The account's 12 digits.
    public String account() {
        return account;
    }

    /// One region. Its default network is made when it is first asked for.
    ///
    /// @throws brume.cloud.sandbox.CloudException there is no such region
    public AwsRegion aws(String name) {
        return regions.computeIfAbsent(name, this::opened);
    }

    private AwsRegion opened(String name) {
        Region region = AwsOffer.region(name)
                .orElseThrow(() ->
                        new Problem.InvalidValue("Region", name, "The region '" + name + "' does not exist").refused());
        if (sandbox.state().find(RegionInUse.KIND, name).isEmpty()) {
            sandbox.write(Caller.PROVIDER, "CreateDefaultVpc", Map.of("region", name), tx -> {
                if (tx.state().find(RegionInUse.KIND, name).isEmpty()) {
                    tx.put(new RegionInUse(name, tx.now()));
                    DefaultNetwork.create(tx, region);
                }
                return name;
            });
        }
        return new AwsRegion(new Place(sandbox, account, region), random);
    }

    public Guests guests() {
        return guests;
    }

    /// The internet, as this sandbox sees it.
    public Dialer internet() {
        throw new UnsupportedOperationException("being built");
    }
}
