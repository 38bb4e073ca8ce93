package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Command.Test;

/// Reads what stands between `[[` and `]]`.
final class Conditions {

    private final Parser parser;

    Conditions(Parser parser) {
        this.parser = parser;
    }

    Test either() {
        Test left = both();
        while (parser.isOperator("||")) {
            next();
            left = new Test.Either(left, both());
        }
        return left;
    }

    private Test both() {
        Test left = single();
        while (parser.isOperator("&&")) {
            next();
            left = new Test.Both(left, single());
        }
        return left;
    }

    private void next() {
        parser.advance();
        parser.skipNewlines();
    }

    private Test single() {
        parser.skipNewlines();
        if (parser.isKeyword("!")) {
            next();
            return new Test.Not(single());
        }
        if (parser.isOperator("(")) {
            next();
            Test inner = either();
            parser.expectOperator(")");
            return inner;
        }
        String operator = parser.keyword();
        if (operator.matches("-[a-zA-Z]")) {
            parser.advance();
            if (parser.token() instanceof Token.WordToken && !parser.isKeyword("]]")) {
                return new Test.Unary(operator, word());
            }
            return new Test.Text(Word.of(operator));
        }
        Word left = word();
        if (parser.token() instanceof Token.Redirect(int fd, String sign, int line, String variable)) {
            parser.advance();
            return new Test.Binary(left, sign, word());
        }
        String comparison = parser.keyword();
        if (comparison.equals("=~")) {
            return new Test.Binary(left, comparison, pattern());
        }
        if (comparison.matches("==?|!=")) {
            java.util.function.BooleanSupplier before = parser.lexer().readPatterns(() -> true);
            parser.advance();
            parser.lexer().readPatterns(before);
            return new Test.Binary(left, comparison, word());
        }
        if (comparison.matches("-(eq|ne|lt|le|gt|ge|nt|ot|ef)")) {
            parser.advance();
            return new Test.Binary(left, comparison, word());
        }
        return new Test.Text(left);
    }

    /// A regular expression: parentheses and bars are part of it.
    private Word pattern() {
        parser.lexer().skipBlanks();
        int[] depth = {0};
        Word word = parser.lexer()
                .word(
                        c -> {
                            depth[0] += c == '(' ? 1 : c == ')' ? -1 : 0;
                            return c == '\n' || depth[0] <= 0 && (c == ' ' || c == '\t');
                        },
                        false);
        parser.advance();
        return word;
    }

    private Word word() {
        if (!(parser.token() instanceof Token.WordToken(Word word, String text, int line))) {
            throw parser.unexpected();
        }
        parser.advance();
        return word;
    }
}
