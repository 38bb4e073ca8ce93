package brume.cloud.guest.shell;

import java.util.List;
import java.util.Optional;

/// What `!!`, `!$`, `!42`, `!ls` and `^old^new` stand for in a line that a person typed.
final class HistoryExpansion {

    /// The history has no such line; the message is bash's.
    static final class NotFound extends RuntimeException {
        NotFound(String event) {
            super(event + ": event not found", null, false, false);
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    private final List<String> history;
    private final String line;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private HistoryExpansion(List<String> history, String line) {
        this.history = history;
        this.line = line;
    }

    /// The line with its references replaced; itself where it has none.
    static String of(List<String> history, String line) {
        return new HistoryExpansion(history, line).expanded();
    }

    private String expanded() {
        if (line.startsWith("^")) {
            String[] parts = line.substring(1).split("\\^", -1);
            String last = event("!!", Optional.ofNullable(history.isEmpty() ? null : history.getLast()));
            if (parts.length < 2 || !last.contains(parts[0])) {
                throw new NotFound(":s" + line);
            }
            return last.replaceFirst(
                            java.util.regex.Pattern.quote(parts[0]), java.util.regex.Matcher.quoteReplacement(parts[1]))
                    + (parts.length > 2 ? parts[2] : "");
        }
        boolean quoted = false;
        boolean doubleQuoted = false;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '\\' && !quoted && at + 1 < line.length()) {
                out.append(c).append(line.charAt(at + 1));
                at += 2;
            } else if (c == '!' && !quoted && refers(doubleQuoted)) {
                reference();
            } else {
                quoted ^= c == '\'' && !doubleQuoted;
                doubleQuoted ^= c == '"' && !quoted;
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private boolean refers(boolean doubleQuoted) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        boolean parameter = at > 0 && (line.charAt(at - 1) == '$' || line.charAt(at - 1) == '{')
                || at > 0 && line.charAt(at - 1) == '[';
        return !parameter && " \t=(;&|<>)'`".indexOf(next) < 0 && !(doubleQuoted && next == '"');
    }

    private void reference() {
        int start = at++;
        char c = line.charAt(at);
        Optional<String> event = Optional.ofNullable(history.isEmpty() ? null : history.getLast());
        if ("$^*:".indexOf(c) >= 0) {
            out.append(word(event("!" + c, event)));
            return;
        }
        if (c == '!') {
            at++;
        } else {
            boolean inside = c == '?';
            at += inside ? 1 : 0;
            int from = at;
            while (at < line.length()
                    && (inside ? line.charAt(at) != '?' : " \t;&|<>\"':".indexOf(line.charAt(at)) < 0)) {
                at++;
            }
            String text = line.substring(from, at);
            at += inside && at < line.length() ? 1 : 0;
            event = inside ? last(text, true) : text.matches("-?\\d{1,6}") ? numbered(text) : last(text, false);
        }
        String found = event(line.substring(start, at), event);
        out.append(at < line.length() && line.charAt(at) == ':' ? word(found) : found);
    }

    private static String event(String typed, Optional<String> found) {
        return found.orElseThrow(() -> new NotFound(typed));
    }

    private Optional<String> last(String text, boolean inside) {
        return history.reversed().stream()
                .filter(one -> inside ? one.contains(text) : one.startsWith(text))
                .findFirst();
    }

    private Optional<String> numbered(String text) {
        int number = Integer.parseInt(text);
        int index = number < 0 ? history.size() + number : number - 1;
        return index >= 0 && index < history.size() ? Optional.of(history.get(index)) : Optional.empty();
    }

    /// The words that `$`, `^`, `*` or `:2` choose.
    private String word(String event) {
        String[] words = event.strip().split("\\s+");
        at += line.charAt(at) == ':' ? 1 : 0;
        char c = at < line.length() ? line.charAt(at) : ' ';
        if (c == '$' || c == '^' || c == '*') {
            at++;
            return c == '$'
                    ? words[words.length - 1]
                    : c == '^'
                            ? words.length > 1 ? words[1] : ""
                            : String.join(" ", List.of(words).subList(1, words.length));
        }
        int from = at;
        while (at < line.length() && Character.isDigit(line.charAt(at)) && at - from < 4) {
            at++;
        }
        int number = from == at ? -1 : Integer.parseInt(line.substring(from, at));
        if (number >= 0 && number < words.length) {
            return words[number];
        }
        if (line.startsWith("p", at) && from == at) {
            at++;
            return event;
        }
        throw new NotFound(line.substring(0, at) + ": bad word specifier");
    }
}
