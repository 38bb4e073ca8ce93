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

    private static final Pattern ASSIGNMENT =
            Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(\\[[^\\]]*])?(\\+?)=(.*)", Pattern.DOTALL);

    /// Commands whose arguments may be assignments with arrays.
    private static final Set<String> DECLARING = Set.of("declare", "typeset", "local", "export", "readonly");

    private final Parser parser;

    SimpleCommands(Parser parser) {
        this.parser = parser;
    }

    Command read() {
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
            return Optional.empty();
        }
        List<Part> value = new ArrayList<>(word.parts().subList(1, word.parts().size()));
        if (!matcher.group(4).isEmpty()) {
            value.addFirst(new Part.Literal(matcher.group(4)));
        }
        Optional<Word> index = Optional.ofNullable(matcher.group(2))
                .map(text -> text.substring(1, text.length() - 1))
                .map(SimpleCommands::expression);
        boolean array = value.isEmpty() && parser.source().peek() == '(';
        parser.advance();
        Optional<List<Word>> elements = array ? Optional.of(elements()) : Optional.empty();
        return Optional.of(
                new Assignment(matcher.group(1), index, !matcher.group(3).isEmpty(), new Word(value), elements));
    }

    static Word expression(String text) {
        return new Lexer(new Source(text, 1), (source, line) -> List.of()).doubleQuotedText(c -> false);
    }

    private List<Word> elements() {
        List<Word> elements = new ArrayList<>();
        parser.expectOperator("(");
        while (!parser.isOperator(")")) {
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
