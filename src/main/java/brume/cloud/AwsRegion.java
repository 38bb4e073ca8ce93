package brume.cloud;

import brume.cloud.compute.Images;
import brume.cloud.compute.KeyPairs;
import brume.cloud.network.DhcpOptions;
import brume.cloud.network.InternetGateway;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Place;
import brume.cloud.network.Regional;
import brume.cloud.network.RouteTable;
import brume.cloud.network.SecurityGroups;
import brume.cloud.network.Subnet;
import brume.cloud.network.Vpc;
import brume.cloud.offer.Region;
import brume.cloud.sandbox.State;
import java.security.SecureRandom;
import java.time.Instant;

/// One region of a student's AWS: the collections through which everything in it is seen and changed.
public final class AwsRegion {

    private final Place place;
    private final KeyPairs keyPairs;
    private final Images images;
    private final SecurityGroups securityGroups;

    AwsRegion(Place place, SecureRandom random) {
        this.place = place;
        this.keyPairs = new KeyPairs(place, random);
        this.images = new Images(place);
        this.securityGroups = new SecurityGroups(place);
    }

    /// `eu-west-3`
    public String name() {
        return place.name();
    }

    public Region region() {
        return place.region();
    }

    /// 12 digits.
    public String account() {
        return place.account();
    }

    public State state() {
        return place.state();
    }

    /// The sandbox's virtual time.
    public Instant now() {
        return place.now();
    }

    public KeyPairs keyPairs() {
        return keyPairs;
    }

    public Images images() {
        return images;
    }

    public SecurityGroups securityGroups() {
        return securityGroups;
    }

    public Regional<Vpc> vpcs() {
        return Regional.vpcs(place);
    }

    public Regional<Subnet> subnets() {
        return Regional.subnets(place);
    }

    public Regional<RouteTable> routeTables() {
        return Regional.routeTables(place);
    }

    public Regional<InternetGateway> internetGateways() {
        return Regional.internetGateways(place);
    }

    public Regional<NetworkAcl> networkAcls() {
        return Regional.networkAcls(place);
    }

    public Regional<DhcpOptions> dhcpOptions() {
        return Regional.dhcpOptions(place);
    }

    public Regional<NetworkInterface> networkInterfaces() {
        return Regional.networkInterfaces(place);
    }
}
