package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Command.Branch;
import brume.cloud.guest.shell.Command.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads compound commands.
final class Compounds {

    private final Parser parser;

    Compounds(Parser parser) {
        this.parser = parser;
    }

    /// The compound command that begins here, if one does.
    Optional<Command> read() {
        if (parser.isOperator("(")) {
            return Optional.of(parenthesis());
        }
        if (parser.isDash() && List.of("[[", "function", "select", "coproc").contains(parser.keyword())) {
            return Optional.empty();
        }
        return switch (parser.keyword()) {
            case "if" -> Optional.of(conditional());
            case "while", "until" -> Optional.of(loop());
            case "for", "select" -> Optional.of(forLoop());
            case "case" -> Optional.of(cases());
            case "{" -> Optional.of(group());
            case "[[" -> Optional.of(test());
            case "function" -> Optional.of(function());
            case "coproc" -> Optional.of(coprocess());
            case "then", "else", "elif", "fi", "do", "done", "esac", "}" -> throw parser.unexpected();
            default -> Optional.empty();
        };
    }

    /// The compound command that a function's body must be.
    Command body() {
        return read().orElseThrow(parser::unexpected);
    }

    private Command parenthesis() {
        if (parser.source().peek() == '(') {
            Optional<Command> arithmetic = arithmetic();
            if (arithmetic.isPresent()) {
                return arithmetic.get();
            }
        }
        parser.advance();
        Command body = parser.list(false);
        parser.expectOperator(")");
        return new Command.Subshell(body, parser.redirections());
    }

    private Optional<Command> arithmetic() {
        Source source = parser.source();
        int mark = source.position();
        int line = source.line();
        source.next();
        Optional<Word> expression = new Dollar(source, parser.lexer(), (s, l) -> List.of()).arithmeticText();
        if (expression.isEmpty()) {
            source.backTo(mark, line);
            return Optional.empty();
        }
        parser.advance();
        return Optional.of(new Command.Arithmetic(expression.get(), parser.redirections()));
    }

    /// `coproc name { ...; }`, or `coproc` and a simple command.
    private Command coprocess() {
        int start = parser.tokenStart();
        parser.advance();
        Optional<Command> unnamed = read();
        String name = "COPROC";
        Command command;
        if (unnamed.isPresent()) {
            command = unnamed.get();
        } else {
            String word = parser.keyword();
            Command simple = new SimpleCommands(parser).read(true);
            boolean named = simple instanceof Command.Simple s
                    && s.words().size() == 1
                    && s.redirections().isEmpty()
                    && word.matches("[A-Za-z_][A-Za-z0-9_]*");
            Optional<Command> body = named ? read() : Optional.empty();
            name = body.isPresent() ? word : name;
            command = body.orElse(simple);
        }
        return new Command.Coprocess(name, command, parser.source().since(start).strip());
    }

    private Command group() {
        parser.advance();
        Command body = parser.list(false);
        parser.expectKeyword("}");
        return new Command.Group(body, parser.redirections());
    }

    private Command conditional() {
        List<Branch> branches = new ArrayList<>();
        Optional<Command> otherwise = Optional.empty();
        do {
            parser.advance();
            Command condition = parser.list(false);
            parser.expectKeyword("then");
            branches.add(new Branch(condition, parser.list(false)));
        } while (parser.isKeyword("elif"));
        if (parser.isKeyword("else")) {
            parser.advance();
            otherwise = Optional.of(parser.list(false));
        }
        parser.expectKeyword("fi");
        return new Command.If(branches, otherwise, parser.redirections());
    }

    private Command loop() {
        boolean until = parser.isKeyword("until");
        parser.advance();
        Command condition = parser.list(false);
        Command body = doGroup();
        return new Command.Loop(condition, until, body, parser.redirections());
    }

    private Command doGroup() {
        parser.skipNewlines();
        parser.expectKeyword("do");
        Command body = parser.list(false);
        parser.expectKeyword("done");
        return body;
    }

    private Command forLoop() {
        int line = parser.token().line();
        boolean chooses = parser.isKeyword("select");
        parser.advance();
        if (parser.isOperator("(") && parser.source().peek() == '(') {
            return arithmeticFor();
        }
        String name = parser.keyword();
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw name.isEmpty()
                    ? parser.unexpectedNewline()
                    : SyntaxError.of("`" + name + "': not a valid identifier", line);
        }
        parser.advance();
        parser.skipNewlines();
        Optional<List<Word>> words = Optional.empty();
        if (parser.isKeyword("in")) {
            parser.advance();
            List<Word> all = new ArrayList<>();
            while (parser.token() instanceof Token.WordToken(Word word, String text, int at)) {
                all.add(word);
                parser.advance();
            }
            words = Optional.of(all);
            if (!parser.isOperator(";") && !(parser.token() instanceof Token.Newline)) {
                throw parser.unexpected();
            }
        }
        if (parser.isOperator(";")) {
            parser.advance();
        }
        Command body = forBody();
        return new Command.For(name, words, body, parser.redirections(), line, chooses);
    }

    private Command forBody() {
        parser.skipNewlines();
        if (parser.isKeyword("{")) {
            parser.advance();
            Command body = parser.list(false);
            parser.expectKeyword("}");
            return body;
        }
        return doGroup();
    }

    private Command arithmeticFor() {
        Source source = parser.source();
        source.next();
        int line = source.line();
        Word start = clause(source, ';', line);
        Word condition = clause(source, ';', line);
        Word step = clause(source, ')', line);
        if (source.peek() != ')') {
            throw SyntaxError.near(String.valueOf(source.peek()), line);
        }
        source.next();
        parser.advance();
        if (parser.isOperator(";")) {
            parser.advance();
        }
        Command body = forBody();
        return new Command.ArithmeticFor(start, condition, step, body, parser.redirections());
    }

    private Word clause(Source source, char end, int line) {
        int[] depth = {0};
        Word word = parser.lexer().doubleQuotedText(c -> {
            if (depth[0] == 0 && c == end) {
                return true;
            }
            depth[0] += c == '(' ? 1 : c == ')' ? -1 : 0;
            return false;
        });
        if (source.atEnd()) {
            throw SyntaxError.unclosed(')', line);
        }
        source.next();
        return word;
    }

    private Command cases() {
        parser.advance();
        if (!(parser.token() instanceof Token.WordToken(Word subject, String text, int line))) {
            throw parser.unexpected();
        }
        parser.advance();
        parser.skipNewlines();
        parser.expectKeyword("in");
        List<Clause> clauses = new ArrayList<>();
        parser.skipNewlines();
        while (!parser.isKeyword("esac")) {
            clauses.add(clause());
            parser.skipNewlines();
        }
        parser.advance();
        return new Command.Case(subject, clauses, parser.redirections());
    }

    private Clause clause() {
        if (parser.isOperator("(")) {
            parser.advance();
        }
        List<Word> patterns = new ArrayList<>();
        do {
            if (!patterns.isEmpty()) {
                parser.advance();
            }
            if (!(parser.token() instanceof Token.WordToken(Word word, String text, int line))) {
                throw parser.unexpected();
            }
            patterns.add(word);
            parser.advance();
        } while (parser.isOperator("|"));
        parser.expectOperator(")");
        Command body = parser.list(true);
        String next = ";;";
        if (parser.token() instanceof Token.Operator(String operator, int line) && operator.startsWith(";")) {
            next = operator;
            parser.advance();
        } else if (!parser.isKeyword("esac")) {
            throw parser.unexpected();
        }
        return new Clause(patterns, body, next);
    }

    private Command function() {
        parser.advance();
        if (!(parser.token() instanceof Token.WordToken(Word word, String text, int line))) {
            throw parser.unexpectedNewline();
        }
        String name = word.constant().orElseThrow(parser::unexpected);
        parser.advance();
        if (parser.isOperator("(")) {
            parser.advance();
            parser.expectOperator(")");
        }
        parser.skipNewlines();
        return new Command.Function(name, body());
    }

    private Command test() {
        parser.advance();
        Command.Test test = new Conditions(parser).either();
        parser.expectKeyword("]]");
        return new Command.Conditional(test, parser.redirections());
    }
}
