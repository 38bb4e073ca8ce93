package brume.cloud.guest.shell;

import java.util.Optional;
import java.util.function.IntConsumer;

/// The text of a script and where the lexer stands in it.
final class Source {

    private final StringBuilder text;
    private int position;
    private int line;
    private int hiddenLines;

    Source(String text, int firstLine) {
        this.text = new StringBuilder(text);
        this.line = firstLine;
    }

    int line() {
        return line;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /// The next character, or NUL at the end.
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
    }

    boolean startsWith(String prefix) {
        return text.length() - position >= prefix.length()
                && text.substring(position, position + prefix.length()).equals(prefix);
    }

    char next() {
        char c = text.charAt(position++);
        if (c == '\n') {
            line += 1 + hiddenLines;
            hiddenLines = 0;
        }
        return c;
    }

    void skip(int count) {
        for (int i = 0; i < count && !atEnd(); i++) {
            next();
        }
    }

    String since(int start) {
        return text.substring(start, position);
    }

    void backTo(int mark, int markLine) {
        position = mark;
        line = markLine;
    }

    /// The rest of the line, its end consumed.
    String restOfLine() {
        int start = position;
        while (!atEnd() && peek() != '\n') {
            next();
        }
        String rest = since(start);
        skip(1);
        return rest;
    }

    /// Puts an alias's text in the place of what stood there since a mark.
    void replace(int mark, String replacement) {
        text.replace(mark, position, replacement);
        position = mark;
    }

    /// Takes the body of a here-document out of the lines below this one.
    ///
    /// @return empty where the line that ends it is missing and the text must be complete
    /// @param endless told how many lines there were where the end of the text stands for that line
    Optional<String> takeHereDocument(String delimiter, boolean stripTabs, boolean mayEndEarly, IntConsumer endless) {
        int start = text.indexOf("\n", position) + 1;
        int at = start;
        StringBuilder body = new StringBuilder();
        while (start > 0 && at < text.length()) {
            int end = text.indexOf("\n", at);
            String row = text.substring(at, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            hiddenLines++;
            if (stripTabs) {
                row = row.replaceFirst("^\t+", "");
            }
            if (row.equals(delimiter)) {
                text.delete(start, at);
                return Optional.of(body.toString());
            }
            body.append(row).append('\n');
        }
        if (!mayEndEarly) {
            return Optional.empty();
        }
        if (start > 0) {
            endless.accept((int) body.chars().filter(c -> c == '\n').count());
            text.delete(start, text.length());
        }
        return Optional.of(body.toString());
    }
}
