package brume.cloud.guest.program.awk;

import brume.cloud.guest.program.awk.AwkLexer.Token;
import brume.cloud.guest.program.awk.Node.Expr;
import brume.cloud.guest.program.awk.Node.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads rules, functions and statements; expressions are read by [AwkExpressions].
final class AwkParser {

    private static final int MAX_DEPTH = 200;

    private final List<Token> tokens;
    private final AwkExpressions expressions = new AwkExpressions(this);
    private int at;
    private int depth;

    private AwkParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Node.Program parse(String text) {
        return new AwkParser(AwkLexer.tokens(text)).program();
    }

    Token token() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    boolean is(String operator) {
        return token().is(operator);
    }

    boolean isName(String name) {
        return (token().kind().equals("name") || token().kind().equals("call"))
                && token().text().equals(name);
    }

    boolean take(String operator) {
        if (is(operator)) {
            next();
            return true;
        }
        return false;
    }

    void expect(String operator) {
        if (!take(operator)) {
            throw error();
        }
    }

    AwkError error() {
        String shown =
                token().kind().equals("end") ? "end of file" : token().text().equals("\n") ? "newline" : token().text();
        return new AwkError("cmd. line:1: syntax error near " + shown);
    }

    void enter() {
        if (++depth > MAX_DEPTH) {
            throw new AwkError("program nested too deeply");
        }
    }

    void leave() {
        depth--;
    }

    void newlines() {
        while (token().kind().equals("nl")) {
            next();
        }
    }

    private void terminators() {
        while (token().kind().equals("nl") || is(";")) {
            next();
        }
    }

    private Node.Program program() {
        List<Node.Rule> rules = new ArrayList<>();
        List<Node.Function> functions = new ArrayList<>();
        terminators();
        while (!token().kind().equals("end")) {
            if (isName("function") || isName("func")) {
                next();
                functions.add(function());
            } else {
                rules.add(rule());
            }
            terminators();
        }
        return new Node.Program(rules, functions);
    }

    private Node.Function function() {
        String name = next().text();
        List<String> parameters = new ArrayList<>();
        expect("(");
        while (!is(")")) {
            parameters.add(next().text());
            take(",");
            newlines();
        }
        next();
        newlines();
        return new Node.Function(name, parameters, block());
    }

    private Node.Rule rule() {
        if (isName("BEGIN") || isName("END")) {
            String kind = next().text();
            newlines();
            return new Node.Rule(kind, Optional.empty(), Optional.empty(), Optional.of(block()));
        }
        Optional<Expr> from = Optional.empty();
        Optional<Expr> to = Optional.empty();
        if (!is("{")) {
            from = Optional.of(expressions.read());
            if (take(",")) {
                newlines();
                to = Optional.of(expressions.read());
            }
        }
        Optional<Stmt> action = is("{") ? Optional.of(block()) : Optional.empty();
        return new Node.Rule("", from, to, action);
    }

    private Stmt block() {
        expect("{");
        List<Stmt> body = new ArrayList<>();
        terminators();
        while (!is("}")) {
            body.add(statement());
            terminators();
        }
        next();
        return new Node.Block(body);
    }

    private Stmt statement() {
        enter();
        try {
            if (is("{")) {
                return block();
            }
            if (is(";")) {
                next();
                return new Node.Block(List.of());
            }
            String word = token().kind().equals("name") || token().kind().equals("call") ? token().text() : "";
            return switch (word) {
                case "if" -> conditional();
                case "while" -> loop();
                case "do" -> doLoop();
                case "for" -> forLoop();
                case "next", "nextfile", "break", "continue" -> {
                    next();
                    end();
                    yield new Node.Jump(word, Optional.empty());
                }
                case "exit", "return" -> {
                    next();
                    Optional<Expr> value = atEnd() ? Optional.empty() : Optional.of(expressions.read());
                    end();
                    yield new Node.Jump(word, value);
                }
                default -> {
                    Stmt simple = simple();
                    end();
                    yield simple;
                }
            };
        } finally {
            leave();
        }
    }

    private boolean atEnd() {
        return is(";")
                || is("}")
                || token().kind().equals("nl")
                || token().kind().equals("end");
    }

    private void end() {
        if (is(";") || token().kind().equals("nl")) {
            next();
        } else if (!atEnd()) {
            throw error();
        }
    }

    private Stmt simple() {
        if (isName("print") || isName("printf")) {
            return print(next().text().equals("printf"));
        }
        if (isName("delete")) {
            next();
            String array = next().text();
            List<Expr> index = new ArrayList<>();
            if (take("[")) {
                do {
                    index.add(expressions.read());
                } while (take(","));
                expect("]");
            }
            return new Node.Delete(array, index);
        }
        return new Node.Do(expressions.read());
    }

    private static final Set<String> REDIRECTS = Set.of(">", ">>", "|");

    private Stmt print(boolean formatted) {
        List<Expr> arguments = new ArrayList<>();
        int mark = mark();
        if (is("(")) {
            next();
            newlines();
            arguments.addAll(expressions.list(false));
            newlines();
            expect(")");
            boolean whole = atEnd() || REDIRECTS.contains(token().text());
            if (!whole) {
                back(mark);
                arguments.clear();
            }
        }
        if (arguments.isEmpty() && !atEnd() && !(token().kind().equals("op") && REDIRECTS.contains(token().text()))) {
            arguments.addAll(expressions.list(true));
        }
        if (token().kind().equals("op") && REDIRECTS.contains(token().text())) {
            String redirect = next().text();
            return new Node.Print(formatted, arguments, redirect, Optional.of(expressions.concatenation()));
        }
        return new Node.Print(formatted, arguments, "", Optional.empty());
    }

    private Stmt conditional() {
        next();
        expect("(");
        Expr condition = expressions.read();
        expect(")");
        newlines();
        Stmt then = statement();
        int mark = mark();
        terminators();
        if (isName("else")) {
            next();
            newlines();
            return new Node.If(condition, then, Optional.of(statement()));
        }
        back(mark);
        return new Node.If(condition, then, Optional.empty());
    }

    private Stmt loop() {
        next();
        expect("(");
        Expr condition = expressions.read();
        expect(")");
        if (take(";")) {
            return new Node.While(condition, new Node.Block(List.of()), false);
        }
        newlines();
        return new Node.While(condition, statement(), false);
    }

    private Stmt doLoop() {
        next();
        newlines();
        Stmt body = statement();
        terminators();
        if (!isName("while")) {
            throw error();
        }
        next();
        expect("(");
        Expr condition = expressions.read();
        expect(")");
        return new Node.While(condition, body, true);
    }

    private Stmt forLoop() {
        next();
        expect("(");
        int mark = mark();
        if (token().kind().equals("name")) {
            String name = next().text();
            if (isName("in")) {
                next();
                String array = next().text();
                if (take(")")) {
                    newlines();
                    return new Node.ForIn(name, array, statement());
                }
            }
            back(mark);
        }
        Optional<Stmt> start = is(";") ? Optional.empty() : Optional.of(simple());
        expect(";");
        newlines();
        Optional<Expr> condition = is(";") ? Optional.empty() : Optional.of(expressions.read());
        expect(";");
        newlines();
        Optional<Stmt> step = is(")") ? Optional.empty() : Optional.of(simple());
        expect(")");
        if (take(";")) {
            return new Node.For(start, condition, step, new Node.Block(List.of()));
        }
        newlines();
        return new Node.For(start, condition, step, statement());
    }
}
