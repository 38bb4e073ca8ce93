package brume.cloud.guest.service.nginx;

/// A configuration that nginx refuses; the message is what follows `[emerg]`.
public final class NginxError extends Exception {

    public NginxError(String message) {
        super(message);
    }
}
