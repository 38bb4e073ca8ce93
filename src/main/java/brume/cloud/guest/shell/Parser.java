package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Command.Redirection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads commands: lists, pipelines, and hands the compound ones to [Compounds], the simple ones to [SimpleCommands].
final class Parser {

    static final Set<String> RESERVED = Set.of(
            "if",
            "then",
            "else",
            "elif",
            "fi",
            "do",
            "done",
            "case",
            "esac",
            "while",
            "until",
            "for",
            "{",
            "}",
            "!",
            "in",
            "function",
            "[[",
            "time",
            "coproc",
            "select");

    private static final Set<String> CLOSING =
            Set.of("then", "else", "elif", "fi", "do", "done", "esac", "}", "]]", "in");

    private static final int MAX_DEPTH = 100;

    private final Source source;
    private final Lexer lexer;
    private final boolean mayEndEarly;
    private final Dialect dialect;
    private final Compounds compounds = new Compounds(this);
    private final SimpleCommands simples = new SimpleCommands(this);
    private Token token;
    private int tokenStart;
    private int depth;

    /// @param mayEndEarly takes the end of the text for the end of a here-document, as for a script
    Parser(Source source, Dialect dialect, boolean mayEndEarly) {
        this.source = source;
        this.dialect = dialect;
        this.mayEndEarly = mayEndEarly;
        this.lexer = new Lexer(source, dialect.extglob(), this::substitution);
        this.tokenStart = 0;
        this.token = new Token.Newline(source.line());
    }

    /// All commands of a text.
    static List<Command> commands(String text, int line) {
        Parser parser = new Parser(new Source(text, line), Dialect.PLAIN, true);
        List<Command> commands = new ArrayList<>();
        for (Optional<Command> next = parser.next(); next.isPresent(); next = parser.next()) {
            commands.add(next.get());
        }
        return commands;
    }

    /// The next complete line of commands; empty at the end. The line is read to its end and no further, so that what
    /// it
    /// does (an alias) counts for the lines below.
    Optional<Command> next() {
        while (token instanceof Token.Newline) {
            advance();
        }
        if (token instanceof Token.End) {
            return Optional.empty();
        }
        List<Command> commands = new ArrayList<>();
        while (!(token instanceof Token.Newline) && !(token instanceof Token.End)) {
            commands.add(listItem());
        }
        return Optional.of(commands.size() == 1 ? commands.getFirst() : new Command.Sequence(commands));
    }

    /// A text in which expansions count, as in double quotes.
    static Word quotedText(String text) {
        Parser parser = new Parser(new Source("", 1), Dialect.PLAIN, true);
        return new Lexer(new Source(text, 1), () -> false, parser::substitution).doubleQuotedText(c -> false);
    }

    private List<Command> substitution(Source text, int line) {
        if (depth > MAX_DEPTH) {
            throw SyntaxError.of("command substitution nested too deeply", line);
        }
        Parser inner = new Parser(text, dialect, mayEndEarly);
        inner.depth = depth + 1;
        inner.advance();
        Command body = inner.list(true);
        if (inner.token instanceof Token.End) {
            throw SyntaxError.unclosed(')', text.line());
        }
        if (!inner.isOperator(")")) {
            throw SyntaxError.near(inner.token.shown(), inner.token.line());
        }
        return body instanceof Command.Sequence(List<Command> commands) ? commands : List.of(body);
    }

    // ---- tokens

    Token token() {
        return token;
    }

    Source source() {
        return source;
    }

    boolean isDash() {
        return dialect.dash();
    }

    Lexer lexer() {
        return lexer;
    }

    void advance() {
        lexer.skipBlanks();
        tokenStart = source.position();
        token = lexer.next();
    }

    /// Goes back to where a token began and lexes from there again.
    void reread() {
        advance();
    }

    int tokenStart() {
        return tokenStart;
    }

    boolean isOperator(String text) {
        return token instanceof Token.Operator(String operator, int line) && operator.equals(text);
    }

    /// The keyword here, or empty text.
    String keyword() {
        return token instanceof Token.WordToken(Word word, String text, int line)
                ? word.plain().orElse("")
                : "";
    }

    boolean isKeyword(String text) {
        return keyword().equals(text);
    }

    void expectKeyword(String text) {
        if (!isKeyword(text)) {
            throw unexpected();
        }
        advance();
    }

    void expectOperator(String text) {
        if (!isOperator(text)) {
            throw unexpected();
        }
        advance();
    }

    SyntaxError unexpected() {
        return token instanceof Token.End
                ? SyntaxError.incomplete("syntax error: unexpected end of file", token.line())
                : SyntaxError.near(token.shown(), token.line());
    }

    /// As [#unexpected], where a line must not end.
    SyntaxError unexpectedNewline() {
        return token instanceof Token.End ? SyntaxError.near("newline", token.line()) : unexpected();
    }

    void skipNewlines() {
        while (token instanceof Token.Newline) {
            advance();
        }
    }

    // ---- lists

    /// Commands up to a closing keyword or parenthesis.
    ///
    /// @param mayBeEmpty as in `$()`
    Command list(boolean mayBeEmpty) {
        List<Command> commands = new ArrayList<>();
        skipNewlines();
        while (!atClose()) {
            commands.add(listItem());
            skipNewlines();
        }
        if (commands.isEmpty() && !mayBeEmpty) {
            throw unexpected();
        }
        return commands.size() == 1 ? commands.getFirst() : new Command.Sequence(commands);
    }

    private boolean atClose() {
        return token instanceof Token.End
                || isOperator(")")
                || isOperator(";;")
                || isOperator(";&")
                || isOperator(";;&")
                || CLOSING.contains(keyword());
    }

    /// A junction and the `;` or `&` behind it.
    private Command listItem() {
        int start = tokenStart;
        Command command = junction();
        if (isOperator("&")) {
            String text = source.since(start).strip();
            advance();
            return new Command.Background(
                    command,
                    text.endsWith("&") ? text.substring(0, text.length() - 1).strip() : text);
        }
        if (isOperator(";")) {
            advance();
        } else if (!(token instanceof Token.Newline) && !atClose()) {
            throw unexpected();
        }
        return command;
    }

    private Command junction() {
        Command left = pipeline();
        while (isOperator("&&") || isOperator("||")) {
            boolean and = isOperator("&&");
            advance();
            skipNewlines();
            left = new Command.Junction(left, and, pipeline());
        }
        return left;
    }

    private Command pipeline() {
        boolean negated = false;
        boolean timed = false;
        while (isKeyword("!") || isKeyword("time")) {
            negated ^= isKeyword("!");
            timed |= isKeyword("time");
            advance();
        }
        List<Command> stages = new ArrayList<>();
        stages.add(command());
        while (isOperator("|") || isOperator("|&")) {
            if (isOperator("|&")) {
                stages.add(SimpleCommands.withRedirection(stages.removeLast(), new Redirection(2, ">&", Word.of("1"))));
            }
            advance();
            skipNewlines();
            stages.add(command());
        }
        return stages.size() == 1 && !negated && !timed
                ? stages.getFirst()
                : new Command.Pipeline(stages, negated, timed);
    }

    private Command command() {
        if (++depth > MAX_DEPTH) {
            throw SyntaxError.of("commands nested too deeply", token.line());
        }
        try {
            Optional<Command> compound = compounds.read();
            return compound.isPresent() ? compound.get() : simples.read();
        } finally {
            depth--;
        }
    }

    // ---- redirections

    List<Redirection> redirections() {
        List<Redirection> redirections = new ArrayList<>();
        while (token instanceof Token.Redirect redirect) {
            redirections.add(redirection(redirect));
        }
        return redirections;
    }

    Redirection redirection(Token.Redirect redirect) {
        advance();
        if (!(token instanceof Token.WordToken(Word word, String text, int line))) {
            throw unexpectedNewline();
        }
        String operator = redirect.operator();
        boolean input = operator.startsWith("<");
        int fd = redirect.fd() >= 0 ? redirect.fd() : input ? 0 : 1;
        if (!operator.equals("<<") && !operator.equals("<<-")) {
            advance();
            return new Redirection(fd, operator, word, redirect.variable());
        }
        String delimiter = word.constant().orElse(text);
        int opened = line;
        String body = source.takeHereDocument(
                        delimiter,
                        operator.equals("<<-"),
                        mayEndEarly,
                        lines -> dialect.warnings()
                                .accept(SyntaxError.of(
                                        "here-document at line " + opened + " delimited by end-of-file (wanted `"
                                                + delimiter + "')",
                                        opened + lines)))
                .orElseThrow(() -> SyntaxError.incomplete(
                        "here-document delimited by end-of-file (wanted `" + delimiter + "')", line));
        Word content = word.quoted()
                ? new Word(List.of(new Word.Part.Quoted(body)))
                : new Word(List.of(new Word.Part.DoubleQuoted(
                        new Lexer(new Source(body, line + 1), () -> false, this::substitution)
                                .doubleQuotedText(c -> false))));
        advance();
        return new Redirection(fd, "<<", content);
    }

    /// Puts an alias's text in the place of the token here.
    ///
    /// @return false where it is none
    boolean replaceAlias(Set<String> used) {
        String name = keyword();
        if (name.isEmpty() || used.contains(name)) {
            return false;
        }
        Optional<String> replacement = dialect.aliases().apply(name);
        if (replacement.isEmpty()) {
            return false;
        }
        used.add(name);
        source.replace(tokenStart, replacement.get() + " ");
        advance();
        return true;
    }
}
