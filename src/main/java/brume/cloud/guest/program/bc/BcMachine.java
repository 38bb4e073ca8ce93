package brume.cloud.guest.program.bc;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.shell.Escapes;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was said to bc so far: variables, arrays, functions; runs statements.
final class BcMachine {

    private static final int MAX_CALLS = 500;
    private static final int MAX_VARIABLES = 20_000;
    private static final Set<String> LIBRARY = Set.of("s", "c", "a", "l", "e");

    /// Control leaves the statement.
    private static final class Jump extends RuntimeException {
        private final String word;
        private final transient BigDecimal value;

        Jump(String word, BigDecimal value) {
            super(null, null, false, false);
            this.word = word;
            this.value = value;
        }
    }

    private final Process process;
    private final boolean library;
    private final Map<String, BigDecimal> variables = new HashMap<>();
    private final Map<String, BcNode.Define> functions = new HashMap<>();
    private int scale;
    private int inputBase = 10;
    private int outputBase = 10;
    private int calls;
    boolean quit;

    BcMachine(Process process, boolean library) {
        this.process = process;
        this.library = library;
        this.scale = library ? 20 : 0;
    }

    /// Runs the statements of one piece.
    void run(List<BcNode> statements) throws IOException {
        calls = 0;
        try {
            for (BcNode statement : statements) {
                execute(statement);
            }
        } catch (Jump jump) {
            quit = jump.word.equals("quit") || jump.word.equals("halt");
        }
    }

    private void execute(BcNode statement) throws IOException {
        process.checkSignals();
        switch (statement) {
            case BcNode.Text(String text) -> process.print(text);
            case BcNode.Print(List<BcNode> items) -> {
                for (BcNode item : items) {
                    process.print(item instanceof BcNode.Text(String text) ? Escapes.ansi(text) : shown(value(item)));
                }
            }
            case BcNode.Block(List<BcNode> statements) -> {
                for (BcNode one : statements) {
                    execute(one);
                }
            }
            case BcNode.If i -> {
                if (value(i.condition()).signum() != 0) {
                    execute(i.body());
                } else if (i.otherwise().isPresent()) {
                    execute(i.otherwise().get());
                }
            }
            case BcNode.Loop loop -> loop(loop);
            case BcNode.Leave(String word) -> throw new Jump(word, BigDecimal.ZERO);
            case BcNode.Return r ->
                throw new Jump("return", r.value().isPresent() ? value(r.value().get()) : BigDecimal.ZERO);
            case BcNode.Define define -> functions.put(define.name(), define);
            case BcNode.Assign assign -> value(assign);
            default -> process.println(shown(value(statement)));
        }
    }

    private void loop(BcNode.Loop loop) throws IOException {
        if (loop.start().isPresent()) {
            value(loop.start().get());
        }
        while (loop.condition().isEmpty() || value(loop.condition().get()).signum() != 0) {
            process.checkSignals();
            try {
                execute(loop.body());
            } catch (Jump jump) {
                if (jump.word.equals("break")) {
                    return;
                }
                if (!jump.word.equals("continue")) {
                    throw jump;
                }
            }
            if (loop.step().isPresent()) {
                value(loop.step().get());
            }
        }
    }

    private BigDecimal value(BcNode node) throws IOException {
        return switch (node) {
            case BcNode.Number(String digits) -> BcNumbers.read(digits, inputBase);
            case BcNode.Name name -> get(key(name));
            case BcNode.Group(BcNode inner) -> value(inner);
            case BcNode.Negate(BcNode inner) -> value(inner).negate();
            case BcNode.Not(BcNode inner) -> BcNumbers.truth(value(inner).signum() == 0);
            case BcNode.Assign(BcNode.Name name, String operator, BcNode right) -> {
                BigDecimal given = value(right);
                String key = key(name);
                BigDecimal result = operator.isEmpty() ? given : BcNumbers.apply(operator, get(key), given, scale);
                set(key, result);
                yield result;
            }
            case BcNode.Step(BcNode.Name name, boolean up, boolean first) -> {
                String key = key(name);
                BigDecimal before = get(key);
                BigDecimal after = before.add(BigDecimal.valueOf(up ? 1 : -1));
                set(key, after);
                yield first ? after : before;
            }
            case BcNode.Binary(String operator, BcNode left, BcNode right) -> {
                BigDecimal a = value(left);
                if (operator.equals("&&") || operator.equals("||")) {
                    boolean b = value(right).signum() != 0;
                    yield BcNumbers.truth(operator.equals("&&") ? a.signum() != 0 && b : a.signum() != 0 || b);
                }
                yield BcNumbers.apply(operator, a, value(right), scale);
            }
            case BcNode.Call call -> call(call);
            default -> throw BcFault.syntax();
        };
    }

    private String key(BcNode.Name name) throws IOException {
        return name.index().isPresent()
                ? name.name() + "[" + value(name.index().get()).toBigInteger() + "]"
                : name.name();
    }

    private BigDecimal call(BcNode.Call call) throws IOException {
        String name = call.function();
        BcNode.Define defined = functions.get(name);
        if (defined == null) {
            if (call.arguments().size() != 1) {
                throw BcFault.running("Function " + name + " not defined.");
            }
            BigDecimal argument = value(call.arguments().getFirst());
            return switch (name) {
                case "sqrt" -> BcNumbers.root(argument, scale);
                case "length" -> BigDecimal.valueOf(Math.max(argument.precision(), argument.scale()));
                case "scale" -> BigDecimal.valueOf(argument.scale());
                default -> {
                    if (!library || !LIBRARY.contains(name)) {
                        throw BcFault.running("Function " + name + " not defined.");
                    }
                    yield BcNumbers.library(name, argument, scale);
                }
            };
        }
        if (call.arguments().size() != defined.parameters().size()) {
            throw BcFault.running("Parameter number mismatch");
        }
        if (++calls > MAX_CALLS) {
            throw BcFault.running("Function nesting too deep");
        }
        Map<String, BigDecimal> given = new HashMap<>();
        for (int i = 0; i < call.arguments().size(); i++) {
            String parameter = defined.parameters().get(i);
            if (parameter.endsWith("[]") && call.arguments().get(i) instanceof BcNode.Name(String array, var index)) {
                String from = array.replace("[]", "") + "[";
                String to = parameter.replace("]", "");
                variables.forEach((key, value) -> {
                    if (key.startsWith(from)) {
                        given.put(to + key.substring(from.length()), value);
                    }
                });
            } else {
                given.put(parameter, value(call.arguments().get(i)));
            }
        }
        return within(defined, given);
    }

    /// Runs a function's body; what is its own is as before afterwards.
    private BigDecimal within(BcNode.Define defined, Map<String, BigDecimal> given) throws IOException {
        Map<String, BigDecimal> before = new HashMap<>();
        for (List<String> own : List.of(defined.parameters(), defined.autos())) {
            for (String name : own) {
                String prefix = name.replace("[]", "[");
                variables.entrySet().removeIf(entry -> {
                    boolean hidden = name.endsWith("[]")
                            ? entry.getKey().startsWith(prefix)
                            : entry.getKey().equals(name);
                    if (hidden) {
                        before.put(entry.getKey(), entry.getValue());
                    }
                    return hidden;
                });
            }
        }
        variables.putAll(given);
        try {
            execute(defined.body());
            return BigDecimal.ZERO;
        } catch (Jump jump) {
            if (!jump.word.equals("return")) {
                throw jump;
            }
            return jump.value;
        } finally {
            calls--;
            for (List<String> own : List.of(defined.parameters(), defined.autos())) {
                for (String name : own) {
                    String prefix = name.replace("[]", "[");
                    variables.keySet().removeIf(key -> name.endsWith("[]") ? key.startsWith(prefix) : key.equals(name));
                }
            }
            variables.putAll(before);
        }
    }

    private BigDecimal get(String name) {
        return switch (name) {
            case "scale" -> BigDecimal.valueOf(scale);
            case "ibase" -> BigDecimal.valueOf(inputBase);
            case "obase" -> BigDecimal.valueOf(outputBase);
            default -> variables.getOrDefault(name, BigDecimal.ZERO);
        };
    }

    private void set(String name, BigDecimal value) {
        int number = value.min(BigDecimal.valueOf(BcNumbers.MAX_DIGITS)).intValue();
        switch (name) {
            case "scale" -> scale = Math.max(0, number);
            case "ibase" -> inputBase = Math.clamp(number, 2, 16);
            case "obase" -> outputBase = Math.clamp(number, 2, 36);
            default -> {
                if (variables.size() > MAX_VARIABLES) {
                    throw BcFault.running("out of memory");
                }
                variables.put(name, value);
            }
        }
    }

    private String shown(BigDecimal value) {
        variables.put("last", value);
        return BcNumbers.shown(value, outputBase);
    }
}
