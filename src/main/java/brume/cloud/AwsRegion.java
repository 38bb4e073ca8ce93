package brume.cloud;

import brume.cloud.compute.Addresses;
import brume.cloud.compute.Allowance;
import brume.cloud.compute.Images;
import brume.cloud.compute.Instances;
import brume.cloud.compute.KeyPairs;
import brume.cloud.compute.LifeCycle;
import brume.cloud.compute.PushedKeys;
import brume.cloud.compute.ServiceQuota;
import brume.cloud.compute.Tagging;
import brume.cloud.network.DhcpOptions;
import brume.cloud.network.InterfaceAttributes;
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
import brume.cloud.offer.VcpuQuota;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.State;
import brume.cloud.storage.block.Volume;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/// One region of a student's AWS: the collections through which everything in it is seen and changed.
public final class AwsRegion {

    private final Place place;
    private final KeyPairs keyPairs;
    private final Images images;
    private final SecurityGroups securityGroups;
    private final Instances instances;
    private final Addresses addresses;
    private final Tagging tags;

    AwsRegion(Place place, SecureRandom random, LifeCycle lifeCycle, Supplier<Allowance> allowance) {
        this.place = place;
        this.keyPairs = new KeyPairs(place, random);
        this.images = new Images(place);
        this.securityGroups = new SecurityGroups(place);
        this.instances = new Instances(place, images, keyPairs, securityGroups, lifeCycle, allowance);
        this.addresses = new Addresses(place, instances);
        this.tags = new Tagging(place);
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

    public Instances instances() {
        return instances;
    }

    /// EC2 Instance Connect.
    public PushedKeys pushedKeys() {
        return new PushedKeys(place, instances);
    }

    /// The elastic addresses.
    public Addresses addresses() {
        return addresses;
    }

    public Tagging tags() {
        return tags;
    }

    public Regional<Volume> volumes() {
        return new Regional<>(place, Volume.KIND, Volume.BY_REGION, "vol-", Volume::region);
    }

    /// How many virtual processors may run here.
    public int vcpuLimit(VcpuQuota quota) {
        return ServiceQuota.vcpus(state(), name(), quota);
    }

    /// Gives the account another quota, as the provider does when one asks for it.
    public void raiseVcpuLimit(Caller caller, VcpuQuota quota, int vcpus) {
        place.write(
                caller,
                "RequestServiceQuotaIncrease",
                Map.of("quota", quota.name(), "value", Integer.toString(vcpus)),
                tx -> tx.put(ServiceQuota.of(name(), quota, vcpus)));
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

    public InterfaceAttributes interfaceAttributes() {
        return new InterfaceAttributes(place, securityGroups);
    }

    public Regional<NetworkInterface> networkInterfaces() {
        return Regional.networkInterfaces(place);
    }
}
