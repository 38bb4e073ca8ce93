package brume.cloud.guest.program.awk;

import brume.cloud.guest.program.Regex;
import brume.cloud.guest.program.awk.Node.Expr;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Evaluates expressions.
final class AwkEval {

    private static final int MAX_CALLS = 200;
    private static final int MAX_TEXT = 16 * 1024 * 1024;

    /// The local variables of a function that runs.
    private record Frame(Map<String, Value> values, Map<String, Map<String, Value>> arrays) {}

    private final AwkRun run;
    private final AwkFunctions builtins;
    private final Deque<Frame> frames = new ArrayDeque<>();
    private final Map<String, Pattern> patterns = new HashMap<>();

    AwkEval(AwkRun run) {
        this.run = run;
        this.builtins = new AwkFunctions(run, this);
    }

    String text(Expr expr) throws IOException {
        return value(expr).toText(run.text("CONVFMT"));
    }

    double number(Expr expr) throws IOException {
        return value(expr).toNumber();
    }

    Pattern pattern(String text) {
        if (patterns.size() > 1000) {
            patterns.clear();
        }
        return patterns.computeIfAbsent(text, t -> Regex.extended(t, false));
    }

    /// The pattern that an argument means: a regular expression as written, or one in a text.
    Pattern pattern(Expr expr) throws IOException {
        return expr instanceof Node.Regex(String text) ? pattern(text) : pattern(text(expr));
    }

    Value value(Expr expr) throws IOException {
        return switch (expr) {
            case Node.Num(double number) -> Value.of(number);
            case Node.Str(String text) -> Value.of(text);
            case Node.Regex(String text) ->
                Value.of(pattern(text).matcher(run.record.line()).find());
            case Node.Var(String name) -> variable(name);
            case Node.Field(Expr index) -> run.record.get(fieldNumber(index));
            case Node.Element(String array, List<Expr> index) ->
                array(array).computeIfAbsent(key(index), k -> Value.UNSET);
            case Node.In(List<Expr> index, String array) ->
                Value.of(array(array).containsKey(key(index)));
            case Node.Assign assign -> assigned(assign);
            case Node.Step step -> step(step);
            case Node.Unary(char operator, Expr operand) -> {
                Value value = value(operand);
                yield operator == '!'
                        ? Value.of(!value.isTrue())
                        : Value.of(operator == '-' ? -value.toNumber() : value.toNumber());
            }
            case Node.Binary binary -> binary(binary);
            case Node.Ternary t -> value(value(t.condition()).isTrue() ? t.yes() : t.no());
            case Node.Call call -> call(call);
            case Node.GetLine getLine -> getLine(getLine);
        };
    }

    private int fieldNumber(Expr index) throws IOException {
        double number = number(index);
        if (number < 0) {
            throw new AwkError("attempt to access field " + (long) number);
        }
        return (int) Math.min(number, Integer.MAX_VALUE);
    }

    private Value variable(String name) {
        Frame frame = frames.peek();
        if (frame != null && frame.values.containsKey(name)) {
            return frame.values.getOrDefault(name, Value.UNSET);
        }
        return run.variables.getOrDefault(name, Value.UNSET);
    }

    Map<String, Value> array(String name) {
        Frame frame = frames.peek();
        if (frame != null && (frame.values.containsKey(name) || frame.arrays.containsKey(name))) {
            return frame.arrays.computeIfAbsent(name, n -> new LinkedHashMap<>());
        }
        Map<String, Value> array = run.arrays.computeIfAbsent(name, n -> new LinkedHashMap<>());
        if (array.size() > AwkRun.MAX_ELEMENTS) {
            throw new AwkError("out of memory");
        }
        return array;
    }

    List<String> sortedKeys(String array) {
        return new ArrayList<>(array(array).keySet());
    }

    String key(List<Expr> index) throws IOException {
        List<String> parts = new ArrayList<>();
        for (Expr one : index) {
            parts.add(text(one));
        }
        return String.join(run.text("SUBSEP"), parts);
    }

    Value assign(Expr target, Value value) throws IOException {
        switch (target) {
            case Node.Var(String name) -> set(name, value);
            case Node.Element(String array, List<Expr> index) -> array(array).put(key(index), value);
            case Node.Field(Expr index) -> {
                int number = fieldNumber(index);
                String text = value.toText(run.text("CONVFMT"));
                if (number == 0) {
                    run.setLine(text);
                } else {
                    run.record.set(number, text, run.text("OFS"));
                    run.variables.put("NF", Value.of(run.record.count()));
                }
            }
            default -> throw new AwkError("assignment to something that is no variable");
        }
        return value;
    }

    private void set(String name, Value value) {
        Frame frame = frames.peek();
        if (frame != null && frame.values.containsKey(name)) {
            frame.values.put(name, value);
            return;
        }
        run.variables.put(name, value);
        if (name.equals("NF")) {
            run.record.resize((int) value.toNumber(), run.text("OFS"));
        }
    }

    private Value assigned(Node.Assign assign) throws IOException {
        Value right = value(assign.value());
        if (assign.operator().equals("=")) {
            return assign(assign.target(), right);
        }
        double left = number(assign.target());
        return assign(assign.target(), Value.of(arithmetic(assign.operator().substring(0, 1), left, right.toNumber())));
    }

    private Value step(Node.Step step) throws IOException {
        double before = number(step.target());
        assign(step.target(), Value.of(before + step.by()));
        return Value.of(step.before() ? before + step.by() : before);
    }

    private static double arithmetic(String operator, double a, double b) {
        return switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "^" -> Math.pow(a, b);
            default -> {
                if (b == 0) {
                    throw new AwkError("division by zero" + (operator.equals("%") ? " in %" : ""));
                }
                yield operator.equals("/") ? a / b : a % b;
            }
        };
    }

    private Value binary(Node.Binary binary) throws IOException {
        return switch (binary.operator()) {
            case "()" -> value(binary.left());
            case "&&" ->
                Value.of(value(binary.left()).isTrue() && value(binary.right()).isTrue());
            case "||" ->
                Value.of(value(binary.left()).isTrue() || value(binary.right()).isTrue());
            case "~" ->
                Value.of(pattern(binary.right()).matcher(text(binary.left())).find());
            case " " -> {
                String joined = text(binary.left()) + text(binary.right());
                if (joined.length() > MAX_TEXT) {
                    throw new AwkError("out of memory");
                }
                yield Value.of(joined);
            }
            case "<", "<=", "==", "!=", ">", ">=" -> Value.of(compare(binary));
            default -> Value.of(arithmetic(binary.operator(), number(binary.left()), number(binary.right())));
        };
    }

    private boolean compare(Node.Binary binary) throws IOException {
        Value left = value(binary.left());
        Value right = value(binary.right());
        int sign = left.isNumeric() && right.isNumeric()
                ? Double.compare(left.toNumber(), right.toNumber())
                : left.toText(run.text("CONVFMT")).compareTo(right.toText(run.text("CONVFMT")));
        return switch (binary.operator()) {
            case "<" -> sign < 0;
            case "<=" -> sign <= 0;
            case "==" -> sign == 0;
            case "!=" -> sign != 0;
            case ">" -> sign > 0;
            default -> sign >= 0;
        };
    }

    private Value call(Node.Call call) throws IOException {
        Node.Function function = run.functions.get(call.name());
        if (function == null) {
            return builtins.call(call);
        }
        if (frames.size() >= MAX_CALLS) {
            throw new AwkError("function call nesting too deep");
        }
        Frame frame = new Frame(new HashMap<>(), new HashMap<>());
        for (int i = 0; i < function.parameters().size(); i++) {
            String name = function.parameters().get(i);
            frame.values.put(name, Value.UNSET);
            if (i >= call.arguments().size()) {
                continue;
            }
            Expr argument = call.arguments().get(i);
            if (argument instanceof Node.Var(String array) && isArray(array)) {
                frame.arrays.put(name, array(array));
            } else {
                frame.values.put(name, value(argument));
            }
        }
        frames.push(frame);
        try {
            run.run(function.body());
            return Value.UNSET;
        } catch (AwkRun.Leave leave) {
            if (leave.kind.equals("return")) {
                return leave.value;
            }
            throw leave;
        } finally {
            frames.pop();
        }
    }

    private boolean isArray(String name) {
        Frame frame = frames.peek();
        return frame != null && frame.arrays.containsKey(name)
                || run.arrays.containsKey(name) && !run.variables.containsKey(name);
    }

    private Value getLine(Node.GetLine getLine) throws IOException {
        Optional<String> line;
        try {
            line = getLine.source().isPresent()
                    ? run.outputs.line(text(getLine.source().get()), getLine.command())
                    : run.nextLine();
        } catch (brume.cloud.guest.fs.FsException missing) {
            return Value.of(-1);
        }
        if (line.isEmpty()) {
            return Value.of(0);
        }
        if (getLine.target().isPresent()) {
            assign(getLine.target().get(), Value.input(line.get()));
        } else {
            run.setLine(line.get());
        }
        return Value.of(1);
    }
}
