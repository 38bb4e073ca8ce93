package brume.cloud.compute;

import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.cloud.offer.VcpuQuota;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;

/// How many virtual processors run in a region, against its quotas.
final class Capacity {

    private Capacity() {}

    /// The virtual processors that run or start and count against a quota. Counts per type, not per instance.
    static int used(State state, String region, VcpuQuota quota) {
        int vcpus = 0;
        for (InstanceType type : AwsOffer.instanceTypes()) {
            if (type.quota() == quota) {
                String key = Instance.runningKey(region, type.name());
                vcpus += type.vcpus()
                        * state.sortedBy(Instance.KIND, Instance.RUNNING, key).size();
            }
        }
        return vcpus;
    }

    /// How many more instances of a type the quota allows.
    static int room(State state, String region, InstanceType type) {
        int limit = ServiceQuota.vcpus(state, region, type.quota());
        return Math.max(0, (limit - used(state, region, type.quota())) / type.vcpus());
    }

    static RuntimeException exceeded(State state, String region, InstanceType type) {
        int limit = ServiceQuota.vcpus(state, region, type.quota());
        return new Problem.LimitExceeded(
                        Instance.KIND,
                        "VcpuLimitExceeded",
                        "You have requested more vCPU capacity than your current vCPU limit of " + limit
                                + " allows for the instance bucket that the specified instance type belongs to. Please"
                                + " visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this"
                                + " limit.")
                .refused();
    }
}
