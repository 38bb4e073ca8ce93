package brume.cloud.guest.program.awk;

import brume.cloud.guest.program.awk.Node.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads expressions, the weakest operator first.
final class AwkExpressions {

    private static final Set<String> ASSIGNMENTS = Set.of("=", "+=", "-=", "*=", "/=", "%=", "^=");
    private static final Set<String> COMPARISONS = Set.of("<", "<=", "==", "!=", ">", ">=");

    private final AwkParser parser;
    /// In the arguments of `print`, where `>` is a redirection.
    private boolean printing;

    AwkExpressions(AwkParser parser) {
        this.parser = parser;
    }

    Expr read() {
        parser.enter();
        try {
            return ternary();
        } finally {
            parser.leave();
        }
    }

    List<Expr> list(boolean print) {
        boolean before = printing;
        printing = print;
        List<Expr> all = new ArrayList<>();
        do {
            parser.newlines();
            all.add(read());
        } while (parser.take(","));
        printing = before;
        return all;
    }

    private static boolean isTarget(Expr expr) {
        return expr instanceof Node.Var || expr instanceof Node.Field || expr instanceof Node.Element;
    }

    private Expr ternary() {
        Expr condition = or();
        if (isTarget(condition)
                && parser.token().kind().equals("op")
                && ASSIGNMENTS.contains(parser.token().text())) {
            String operator = parser.next().text();
            parser.newlines();
            return new Node.Assign(condition, operator, read());
        }
        if (!parser.take("?")) {
            return condition;
        }
        parser.newlines();
        Expr yes = read();
        parser.newlines();
        parser.expect(":");
        parser.newlines();
        return new Node.Ternary(condition, yes, read());
    }

    private Expr or() {
        Expr left = and();
        while (parser.take("||")) {
            parser.newlines();
            left = new Node.Binary("||", left, and());
        }
        return left;
    }

    private Expr and() {
        Expr left = in();
        while (parser.take("&&")) {
            parser.newlines();
            left = new Node.Binary("&&", left, in());
        }
        return left;
    }

    private Expr in() {
        Expr left = match();
        while (parser.isName("in")) {
            parser.next();
            left = new Node.In(List.of(left), parser.next().text());
        }
        return left;
    }

    private Expr match() {
        Expr left = comparison();
        while (parser.is("~") || isNotMatch()) {
            boolean negated = parser.is("!");
            parser.next();
            if (negated) {
                parser.next();
            }
            Expr found = new Node.Binary("~", left, comparison());
            left = negated ? new Node.Unary('!', found) : found;
        }
        return left;
    }

    private boolean isNotMatch() {
        if (!parser.is("!")) {
            return false;
        }
        int mark = parser.mark();
        parser.next();
        boolean matches = parser.is("~") && !parser.token().blankBefore();
        parser.back(mark);
        return matches;
    }

    private Expr comparison() {
        Expr left = concatenation();
        if (parser.token().kind().equals("op")
                && COMPARISONS.contains(parser.token().text())
                && !(printing && parser.is(">"))) {
            String operator = parser.next().text();
            return new Node.Binary(operator, left, concatenation());
        }
        if (!printing && parser.is("|")) {
            return pipedLine(left);
        }
        return left;
    }

    private Expr pipedLine(Expr left) {
        Expr result = left;
        while (parser.is("|")) {
            parser.next();
            if (!parser.isName("getline")) {
                throw parser.error();
            }
            parser.next();
            result = new Node.GetLine(target(), Optional.of(result), true);
        }
        return result;
    }

    Expr concatenation() {
        Expr left = additive();
        while (startsValue()) {
            left = new Node.Binary(" ", left, additive());
        }
        return left;
    }

    private boolean startsValue() {
        String kind = parser.token().kind();
        if (parser.isName("in")) {
            return false;
        }
        return kind.equals("num")
                || kind.equals("str")
                || kind.equals("re")
                || kind.equals("name")
                || kind.equals("call")
                || parser.is("$")
                || parser.is("(")
                || parser.is("!") && !isNotMatch()
                || parser.is("-")
                || parser.is("+")
                || parser.is("++")
                || parser.is("--");
    }

    private Expr additive() {
        Expr left = multiplicative();
        while (parser.is("+") || parser.is("-")) {
            String operator = parser.next().text();
            left = new Node.Binary(operator, left, multiplicative());
        }
        return left;
    }

    private Expr multiplicative() {
        Expr left = unary();
        while (parser.is("*") || parser.is("/") || parser.is("%")) {
            String operator = parser.next().text();
            left = new Node.Binary(operator, left, unary());
        }
        return left;
    }

    private Expr unary() {
        parser.enter();
        try {
            if (parser.is("!") || parser.is("-") || parser.is("+")) {
                char operator = parser.next().text().charAt(0);
                return new Node.Unary(operator, unary());
            }
            return power();
        } finally {
            parser.leave();
        }
    }

    private Expr power() {
        Expr left = postfix();
        if (parser.take("^")) {
            return new Node.Binary("^", left, parser.is("-") || parser.is("+") || parser.is("!") ? unary() : power());
        }
        return left;
    }

    private Expr postfix() {
        if (parser.is("++") || parser.is("--")) {
            int by = parser.next().text().equals("++") ? 1 : -1;
            return new Node.Step(postfix(), by, true);
        }
        Expr value = primary();
        if (isTarget(value) && (parser.is("++") || parser.is("--"))) {
            return new Node.Step(value, parser.next().text().equals("++") ? 1 : -1, false);
        }
        return value;
    }

    private Expr primary() {
        AwkLexer.Token token = parser.next();
        return switch (token.kind()) {
            case "num" -> new Node.Num(Double.parseDouble(token.text()));
            case "str" -> new Node.Str(token.text());
            case "re" -> new Node.Regex(token.text());
            case "call" ->
                token.text().equals("getline") || token.text().equals("in") ? named(token.text()) : call(token.text());
            case "name" -> named(token.text());
            case "op" -> operator(token.text());
            default -> throw parser.error();
        };
    }

    private Expr operator(String text) {
        if (text.equals("$")) {
            if (parser.is("++") || parser.is("--")) {
                return new Node.Field(postfix());
            }
            return new Node.Field(parser.is("-") ? unary() : primary());
        }
        if (!text.equals("(")) {
            throw parser.error();
        }
        boolean before = printing;
        printing = false;
        List<Expr> inner = list(false);
        printing = before;
        parser.newlines();
        parser.expect(")");
        if (inner.size() > 1) {
            if (!parser.isName("in")) {
                throw parser.error();
            }
            parser.next();
            return new Node.In(inner, parser.next().text());
        }
        return new Node.Binary("()", inner.getFirst(), new Node.Num(0));
    }

    private Expr named(String name) {
        if (name.equals("getline")) {
            Optional<Expr> target = target();
            Optional<Expr> source = parser.take("<") ? Optional.of(postfix()) : Optional.empty();
            return new Node.GetLine(target, source, false);
        }
        if (name.equals("length") && !parser.is("(")) {
            return new Node.Call("length", List.of());
        }
        if (parser.is("[")) {
            parser.next();
            boolean before = printing;
            List<Expr> index = list(false);
            printing = before;
            parser.expect("]");
            return new Node.Element(name, index);
        }
        return new Node.Var(name);
    }

    private Optional<Expr> target() {
        return parser.is("$") || parser.token().kind().equals("name") && !parser.isName("in")
                ? Optional.of(primary())
                : Optional.empty();
    }

    private Expr call(String name) {
        parser.expect("(");
        parser.newlines();
        List<Expr> arguments = parser.is(")") ? List.of() : list(false);
        parser.newlines();
        parser.expect(")");
        return new Node.Call(name, arguments);
    }
}
