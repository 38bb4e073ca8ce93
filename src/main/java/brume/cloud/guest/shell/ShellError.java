package brume.cloud.guest.shell;

/// A command cannot go on: an unbound variable, a bad substitution, a division by zero. The message is bash's, without
/// its name and line.
final class ShellError extends RuntimeException {

    private final int status;
    private final boolean fatal;

    /// @param fatal ends a shell that is not interactive
    ShellError(String message, int status, boolean fatal) {
        super(message, null, false, false);
        this.status = status;
        this.fatal = fatal;
    }

    static ShellError of(String message) {
        return new ShellError(message, 1, false);
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }

    int status() {
        return status;
    }

    boolean isFatal() {
        return fatal;
    }
}
