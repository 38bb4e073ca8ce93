package brume.cloud.guest.program;

/// A program was called in a way it does not understand. It ends with `name: message` and the hint that GNU programs
/// give.
public final class UsageError extends RuntimeException {

    private final boolean hint;

    private UsageError(String message, boolean hint) {
        super(message, null, false, false);
        this.hint = hint;
    }

    /// With `Try 'name --help' for more information.`
    public static UsageError of(String message) {
        return new UsageError(message, true);
    }

    /// Without the hint.
    public static UsageError plain(String message) {
        return new UsageError(message, false);
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }

    public boolean hasHint() {
        return hint;
    }
}
