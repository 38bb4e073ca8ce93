package brume.api.aws;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.sandbox.Caller;

/// One authenticated call: whose cloud, which region of it, and on whose behalf.
///
/// @param region a region that exists
/// @param accessKeyId the key that signed
public record Call(Cloud cloud, String region, Caller caller, String accessKeyId, String requestId) {

    /// The region that the call is about; its default network is made when something first asks for it.
    public AwsRegion aws() {
        return cloud.aws(region);
    }

    public Call dryRun(boolean wanted) {
        return new Call(cloud, region, caller.dryRun(wanted), accessKeyId, requestId);
    }
}
