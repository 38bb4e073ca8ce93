package brume.cloud.guest.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Shell patterns: `*`, `?`, `[...]`.
public final class Glob {

    private Glob() {}

    /// True where an unquoted character of the text makes it a pattern.
    static boolean isPattern(Marked text) {
        for (int i = 0; i < text.length(); i++) {
            if (!text.quotedAt(i) && ("*?[".indexOf(text.at(i)) >= 0 || alternatives(text, i) > 0)) {
                return true;
            }
        }
        return false;
    }

    /// A pattern for whole texts.
    static Pattern compile(Marked text) {
        return compile((text.ignoresCase ? "(?iu)" : "") + regex(text, true));
    }

    /// A pattern for whole texts, from plain text with backslashes as quotes (`find -name`, `case`).
    public static Pattern compile(String glob, boolean ignoreCase) {
        Marked marked = new Marked();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '\\' && i + 1 < glob.length()) {
                marked.append(glob.charAt(++i), true);
            } else {
                marked.append(c, false);
            }
        }
        String regex = regex(marked, true);
        return compile(ignoreCase ? "(?i)" + regex : regex);
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException bad) {
            return Pattern.compile("(?!)");
        }
    }

    /// @param greedy whether `*` takes as much as it can
    static String regex(Marked text, boolean greedy) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.at(i);
            int close = alternatives(text, i);
            if (close > 0) {
                alternatives(regex, text, i, close);
                i = close;
            } else if (text.quotedAt(i)) {
                literal(regex, c);
            } else if (c == '*') {
                regex.append(greedy ? ".*" : ".*?");
                while (text.is(i + 1, '*')) {
                    i++;
                }
            } else if (c == '?') {
                regex.append('.');
            } else if (c == '[') {
                int end = bracketEnd(text, i);
                if (end < 0) {
                    literal(regex, c);
                } else {
                    bracket(regex, text, i + 1, end);
                    i = end;
                }
            } else {
                literal(regex, c);
            }
        }
        return regex.toString();
    }

    /// Where the parenthesis of `@(...)` and its like closes; 0 where none begins.
    private static int alternatives(Marked text, int at) {
        boolean begins =
                text.extended && !text.quotedAt(at) && "?*+@!".indexOf(text.at(at)) >= 0 && text.is(at + 1, '(');
        int depth = 0;
        for (int i = at + 1; begins && i < text.length(); i++) {
            depth += text.is(i, '(') ? 1 : text.is(i, ')') ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return 0;
    }

    private static void alternatives(StringBuilder regex, Marked text, int at, int close) {
        List<String> all = new ArrayList<>();
        int depth = 0;
        int start = at + 2;
        for (int i = start; i <= close; i++) {
            depth += text.is(i, '(') ? 1 : text.is(i, ')') ? -1 : 0;
            if (i == close || depth == 0 && text.is(i, '|')) {
                all.add(regex(text.part(start, i), true));
                start = i + 1;
            }
        }
        String group = "(?:" + String.join("|", all) + ")";
        switch (text.at(at)) {
            case '?' -> regex.append(group).append('?');
            case '*' -> regex.append(group).append('*');
            case '+' -> regex.append(group).append('+');
            case '@' -> regex.append(group);
            default ->
                regex.append("(?:(?!")
                        .append(group)
                        .append(regex(text.part(close + 1, text.length()), true))
                        .append("\\z).*)");
        }
    }

    private static int bracketEnd(Marked text, int open) {
        int i = open + 1;
        if (text.is(i, '!') || text.is(i, '^')) {
            i++;
        }
        if (text.is(i, ']')) {
            i++;
        }
        for (; i < text.length(); i++) {
            if (text.is(i, '[') && text.is(i + 1, ':')) {
                int close = text.toString().indexOf(":]", i + 2);
                if (close > 0) {
                    i = close + 1;
                }
            } else if (text.is(i, ']')) {
                return i;
            }
        }
        return -1;
    }

    private static void bracket(StringBuilder regex, Marked text, int from, int to) {
        int i = from;
        regex.append('[');
        if (text.is(i, '!') || text.is(i, '^')) {
            regex.append('^');
            i++;
        }
        for (; i < to; i++) {
            char c = text.at(i);
            if (c == '[' && text.is(i + 1, ':')) {
                int close = text.toString().indexOf(":]", i + 2);
                if (close > 0 && close < to) {
                    regex.append(characterClass(text.toString().substring(i + 2, close)));
                    i = close + 1;
                    continue;
                }
            }
            if (c == '-' && !text.quotedAt(i) && i > from && i < to - 1) {
                regex.append('-');
            } else {
                literal(regex, c);
            }
        }
        regex.append(']');
    }

    /// `alpha`, `digit` and so on, for use inside a bracket of a regular expression.
    public static String characterClass(String name) {
        return switch (name) {
            case "alpha" -> "\\p{IsAlphabetic}";
            case "digit" -> "0-9";
            case "alnum" -> "\\p{IsAlphabetic}0-9";
            case "upper" -> "\\p{Lu}";
            case "lower" -> "\\p{Ll}";
            case "space" -> "\\s";
            case "blank" -> " \\t";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "0-9A-Fa-f";
            case "cntrl" -> "\\p{Cntrl}";
            case "print" -> "\\P{Cntrl}";
            case "graph" -> "\\p{Graph}";
            case "word" -> "\\w";
            default -> "";
        };
    }

    private static void literal(StringBuilder regex, char c) {
        if (Character.isLetterOrDigit(c) || c == '_' || c == ' ' || c > 127) {
            regex.append(c);
        } else if (c == '\n') {
            regex.append("\\n");
        } else {
            regex.append('\\').append(c);
        }
    }
}
