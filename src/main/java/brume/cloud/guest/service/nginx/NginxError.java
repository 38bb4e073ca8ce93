package brume.cloud.guest.service.nginx;

/// A configuration that nginx refuses.
final class NginxError extends Exception {

    private final String reason;

    NginxError(String reason) {
        super(reason);
        this.reason = reason;
    }

    /// What follows `[emerg]`.
    String reason() {
        return reason;
    }
}
