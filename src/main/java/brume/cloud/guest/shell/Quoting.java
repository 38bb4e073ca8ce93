package brume.cloud.guest.shell;

/// Writes text so that a shell reads it back as one word.
public final class Quoting {

    private Quoting() {}

    /// In single quotes, whatever it is.
    public static String always(String text) {
        if (text.chars().anyMatch(c -> c < 32)) {
            return ansi(text);
        }
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// In quotes only where they are needed, as `set` and `set -x` show values.
    public static String needed(String text) {
        return !text.isEmpty() && text.matches("[A-Za-z0-9_@%+=:,./~-]*") ? text : always(text);
    }

    /// With backslashes, as `printf %q` does.
    public static String backslashed(String text) {
        if (text.isEmpty()) {
            return "''";
        }
        if (text.chars().anyMatch(c -> c < 32)) {
            return ansi(text);
        }
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (!Character.isLetterOrDigit(c) && "_@%+=:./-".indexOf(c) < 0 && c < 128) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static String ansi(String text) {
        StringBuilder out = new StringBuilder("$'");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\u001b' -> out.append("\\E");
                case '\'', '\\' -> out.append('\\').append(c);
                default -> out.append(c < 32 ? "\\%03o".formatted((int) c) : String.valueOf(c));
            }
        }
        return out.append('\'').toString();
    }
}
