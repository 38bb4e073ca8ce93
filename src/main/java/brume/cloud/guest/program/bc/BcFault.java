package brume.cloud.guest.program.bc;

/// A mistake in what was typed, or one that shows when it runs.
final class BcFault extends RuntimeException {

    private final boolean syntax;

    private BcFault(String message, boolean syntax) {
        super(message, null, false, false);
        this.syntax = syntax;
    }

    static BcFault syntax() {
        return new BcFault("syntax error", true);
    }

    static BcFault running(String message) {
        return new BcFault(message, false);
    }

    boolean isSyntax() {
        return syntax;
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }
}
