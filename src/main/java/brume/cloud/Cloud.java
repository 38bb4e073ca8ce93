package brume.cloud;

import brume.cloud.compute.Allowance;
import brume.cloud.compute.Connections;
import brume.cloud.compute.Guests;
import brume.cloud.compute.Instance;
import brume.cloud.compute.Outside;
import brume.cloud.compute.Patience;
import brume.cloud.guest.GuestWorld;
import brume.cloud.network.DefaultNetwork;
import brume.cloud.network.Dialer;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Place;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Sandbox;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The door to one student's whole cloud.
public final class Cloud {

    /// Where people come from: an address of a documentation block, so that no rule for real places lets it in by
    /// chance.
    public static final Ipv4 VISITOR = Ipv4.parse("203.0.113.10");

    private final Sandbox sandbox;
    private final String account;
    private final SecureRandom random;
    private final Map<String, AwsRegion> regions = new ConcurrentHashMap<>();
    private final Guests guests;
    private final Supplier<Allowance> allowance;
    private volatile int attendants;

    Cloud(
            Sandbox sandbox,
            Blobs blobs,
            SecureRandom random,
            Outside outside,
            Executor executor,
            Patience patience,
            Supplier<Allowance> allowance) {
        this.sandbox = sandbox;
        this.random = random;
        this.allowance = allowance;
        this.account = sandbox.state().get(Account.KIND, Account.ID).number();
        this.guests = new Guests(sandbox, blobs, account, outside, executor, patience, this::powerRequested);
    }

    private void powerRequested(String instanceId, GuestWorld.Power wish) {
        sandbox.state().find(Instance.KIND, instanceId).ifPresent(instance -> {
            switch (wish) {
                case OFF -> aws(instance.region()).instances().poweredOff(instanceId);
                case REBOOT -> guests.rebooted(instance);
            }
        });
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
        AwsRegion known = regions.get(name);
        if (known != null) {
            return known;
        }
        // opened outside of the map's lock: the entry that this writes has listeners, and they may ask for a region too
        AwsRegion opened = opened(name);
        AwsRegion first = regions.putIfAbsent(name, opened);
        return first == null ? opened : first;
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
        return new AwsRegion(new Place(sandbox, account, region), random, guests, allowance);
    }

    /// Whoever follows every cloud has subscribed by now; who comes later watches this one.
    void opened() {
        attendants = sandbox.subscribers();
    }

    /// Whether it must stay in memory: machines run, or somebody watches.
    boolean isBusy() {
        return sandbox.subscribers() > attendants || guests.inMemory() > 0;
    }

    public Guests guests() {
        return guests;
    }

    /// The ways through the sandbox's network.
    public Connections connections() {
        return guests.connections();
    }

    /// Connections from the internet, from an address that stands for the person at the keyboard.
    public Dialer internet() {
        return connections().fromInternet(VISITOR);
    }
}
