package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/// Cuts a script into tokens, and reads words with their quotes and expansions.
final class Lexer {

    private static final int MAX_NESTING = 150;

    /// Longest first.
    private static final List<String> OPERATORS = List.of(";;&", "&&", "||", ";;", ";&", "|&", ";", "&", "|", "(", ")");

    private static final List<String> REDIRECTIONS =
            List.of("<<<", "<<-", "&>>", "<<", "<&", "<>", ">>", ">&", ">|", "&>", "<", ">");

    private final Source source;
    private final Dollar dollar;
    private BooleanSupplier extglob;
    private int nesting;

    /// @param extglob whether `@(...)` and its like belong to a word
    /// @param nested parses the commands of a substitution, from just behind its opening to behind its closing
    Lexer(Source source, BooleanSupplier extglob, BiFunction<Source, Integer, List<Command>> nested) {
        this.source = source;
        this.extglob = extglob;
        this.dollar = new Dollar(source, this, nested);
    }

    Source source() {
        return source;
    }

    /// Reads with extended patterns, whatever the shell's option says, as within `[[ ]]`.
    ///
    /// @return how it was read before
    BooleanSupplier readPatterns(BooleanSupplier on) {
        BooleanSupplier before = extglob;
        extglob = on;
        return before;
    }

    Token next() {
        skipBlanks();
        int line = source.line();
        if (source.atEnd()) {
            return new Token.End(line);
        }
        if (source.peek() == '\n') {
            source.next();
            return new Token.Newline(line);
        }
        if (source.peek() == '{') {
            int end = 1;
            while (Character.isLetterOrDigit(source.peek(end)) || source.peek(end) == '_') {
                end++;
            }
            if (end > 1 && source.peek(end) == '[') {
                while (source.peek(end) != ']' && source.peek(end) > ' ') {
                    end++;
                }
                end += source.peek(end) == ']' ? 1 : 0;
            }
            boolean named = end > 1
                    && source.peek(end) == '}'
                    && (source.peek(end + 1) == '<' || source.peek(end + 1) == '>')
                    && source.peek(end + 2) != '(';
            if (named) {
                int start = source.position() + 1;
                source.skip(end + 1);
                String name = source.since(start);
                return ((Token.Redirect) redirection(-1, line)).into(name.substring(0, name.length() - 1));
            }
        }
        int digits = 0;
        while (digits < 4 && Character.isDigit(source.peek(digits))) {
            digits++;
        }
        char afterDigits = source.peek(digits);
        if (digits > 0 && (afterDigits == '<' || afterDigits == '>')) {
            int start = source.position();
            source.skip(digits);
            return redirection(Integer.parseInt(source.since(start)), line);
        }
        boolean processSubstitution = source.startsWith("<(") || source.startsWith(">(");
        if (!processSubstitution) {
            for (String operator : REDIRECTIONS) {
                if (source.startsWith(operator)) {
                    return redirection(-1, line);
                }
            }
            for (String operator : OPERATORS) {
                if (source.startsWith(operator)) {
                    source.skip(operator.length());
                    return new Token.Operator(operator, line);
                }
            }
        }
        int start = source.position();
        Word word = word();
        return new Token.WordToken(word, source.since(start), line);
    }

    private Token redirection(int fd, int line) {
        for (String operator : REDIRECTIONS) {
            if (source.startsWith(operator)) {
                source.skip(operator.length());
                return new Token.Redirect(fd, operator, line);
            }
        }
        throw new IllegalStateException("no redirection here");
    }

    void skipBlanks() {
        while (!source.atEnd()) {
            char c = source.peek();
            if (c == ' ' || c == '\t') {
                source.next();
            } else if (source.startsWith("\\\n")) {
                source.skip(2);
            } else if (c == '#') {
                while (!source.atEnd() && source.peek() != '\n') {
                    source.next();
                }
            } else {
                return;
            }
        }
    }

    /// Reads a word up to the next blank or operator.
    Word word() {
        return word(c -> " \t\n;&|<>()".indexOf(c) >= 0, false);
    }

    interface End {
        boolean at(char c);
    }

    /// Reads a word up to a character that ends it; that character stays.
    ///
    /// @param quoted inside double quotes, where only `$`, backquote and backslash mean something
    Word word(End end, boolean quoted) {
        if (++nesting > MAX_NESTING) {
            throw SyntaxError.of("word nested too deeply", source.line());
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (!source.atEnd() && !(end.at(source.peek()) && !atProcessSubstitution(quoted, parts, literal))) {
            char c = source.peek();
            if (c == '\\') {
                escape(parts, literal, quoted);
            } else if (c == '\'' && !quoted) {
                flush(parts, literal);
                parts.add(new Part.Quoted(singleQuoted()));
            } else if (c == '"') {
                flush(parts, literal);
                parts.add(doubleQuoted());
            } else if (c == '$' || c == '`') {
                flush(parts, literal);
                dollar.read(parts, literal, quoted);
            } else if (!quoted && "?*+@!".indexOf(c) >= 0 && source.peek(1) == '(' && extglob.getAsBoolean()) {
                alternatives(parts, literal);
            } else if (!quoted && (source.startsWith("<(") || source.startsWith(">("))) {
                flush(parts, literal);
                parts.add(dollar.processSubstitution());
            } else {
                literal.append(source.next());
            }
        }
        flush(parts, literal);
        nesting--;
        return new Word(parts);
    }

    /// `@(one|other)` and its like: a piece of a pattern, in which blanks and bars are text.
    private void alternatives(List<Part> parts, StringBuilder literal) {
        literal.append(source.next()).append(source.next());
        flush(parts, literal);
        int line = source.line();
        parts.addAll(word(c -> c == ')', false).parts());
        if (source.atEnd()) {
            throw SyntaxError.unclosed(')', line);
        }
        literal.append(source.next());
    }

    private boolean atProcessSubstitution(boolean quoted, List<Part> parts, StringBuilder literal) {
        return !quoted && parts.isEmpty() && literal.isEmpty() && (source.startsWith("<(") || source.startsWith(">("));
    }

    private void escape(List<Part> parts, StringBuilder literal, boolean quoted) {
        source.next();
        if (source.atEnd()) {
            literal.append('\\');
            return;
        }
        char c = source.next();
        if (c == '\n') {
            return;
        }
        if (quoted && "$`\"\\}".indexOf(c) < 0) {
            literal.append('\\').append(c);
            return;
        }
        flush(parts, literal);
        parts.add(new Part.Quoted(String.valueOf(c)));
    }

    private String singleQuoted() {
        int line = source.line();
        source.next();
        int start = source.position();
        while (!source.atEnd() && source.peek() != '\'') {
            source.next();
        }
        if (source.atEnd()) {
            throw SyntaxError.unclosed('\'', line);
        }
        String text = source.since(start);
        source.next();
        return text;
    }

    Part.DoubleQuoted doubleQuoted() {
        int line = source.line();
        source.next();
        Word inner = doubleQuotedText(c -> c == '"');
        if (source.atEnd()) {
            throw SyntaxError.unclosed('"', line);
        }
        source.next();
        return new Part.DoubleQuoted(inner);
    }

    /// Text in which only `$`, backquotes and some backslashes mean something, as in double quotes or here-documents.
    Word doubleQuotedText(End end) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (!source.atEnd() && !end.at(source.peek())) {
            char c = source.peek();
            if (c == '\\') {
                char escaped = source.peek(1);
                boolean special = "$`\\".indexOf(escaped) >= 0 || end.at(escaped);
                if (escaped == '\n') {
                    source.skip(2);
                } else if (special && escaped != '\0') {
                    source.next();
                    literal.append(source.next());
                } else {
                    literal.append(source.next());
                }
            } else if (c == '$' || c == '`') {
                flush(parts, literal);
                dollar.read(parts, literal, true);
            } else {
                literal.append(source.next());
            }
        }
        flush(parts, literal);
        return new Word(parts);
    }

    static void flush(List<Part> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part.Literal(literal.toString()));
            literal.setLength(0);
        }
    }
}
