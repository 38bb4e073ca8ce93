package brume.cloud.guest.program;

import java.util.regex.Pattern;

/// POSIX regular expressions as `grep` and `sed` read them, turned into Java's.
public final class Regex {

    private Regex() {}

    /// An extended expression (`grep -E`).
    ///
    /// @throws java.util.regex.PatternSyntaxException where it is none
    public static Pattern extended(String text, boolean ignoreCase) {
        return Pattern.compile(translate(text, true), ignoreCase ? flags() : 0);
    }

    /// A basic expression: `\(`, `\|`, `\+` have the powers that extended ones have without the backslash.
    public static Pattern basic(String text, boolean ignoreCase) {
        return Pattern.compile(translate(text, false), ignoreCase ? flags() : 0);
    }

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    }

    private static String translate(String text, boolean extended) {
        StringBuilder out = new StringBuilder();
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wasStart = atStart;
            atStart = false;
            if (c == '[') {
                i = bracket(text, i, out);
            } else if (c == '\\' && i + 1 < text.length()) {
                char e = text.charAt(++i);
                atStart = escaped(e, extended, out);
            } else if (c == '\\') {
                throw new java.util.regex.PatternSyntaxException("Trailing backslash", text, i);
            } else if (extended) {
                atStart = "(|".indexOf(c) >= 0;
                if (wasStart && "*+?".indexOf(c) >= 0) {
                    continue;
                }
                boolean interval = c != '{' || isInterval(text, i);
                if ("^$.|()*+?".indexOf(c) >= 0 || c == '{' && interval || c == '}' && closesInterval(out)) {
                    out.append(c);
                } else {
                    literal(c, out);
                }
            } else if (c == '*' && !wasStart || c == '.') {
                out.append(c);
            } else if (c == '^' && wasStart) {
                out.append(c);
                atStart = true;
            } else if (c == '$' && atEnd(text, i + 1)) {
                out.append(c);
            } else {
                literal(c, out);
            }
        }
        return out.toString();
    }

    private static boolean isInterval(String text, int open) {
        int close = text.indexOf('}', open);
        return close > 0 && text.substring(open + 1, close).matches("\\d*(,\\d*)?") && close > open + 1;
    }

    private static boolean closesInterval(StringBuilder out) {
        int open = out.lastIndexOf("{");
        return open >= 0 && out.substring(open + 1).matches("[\\d,]+") && (open == 0 || out.charAt(open - 1) != '\\');
    }

    private static boolean atEnd(String text, int i) {
        return i == text.length() || text.startsWith("\\)", i) || text.startsWith("\\|", i);
    }

    /// @return whether an expression begins behind it
    private static boolean escaped(char e, boolean extended, StringBuilder out) {
        switch (e) {
            case '<' -> out.append("\\b(?=\\w)");
            case '>' -> out.append("\\b(?<=\\w)");
            case 'b', 'B', 'w', 'W', 's', 'S' -> out.append('\\').append(e);
            case '`' -> out.append("\\A");
            case '\'' -> out.append("\\z");
            case 'n' -> out.append("\\n");
            case 't' -> out.append("\\t");
            case '(', ')', '{', '}', '|', '+', '?' -> {
                if (extended) {
                    out.append('\\').append(e);
                } else {
                    out.append(e);
                    return e == '(' || e == '|';
                }
            }
            default -> {
                if (Character.isDigit(e)) {
                    out.append('\\').append(e);
                } else {
                    literal(e, out);
                }
            }
        }
        return false;
    }

    private static int bracket(String text, int open, StringBuilder out) {
        int i = open + 1;
        out.append('[');
        if (i < text.length() && text.charAt(i) == '^') {
            out.append('^');
            i++;
        }
        boolean first = true;
        while (i < text.length() && (first || text.charAt(i) != ']')) {
            first = false;
            if (text.startsWith("[:", i)) {
                int close = text.indexOf(":]", i);
                if (close > 0) {
                    out.append(brume.cloud.guest.shell.Glob.characterClass(text.substring(i + 2, close)));
                    i = close + 2;
                    continue;
                }
            }
            char c = text.charAt(i++);
            if (c == '-' && i < text.length() && text.charAt(i) != ']' && out.charAt(out.length() - 1) != '[') {
                out.append('-');
            } else if (c == '\\' && i < text.length() && (text.charAt(i) == 'n' || text.charAt(i) == 't')) {
                out.append('\\').append(text.charAt(i++));
            } else {
                literal(c, out);
            }
        }
        if (i >= text.length()) {
            throw new java.util.regex.PatternSyntaxException("Unmatched [, [^, [:, [., or [=", text, open);
        }
        out.append(']');
        return i;
    }

    private static void literal(char c, StringBuilder out) {
        if (c < 128 && !Character.isLetterOrDigit(c) && c > ' ' && c != '_' && c != ',') {
            out.append('\\');
        }
        out.append(c);
    }
}
