package brume.cloud.compute;

import brume.cloud.offer.VcpuQuota;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;

/// A quota that was raised above what a new account has.
///
/// @param id the region and the quota, `eu-west-3/STANDARD`
public record ServiceQuota(String id, int value) implements Resource {

    public static final Kind<ServiceQuota> KIND = Kind.of(ServiceQuota.class);

    public static ServiceQuota of(String region, VcpuQuota quota, int value) {
        return new ServiceQuota(key(region, quota), value);
    }

    /// How many virtual processors may run.
    public static int vcpus(State state, String region, VcpuQuota quota) {
        return state.find(KIND, key(region, quota)).map(ServiceQuota::value).orElse(quota.vcpus());
    }

    private static String key(String region, VcpuQuota quota) {
        return region + "/" + quota;
    }
}
