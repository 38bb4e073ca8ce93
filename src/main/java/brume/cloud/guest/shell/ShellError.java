package brume.cloud.guest.shell;

/// A command cannot go on: an unbound variable, a bad substitution, a division by zero. The message is bash's, without
/// its name and line.
final class ShellError extends RuntimeException {

    private final int status;
    private final boolean fatal;
    private final boolean arithmetic;

    /// @param fatal ends a shell that is not interactive
    ShellError(String message, int status, boolean fatal) {
        this(message, status, fatal, false);
    }

    private ShellError(String message, int status, boolean fatal, boolean arithmetic) {
        super(message, null, false, false);
        this.arithmetic = arithmetic;
        this.status = status;
        this.fatal = fatal;
    }

    static ShellError of(String message) {
        return new ShellError(message, 1, false);
    }

    /// A mistake in an expression.
    static ShellError inExpression(String message) {
        return new ShellError(message, 1, false, true);
    }

    boolean isInExpression() {
        return arithmetic;
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
