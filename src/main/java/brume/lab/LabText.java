package brume.lab;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A step's text cut into pieces: Markdown, and the actions that a student can click. An action is a fenced block whose
/// info string begins with its name:
///
///     ```run            the lines are typed into the terminal
///     ```copy           the lines are copied
///     ```open:<page>    a button that opens a page of the console; the block holds its label
///     ```highlight:<id> a button that shows an element of the page; the block holds its label
///
/// Other fenced blocks stay Markdown.
public final class LabText {

    private static final Pattern NAME = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)}");
    private static final Pattern OPENING = Pattern.compile("(`{3,})[ \\t]*([a-z]+)(?::([A-Za-z0-9/_-]+))?[ \\t]*");

    /// The pages that texts and checks may lead to.
    public static final Set<String> PAGES = Collections.unmodifiableSet(new TreeSet<>(Set.of(
            "addresses",
            "credentials",
            "instances",
            "journal",
            "key-pairs",
            "launch",
            "preview",
            "security-groups",
            "terminal")));

    private LabText() {}

    public sealed interface Piece {
        /// Markdown to be rendered, raw HTML escaped.
        record Markdown(String text) implements Piece {}

        /// Lines for the terminal.
        record Run(String lines) implements Piece {}

        record Copy(String lines) implements Piece {}

        record Open(String page, String label) implements Piece {}

        record Highlight(String element, String label) implements Piece {}
    }

    /// Puts the values in for `${name}`; an unknown name stays as it is written.
    public static String filled(String text, Map<String, String> values) {
        return NAME.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /// The pieces of a text, in order.
    public static List<Piece> pieces(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder markdown = new StringBuilder();
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); at++) {
            Matcher opening = OPENING.matcher(lines.get(at));
            int end = opening.matches() ? closing(lines, at + 1, opening.group(1)) : -1;
            if (end < 0) {
                markdown.append(lines.get(at)).append('\n');
                continue;
            }
            String inside = String.join("\n", lines.subList(at + 1, end));
            String argument = opening.group(3) == null ? "" : opening.group(3);
            switch (opening.group(2)) {
                case "run" -> add(pieces, markdown, new Piece.Run(inside));
                case "copy" -> add(pieces, markdown, new Piece.Copy(inside));
                case "open" -> add(pieces, markdown, new Piece.Open(argument, inside.strip()));
                case "highlight" -> add(pieces, markdown, new Piece.Highlight(argument, inside.strip()));
                default ->
                    lines.subList(at, end + 1)
                            .forEach(line -> markdown.append(line).append('\n'));
            }
            at = end;
        }
        flush(pieces, markdown);
        return pieces;
    }

    private static int closing(List<String> lines, int from, String fence) {
        for (int at = from; at < lines.size(); at++) {
            String line = lines.get(at).strip();
            if (line.startsWith(fence) && line.chars().allMatch(c -> c == '`')) {
                return at;
            }
        }
        return -1;
    }

    private static void add(List<Piece> pieces, StringBuilder markdown, Piece piece) {
        flush(pieces, markdown);
        pieces.add(piece);
    }

    private static void flush(List<Piece> pieces, StringBuilder markdown) {
        if (!markdown.toString().isBlank()) {
            pieces.add(new Piece.Markdown(markdown.toString()));
        }
        markdown.setLength(0);
    }
}
