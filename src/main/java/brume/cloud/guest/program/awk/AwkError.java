package brume.cloud.guest.program.awk;

/// The program cannot be read, or cannot go on.
final class AwkError extends RuntimeException {
    AwkError(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }
}
