package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Command.Assignment;
import brume.cloud.guest.shell.Command.Redirection;
import brume.cloud.guest.shell.Word.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads simple commands: assignments, words, redirections; and `name() body`.
final class SimpleCommands {

    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\+?)=(.*)", Pattern.DOTALL);
    private static final Pattern SUBSCRIPTED = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)\\[(.*)", Pattern.DOTALL);
    private static final Pattern BEHIND_SUBSCRIPT = Pattern.compile("(\\+?)=(.*)", Pattern.DOTALL);

    /// Commands whose arguments may be assignments with arrays.
    static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "export", "readonly");

    private static final Set<String> COMPOUNDS = Set.of("{", "while", "until", "for", "if", "case");

    private final Parser parser;

    SimpleCommands(Parser parser) {
        this.parser = parser;
    }

    Command read() {
        return read(false);
    }

    /// @param mayBeName stops behind a first word where a compound command follows
    Command read(boolean mayBeName) {
        int line = parser.token().line();
        List<Assignment> assignments = new ArrayList<>();
        List<Word> words = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        Set<String> aliases = new HashSet<>();
        while (true) {
            if (parser.token() instanceof Token.Redirect redirect) {
                redirections.add(parser.redirection(redirect));
            } else if (parser.token() instanceof Token.WordToken(Word word, String text, int at)) {
                if (words.isEmpty() && parser.replaceAlias(aliases)) {
                    continue;
                }
                Optional<Assignment> assignment = words.isEmpty() ? assignment(word) : Optional.empty();
                if (assignment.isPresent()) {
                    assignments.add(assignment.get());
                    continue;
                }
                if (declares(words) && arrayFollows(word)) {
                    Assignment array = assignment(word).orElseThrow();
                    words.add(Word.of(array.name()));
                    assignments.add(array);
                    continue;
                }
                words.add(word);
                parser.advance();
                if (mayBeName && words.size() == 1 && COMPOUNDS.contains(parser.keyword())) {
                    break;
                }
                if (words.size() == 1 && assignments.isEmpty() && parser.isOperator("(")) {
                    return function(word);
                }
            } else {
                break;
            }
        }
        if (words.isEmpty() && assignments.isEmpty() && redirections.isEmpty()) {
            throw parser.unexpected();
        }
        return new Command.Simple(assignments, words, redirections, line);
    }

    private static boolean declares(List<Word> words) {
        return !words.isEmpty()
                && words.getFirst().plain().filter(DECLARING::contains).isPresent();
    }

    private boolean arrayFollows(Word word) {
        return word.plain()
                        .filter(text -> text.matches("[A-Za-z_][A-Za-z0-9_]*\\+?="))
                        .isPresent()
                && parser.source().peek() == '(';
    }

    private Command function(Word name) {
        parser.advance();
        parser.expectOperator(")");
        parser.skipNewlines();
        return new Command.Function(name.constant().orElseThrow(parser::unexpected), new Compounds(parser).body());
    }

    /// An assignment, consumed, if the word is one.
    private Optional<Assignment> assignment(Word word) {
        if (word.parts().isEmpty() || !(word.parts().getFirst() instanceof Part.Literal(String first))) {
            return Optional.empty();
        }
        Matcher matcher = ASSIGNMENT.matcher(first);
        if (!matcher.matches()) {
            return subscripted(word, first);
        }
        List<Part> value = new ArrayList<>(word.parts().subList(1, word.parts().size()));
        if (!matcher.group(3).isEmpty()) {
            value.addFirst(new Part.Literal(matcher.group(3)));
        }
        boolean array = value.isEmpty() && parser.source().peek() == '(';
        parser.advance();
        Optional<List<Word>> elements = array ? Optional.of(elements()) : Optional.empty();
        return Optional.of(new Assignment(
                matcher.group(1), Optional.empty(), !matcher.group(2).isEmpty(), new Word(value), elements));
    }

    /// `name[index]=value`, where the index may hold quotes and expansions.
    private Optional<Assignment> subscripted(Word word, String first) {
        Matcher matcher = SUBSCRIPTED.matcher(first);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Part> parts = new ArrayList<>(word.parts());
        parts.set(0, new Part.Literal(matcher.group(2)));
        List<Part> index = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Part.Literal(String text)) || text.indexOf(']') < 0) {
                index.add(parts.get(i));
                continue;
            }
            int close = text.lastIndexOf("]=") >= 0 ? text.indexOf("]=") : text.indexOf("]+=");
            Matcher behind = BEHIND_SUBSCRIPT.matcher(close < 0 ? "" : text.substring(close + 1));
            if (!behind.matches()) {
                index.add(parts.get(i));
                continue;
            }
            index.add(new Part.Literal(text.substring(0, close)));
            List<Part> value = new ArrayList<>(parts.subList(i + 1, parts.size()));
            if (!behind.group(2).isEmpty()) {
                value.addFirst(new Part.Literal(behind.group(2)));
            }
            parser.advance();
            Word subscript = index.stream().allMatch(part -> part instanceof Part.Literal)
                    ? expression(text(index))
                    : new Word(index);
            return Optional.of(new Assignment(
                    matcher.group(1),
                    Optional.of(subscript),
                    !behind.group(1).isEmpty(),
                    new Word(value),
                    Optional.empty()));
        }
        return Optional.empty();
    }

    private static String text(List<Part> literals) {
        StringBuilder text = new StringBuilder();
        literals.forEach(part -> text.append(part instanceof Part.Literal(String literal) ? literal : ""));
        return text.toString();
    }

    static Word expression(String text) {
        return new Lexer(new Source(text, 1), () -> false, (source, line) -> List.of()).doubleQuotedText(c -> false);
    }

    /// A text with expansions, as in double quotes.
    static Word expanding(String text) {
        return Parser.quotedText(text);
    }

    private List<Word> elements() {
        List<Word> elements = new ArrayList<>();
        int opened = parser.token().line();
        parser.expectOperator("(");
        while (!parser.isOperator(")")) {
            if (parser.token() instanceof Token.End) {
                throw SyntaxError.unclosed(')', opened);
            }
            if (parser.token() instanceof Token.WordToken(Word word, String text, int line)) {
                elements.add(word);
            } else if (!(parser.token() instanceof Token.Newline)) {
                throw parser.unexpected();
            }
            parser.advance();
        }
        parser.advance();
        return elements;
    }

    static Command withRedirection(Command command, Redirection more) {
        return switch (command) {
            case Command.Simple s -> {
                List<Redirection> all = new ArrayList<>(s.redirections());
                all.add(more);
                yield new Command.Simple(s.assignments(), s.words(), all, s.line());
            }
            case Command other -> new Command.Group(other, List.of(more));
        };
    }
}
