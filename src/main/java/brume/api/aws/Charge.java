package brume.api.aws;

/// What one request takes out of one bucket.
///
/// @param bucket its name within one account and region: `RunInstances`
/// @param tokens one for a request; for some actions as many as the things it is about
public record Charge(String bucket, Rate rate, double tokens) {

    public static Charge request(String bucket, Rate rate) {
        return new Charge(bucket, rate, 1);
    }
}
