package brume.cloud.guest.service.apache;

/// A configuration that Apache refuses.
final class ApacheError extends Exception {

    private final String reason;

    ApacheError(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// As it stands on standard error.
    String reason() {
        return reason;
    }
}
