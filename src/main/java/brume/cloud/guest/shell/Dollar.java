package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Word.Operation;
import brume.cloud.guest.shell.Word.Part;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Reads what begins with a dollar sign or a backquote.
final class Dollar {

    private final Source source;
    private final Lexer lexer;
    private final BiFunction<Source, Integer, List<Command>> nested;

    Dollar(Source source, Lexer lexer, BiFunction<Source, Integer, List<Command>> nested) {
        this.source = source;
        this.lexer = lexer;
        this.nested = nested;
    }

    void read(List<Part> parts, StringBuilder literal, boolean quoted) {
        if (source.peek() == '`') {
            parts.add(backquoted(quoted));
            return;
        }
        char c = source.peek(1);
        if (c == '(' && source.peek(2) == '(') {
            Optional<Part> arithmetic = arithmetic();
            if (arithmetic.isPresent()) {
                parts.add(arithmetic.get());
                return;
            }
        }
        if (c == '[') {
            source.skip(2);
            int line = source.line();
            Word expression = lexer.doubleQuotedText(x -> x == ']');
            if (source.atEnd()) {
                throw SyntaxError.unclosed(']', line);
            }
            source.next();
            parts.add(new Part.Arithmetic(expression));
        } else if (c == '(') {
            source.skip(2);
            parts.add(new Part.Substitution(nested.apply(source, source.line())));
        } else if (c == '{') {
            parts.add(braced(quoted));
        } else if (c == '\'' && !quoted) {
            source.skip(2);
            parts.add(new Part.Quoted(ansi()));
        } else if (c == '"' && !quoted) {
            source.next();
            parts.add(lexer.doubleQuoted());
        } else if (Character.isLetter(c) || c == '_') {
            source.next();
            parts.add(plain(name()));
        } else if (Character.isDigit(c) || "@*#?$!-".indexOf(c) >= 0 && c != '\0') {
            source.skip(2);
            parts.add(plain(String.valueOf(c)));
        } else {
            literal.append(source.next());
        }
    }

    private static Part plain(String name) {
        return new Part.Parameter(name, Optional.empty(), new Operation.Value());
    }

    private String name() {
        int start = source.position();
        while (Character.isLetterOrDigit(source.peek()) || source.peek() == '_') {
            source.next();
        }
        return source.since(start);
    }

    Part processSubstitution() {
        boolean reads = source.next() == '<';
        source.next();
        return new Part.ProcessSubstitution(nested.apply(source, source.line()), reads);
    }

    private Part backquoted(boolean quoted) {
        int line = source.line();
        source.next();
        StringBuilder script = new StringBuilder();
        while (!source.atEnd() && source.peek() != '`') {
            char c = source.next();
            if (c == '\\' && ("$`\\".indexOf(source.peek()) >= 0 || quoted && source.peek() == '"')) {
                script.append(source.next());
            } else {
                script.append(c);
            }
        }
        if (source.atEnd()) {
            throw SyntaxError.unclosed('`', line);
        }
        source.next();
        return new Part.Substitution(Parser.commands(script.toString(), line));
    }

    /// `$((...))`, unless the parentheses turn out to be a subshell in a substitution.
    private Optional<Part> arithmetic() {
        int mark = source.position();
        int markLine = source.line();
        source.skip(3);
        Optional<Word> expression = arithmeticText();
        if (expression.isEmpty()) {
            source.backTo(mark, markLine);
        }
        return expression.map(Part.Arithmetic::new);
    }

    /// Reads up to the `))` that closes an expression, and behind it.
    Optional<Word> arithmeticText() {
        int line = source.line();
        int[] depth = {0};
        Word word = lexer.doubleQuotedText(c -> {
            if (c == '(') {
                depth[0]++;
            } else if (c == ')') {
                depth[0]--;
            }
            return depth[0] < 0;
        });
        if (source.atEnd()) {
            throw SyntaxError.unclosed(')', line);
        }
        if (!source.startsWith("))")) {
            return Optional.empty();
        }
        source.skip(2);
        return Optional.of(word);
    }

    private Part braced(boolean quoted) {
        int line = source.line();
        int start = source.position();
        source.skip(2);
        boolean length = source.peek() == '#' && source.peek(1) != '}' && "-=?+:%#/".indexOf(source.peek(1)) < 0;
        boolean indirect = source.peek() == '!'
                && (Character.isLetterOrDigit(source.peek(1))
                        || source.peek(1) == '_'
                        || source.peek(1) == '#' && source.peek(2) == '}');
        if (length || indirect) {
            source.next();
        }
        String name = parameterName();
        Optional<Word> index = Optional.empty();
        if (source.peek() == '[') {
            source.next();
            index = Optional.of(lexer.word(c -> c == ']', false));
            source.skip(1);
        }
        Operation operation;
        if (length) {
            operation = new Operation.Length();
        } else if (indirect) {
            operation = indirection(index);
        } else {
            operation = operation(quoted);
        }
        if (source.atEnd()) {
            throw SyntaxError.unclosed('}', line);
        }
        if (source.peek() != '}' || name.isEmpty()) {
            while (!source.atEnd() && source.peek() != '}' && source.peek() != '\n') {
                source.next();
            }
            source.skip(source.peek() == '}' ? 1 : 0);
            throw SyntaxError.of(source.since(start) + ": bad substitution", line);
        }
        source.next();
        return new Part.Parameter(name, index, operation);
    }

    private Operation indirection(Optional<Word> index) {
        if (index.flatMap(Word::plain)
                .filter(i -> i.equals("@") || i.equals("*"))
                .isPresent()) {
            return new Operation.Keys();
        }
        if (source.peek() == '*' || source.peek() == '@') {
            source.next();
            return new Operation.Names();
        }
        return new Operation.Indirect();
    }

    private String parameterName() {
        char c = source.peek();
        if (Character.isLetter(c) || c == '_') {
            return name();
        }
        int start = source.position();
        while (Character.isDigit(source.peek())) {
            source.next();
        }
        if (source.position() == start && "@*#?$!-".indexOf(c) >= 0) {
            source.skip(1);
        }
        return source.since(start);
    }

    private Operation operation(boolean quoted) {
        char c = source.peek();
        if (c == '}') {
            return new Operation.Value();
        }
        if (c == ':' && "-=?+".indexOf(source.peek(1)) >= 0) {
            source.next();
            return new Operation.Default(source.next(), true, argument(quoted));
        }
        if (c == ':') {
            source.next();
            Word offset = lexer.word(x -> x == ':' || x == '}', false);
            if (source.peek() != ':') {
                return new Operation.Slice(offset, Optional.empty());
            }
            source.next();
            return new Operation.Slice(offset, Optional.of(argument(false)));
        }
        if ("-=?+".indexOf(c) >= 0) {
            source.next();
            return new Operation.Default(c, false, argument(quoted));
        }
        if (c == '#' || c == '%') {
            source.next();
            boolean longest = source.peek() == c;
            source.skip(longest ? 1 : 0);
            return new Operation.Trim(c == '#', longest, argument(false));
        }
        if (c == '/') {
            return replacement();
        }
        if (c == '^' || c == ',') {
            source.next();
            boolean all = source.peek() == c;
            source.skip(all ? 1 : 0);
            return new Operation.Case(c == '^', all, argument(false));
        }
        if (c == '@' && source.peek(2) == '}') {
            source.next();
            return new Operation.Transform(source.next());
        }
        return new Operation.Value();
    }

    private Operation replacement() {
        source.next();
        char kind = source.peek();
        if (kind == '/' || kind == '#' || kind == '%') {
            source.next();
        } else {
            kind = '1';
        }
        Word pattern = lexer.word(c -> c == '/' || c == '}', false);
        if (source.peek() != '/') {
            return new Operation.Replace(kind, pattern, Word.EMPTY);
        }
        source.next();
        return new Operation.Replace(kind, pattern, argument(false));
    }

    private Word argument(boolean quoted) {
        return lexer.word(c -> c == '}', quoted);
    }

    private String ansi() {
        int line = source.line();
        StringBuilder raw = new StringBuilder();
        while (!source.atEnd() && source.peek() != '\'') {
            char c = source.next();
            raw.append(c);
            if (c == '\\' && !source.atEnd()) {
                raw.append(source.next());
            }
        }
        if (source.atEnd()) {
            throw SyntaxError.unclosed('\'', line);
        }
        source.next();
        return Escapes.ansi(raw.toString());
    }
}
