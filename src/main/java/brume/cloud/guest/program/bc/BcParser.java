package brume.cloud.guest.program.bc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads one complete piece of a bc program: lines up to where no brace is open.
final class BcParser {

    private static final int MAX_DEPTH = 200;
    private static final Pattern TOKEN = Pattern.compile(
            "[ \\t]*(?:(\"[^\"]*\")|(\\d*\\.\\d+|[0-9A-F]+\\.?|\\.)|([a-z][a-z0-9_]*)|(\\n|\\+\\+|--|[-+*/%^]=|[<>=!]=|&&|\\|\\||[-+*/%^()<>=!,;{}\\[\\]]))",
            Pattern.DOTALL);

    private final List<String> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private BcParser(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            tokens.add(
                    matcher.group().stripLeading().isEmpty()
                            ? "\n"
                            : matcher.group().strip());
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (!text.substring(end).isBlank()) {
            throw BcFault.syntax();
        }
    }

    /// The statements of a text.
    static List<BcNode> parse(String text) {
        BcParser parser = new BcParser(text);
        List<BcNode> statements = parser.statements("");
        if (parser.at < parser.tokens.size()) {
            throw BcFault.syntax();
        }
        return statements;
    }

    /// True where more lines must follow: an open brace, text or comment.
    static boolean isOpen(String text) {
        int braces = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && text.startsWith("/*", i)) {
                int close = text.indexOf("*/", i + 2);
                if (close < 0) {
                    return true;
                }
                i = close + 1;
            } else if (!quoted) {
                braces += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
        }
        return braces > 0 || quoted || text.stripTrailing().endsWith("\\");
    }

    private String peek() {
        return at < tokens.size() ? tokens.get(at) : "";
    }

    private boolean take(String token) {
        if (peek().equals(token)) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(String token) {
        if (!take(token)) {
            throw BcFault.syntax();
        }
    }

    private void newlines() {
        while (peek().equals("\n")) {
            at++;
        }
    }

    private List<BcNode> statements(String close) {
        List<BcNode> statements = new ArrayList<>();
        while (at < tokens.size() && !peek().equals(close)) {
            if (take(";") || take("\n")) {
                continue;
            }
            statements.add(statement());
            if (at < tokens.size() && !peek().equals(close) && !peek().equals(";") && !peek().equals("\n")) {
                boolean behindBlock = tokens.get(at - 1).equals("}");
                if (!behindBlock) {
                    throw BcFault.syntax();
                }
            }
        }
        return statements;
    }

    private BcNode statement() {
        if (++depth > MAX_DEPTH) {
            throw BcFault.syntax();
        }
        try {
            String token = peek();
            if (token.startsWith("\"")) {
                at++;
                return new BcNode.Text(token.substring(1, token.length() - 1));
            }
            return switch (token) {
                case "{" -> {
                    at++;
                    List<BcNode> inner = statements("}");
                    expect("}");
                    yield new BcNode.Block(inner);
                }
                case "if" -> conditional();
                case "while" -> {
                    at++;
                    expect("(");
                    BcNode condition = expression();
                    expect(")");
                    newlines();
                    yield new BcNode.Loop(Optional.empty(), Optional.of(condition), Optional.empty(), statement());
                }
                case "for" -> loop();
                case "define" -> define();
                case "print" -> print();
                case "break", "continue", "quit", "halt" -> {
                    at++;
                    yield new BcNode.Leave(token);
                }
                case "return" -> {
                    at++;
                    boolean bare =
                            at == tokens.size() || List.of(";", "\n", "}").contains(peek());
                    yield new BcNode.Return(bare ? Optional.empty() : Optional.of(expression()));
                }
                default -> expression();
            };
        } finally {
            depth--;
        }
    }

    private BcNode conditional() {
        at++;
        expect("(");
        BcNode condition = expression();
        expect(")");
        newlines();
        BcNode body = statement();
        int mark = at;
        while (peek().equals("\n") || peek().equals(";")) {
            at++;
        }
        if (take("else")) {
            newlines();
            return new BcNode.If(condition, body, Optional.of(statement()));
        }
        at = mark;
        return new BcNode.If(condition, body, Optional.empty());
    }

    private BcNode loop() {
        at++;
        expect("(");
        Optional<BcNode> start = peek().equals(";") ? Optional.empty() : Optional.of(expression());
        expect(";");
        Optional<BcNode> condition = peek().equals(";") ? Optional.empty() : Optional.of(expression());
        expect(";");
        Optional<BcNode> step = peek().equals(")") ? Optional.empty() : Optional.of(expression());
        expect(")");
        newlines();
        return new BcNode.Loop(start, condition, step, statement());
    }

    private BcNode define() {
        at++;
        take("void");
        String name = name();
        expect("(");
        List<String> parameters = names(")");
        expect(")");
        newlines();
        expect("{");
        List<String> autos = new ArrayList<>();
        newlines();
        while (take("auto")) {
            autos.addAll(names("\n"));
            while (take(";") || take("\n")) {
                continue;
            }
        }
        List<BcNode> body = statements("}");
        expect("}");
        return new BcNode.Define(name, parameters, autos, new BcNode.Block(body));
    }

    private List<String> names(String end) {
        List<String> names = new ArrayList<>();
        while (!peek().equals(end) && !peek().equals(";") && at < tokens.size()) {
            String name = name();
            if (take("[")) {
                expect("]");
                name += "[]";
            }
            names.add(name);
            if (!take(",")) {
                break;
            }
        }
        return names;
    }

    private String name() {
        String name = peek();
        if (!name.matches("[a-z][a-z0-9_]*")) {
            throw BcFault.syntax();
        }
        at++;
        return name;
    }

    private BcNode print() {
        at++;
        List<BcNode> items = new ArrayList<>();
        do {
            String token = peek();
            if (token.startsWith("\"")) {
                at++;
                items.add(new BcNode.Text(token.substring(1, token.length() - 1)));
            } else {
                items.add(expression());
            }
        } while (take(","));
        return new BcNode.Print(items);
    }

    // ---- expressions, from the loosest to the tightest

    private BcNode expression() {
        if (++depth > MAX_DEPTH) {
            throw BcFault.syntax();
        }
        BcNode left = and();
        while (take("||")) {
            left = new BcNode.Binary("||", left, and());
        }
        depth--;
        return left;
    }

    private BcNode and() {
        BcNode left = not();
        while (take("&&")) {
            left = new BcNode.Binary("&&", left, not());
        }
        return left;
    }

    private BcNode not() {
        return take("!") ? new BcNode.Not(not()) : comparison();
    }

    private BcNode comparison() {
        BcNode left = assignment();
        while (peek().matches("[<>]=?|[=!]=")) {
            left = new BcNode.Binary(tokens.get(at++), left, assignment());
        }
        return left;
    }

    private BcNode assignment() {
        int mark = at;
        if (peek().matches("[a-z][a-z0-9_]*")) {
            String word = name();
            if (!peek().equals("(")) {
                BcNode.Name name = subscripted(word);
                if (peek().matches("[-+*/%^]?=")) {
                    String operator = tokens.get(at++);
                    return new BcNode.Assign(name, operator.substring(0, operator.length() - 1), assignment());
                }
            }
            at = mark;
        }
        return sum();
    }

    private BcNode.Name subscripted(String name) {
        if (!take("[")) {
            return new BcNode.Name(name, Optional.empty());
        }
        if (take("]")) {
            return new BcNode.Name(name + "[]", Optional.empty());
        }
        BcNode index = expression();
        expect("]");
        return new BcNode.Name(name, Optional.of(index));
    }

    private BcNode sum() {
        BcNode left = product();
        while (peek().equals("+") || peek().equals("-")) {
            left = new BcNode.Binary(tokens.get(at++), left, product());
        }
        return left;
    }

    private BcNode product() {
        BcNode left = power();
        while (peek().matches("[*/%]")) {
            left = new BcNode.Binary(tokens.get(at++), left, power());
        }
        return left;
    }

    private BcNode power() {
        BcNode left = unary();
        return take("^") ? new BcNode.Binary("^", left, power()) : left;
    }

    private BcNode unary() {
        if (take("-")) {
            return new BcNode.Negate(unary());
        }
        boolean up = peek().equals("++");
        if (up || peek().equals("--")) {
            at++;
            return new BcNode.Step(subscripted(name()), up, true);
        }
        return primary();
    }

    private BcNode primary() {
        String token = peek();
        if (take("(")) {
            BcNode inner = expression();
            expect(")");
            return new BcNode.Group(inner);
        }
        if (token.matches("[0-9A-F.]+")) {
            at++;
            return new BcNode.Number(token);
        }
        String name = name();
        if (take("(")) {
            List<BcNode> arguments = new ArrayList<>();
            while (!peek().equals(")")) {
                arguments.add(expression());
                if (!take(",")) {
                    break;
                }
            }
            expect(")");
            return new BcNode.Call(name, arguments);
        }
        BcNode.Name variable = subscripted(name);
        if (peek().equals("++") || peek().equals("--")) {
            return new BcNode.Step(variable, tokens.get(at++).equals("++"), false);
        }
        return variable;
    }
}
