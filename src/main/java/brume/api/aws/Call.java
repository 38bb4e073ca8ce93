package brume.api.aws;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.sandbox.Caller;

/// One authenticated call: whose cloud, which region of it, and on whose behalf.
///
/// @param accessKeyId the key that signed
public record Call(Cloud cloud, AwsRegion aws, Caller caller, String accessKeyId, String requestId) {

    public Call dryRun(boolean wanted) {
        return new Call(cloud, aws, caller.dryRun(wanted), accessKeyId, requestId);
    }
}
