package brume.cloud.guest.shell;

/// The text is not a script. The message is what bash says after its name and line.
final class SyntaxError extends RuntimeException {

    private final int line;
    private final boolean incomplete;

    private SyntaxError(String message, int line, boolean incomplete) {
        super(message);
        this.line = line;
        this.incomplete = incomplete;
    }

    static SyntaxError near(String token, int line) {
        return new SyntaxError("syntax error near unexpected token `" + token + "'", line, false);
    }

    static SyntaxError of(String message, int line) {
        return new SyntaxError(message, line, false);
    }

    /// More text might complete it.
    static SyntaxError incomplete(String message, int line) {
        return new SyntaxError(message, line, true);
    }

    static SyntaxError unclosed(char quote, int line) {
        return incomplete("unexpected EOF while looking for matching `" + quote + "'", line);
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }

    int line() {
        return line;
    }

    boolean isIncomplete() {
        return incomplete;
    }
}
