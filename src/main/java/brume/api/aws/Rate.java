package brume.api.aws;

/// How much a token bucket holds, and how much of it comes back each second.
public record Rate(double capacity, double perSecond) {

    Rate times(double factor) {
        return new Rate(capacity * factor, perSecond * factor);
    }
}
