package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `bc [-lq] [file...]`: expressions, variables, `scale`, `ibase`, `obase`, `sqrt`, `length`, comparisons; with `-l`
/// sines
/// and their like.
///
/// Differs from Linux: no loops and no functions of one's own.
public final class Bc implements Program {

    private static final int MAX_DIGITS = 5_000;
    private static final int ROW = 68;

    @Override
    public int run(Process process) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean library = false;
        for (String arg : process.args()) {
            if (arg.startsWith("-") && arg.length() > 1) {
                library |= arg.contains("l");
            } else {
                try (InputStream in = process.open(arg)) {
                    in.transferTo(text);
                }
            }
        }
        Calculator calculator = new Calculator(library);
        for (String line : text.toString(StandardCharsets.UTF_8).split("\n")) {
            calculator.line(process, line);
        }
        var input = new brume.cloud.guest.program.Lines(process.in());
        for (var line = input.next(); line.isPresent() && !calculator.quit; line = input.next()) {
            process.checkSignals();
            calculator.line(process, line.get());
            process.out().flush();
        }
        return 0;
    }

    private static final class Fault extends RuntimeException {
        Fault(String message) {
            super(message, null, false, false);
        }

        @Override
        public String getMessage() {
            return java.util.Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    /// What was said so far, and the line being read.
    private static final class Calculator {
        private final Map<String, BigDecimal> variables = new HashMap<>();
        private int scale;
        private int inputBase = 10;
        private int outputBase = 10;
        private boolean quit;
        private List<String> tokens = List.of();
        private int at;
        private int depth;
        private boolean assigned;

        Calculator(boolean library) {
            this.scale = library ? 20 : 0;
        }

        void line(Process process, String line) throws IOException {
            String bare = line.replaceAll("/\\*.*?\\*/", "").replaceFirst("#.*", "");
            for (String statement : bare.split(";")) {
                if (statement.isBlank() || quit) {
                    continue;
                }
                if (statement.strip().matches("quit|halt")) {
                    quit = true;
                    return;
                }
                if (statement.strip().startsWith("\"")) {
                    process.print(statement.strip().replace("\"", ""));
                    continue;
                }
                try {
                    tokens = tokens(statement);
                    at = 0;
                    depth = 0;
                    assigned = false;
                    BigDecimal value = assignment();
                    if (at < tokens.size()) {
                        throw new Fault("syntax error");
                    }
                    if (!assigned) {
                        process.println(shown(value));
                    }
                } catch (Fault fault) {
                    process.warn(
                            fault.getMessage().equals("syntax error")
                                    ? "(standard_in) 1: syntax error"
                                    : "Runtime error (func=(main), adr=" + (tokens.size() + 2) + "): "
                                            + fault.getMessage());
                } catch (ArithmeticException tooLarge) {
                    process.warn("Runtime error (func=(main), adr=3): exponent too large in raise");
                }
            }
        }

        private static List<String> tokens(String text) {
            List<String> tokens = new ArrayList<>();
            var matcher = java.util.regex.Pattern.compile(
                            "\\s*(\\d*\\.\\d+|[0-9A-F]+\\.?|[a-z][a-z0-9_]*|\\+\\+|--|[-+*/%^]=|[<>=!]=|&&|\\|\\||[-+*/%^()<>=!,])")
                    .matcher(text);
            int end = 0;
            while (matcher.lookingAt()) {
                tokens.add(matcher.group(1));
                end = matcher.end();
                matcher.region(end, text.length());
            }
            if (!text.substring(end).isBlank()) {
                throw new Fault("syntax error");
            }
            return tokens;
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

        private BigDecimal assignment() {
            if (++depth > 200) {
                throw new Fault("syntax error");
            }
            String name = peek();
            if (name.matches("[a-z][a-z0-9_]*")
                    && at + 1 < tokens.size()
                    && tokens.get(at + 1).matches("[-+*/%^]?=")) {
                String operator = tokens.get(at + 1);
                at += 2;
                boolean outer = at == 2;
                BigDecimal right = assignment();
                BigDecimal value = operator.length() == 1 ? right : apply(operator.substring(0, 1), get(name), right);
                set(name, value);
                assigned = outer;
                depth--;
                return value;
            }
            BigDecimal value = or();
            depth--;
            return value;
        }

        private BigDecimal get(String name) {
            return switch (name) {
                case "scale" -> BigDecimal.valueOf(scale);
                case "ibase" -> BigDecimal.valueOf(inputBase);
                case "obase" -> BigDecimal.valueOf(outputBase);
                case "last" -> variables.getOrDefault("last", BigDecimal.ZERO);
                default -> variables.getOrDefault(name, BigDecimal.ZERO);
            };
        }

        private void set(String name, BigDecimal value) {
            int number = value.min(BigDecimal.valueOf(MAX_DIGITS)).intValue();
            switch (name) {
                case "scale" -> scale = Math.max(0, number);
                case "ibase" -> inputBase = Math.clamp(number, 2, 16);
                case "obase" -> outputBase = Math.clamp(number, 2, 36);
                default -> variables.put(name, value);
            }
        }

        private BigDecimal or() {
            BigDecimal left = and();
            while (take("||")) {
                boolean right = and().signum() != 0;
                left = truth(left.signum() != 0 || right);
            }
            return left;
        }

        private BigDecimal and() {
            BigDecimal left = comparison();
            while (take("&&")) {
                boolean right = comparison().signum() != 0;
                left = truth(left.signum() != 0 && right);
            }
            return left;
        }

        private static BigDecimal truth(boolean holds) {
            return holds ? BigDecimal.ONE : BigDecimal.ZERO;
        }

        private BigDecimal comparison() {
            if (take("!")) {
                return truth(comparison().signum() == 0);
            }
            BigDecimal left = sum();
            while (peek().matches("[<>]=?|[=!]=")) {
                String operator = tokens.get(at++);
                int order = left.compareTo(sum());
                left = truth(
                        switch (operator) {
                            case "<" -> order < 0;
                            case "<=" -> order <= 0;
                            case ">" -> order > 0;
                            case ">=" -> order >= 0;
                            case "==" -> order == 0;
                            default -> order != 0;
                        });
            }
            return left;
        }

        private BigDecimal sum() {
            BigDecimal left = product();
            while (peek().matches("[-+]")) {
                left = apply(tokens.get(at++), left, product());
            }
            return left;
        }

        private BigDecimal product() {
            BigDecimal left = power();
            while (peek().matches("[*/%]")) {
                left = apply(tokens.get(at++), left, power());
            }
            return left;
        }

        private BigDecimal power() {
            BigDecimal left = unary();
            return take("^") ? apply("^", left, power()) : left;
        }

        private BigDecimal apply(String operator, BigDecimal a, BigDecimal b) {
            return switch (operator) {
                case "+" -> a.add(b);
                case "-" -> a.subtract(b);
                case "*" -> {
                    int kept = Math.min(a.scale() + b.scale(), Math.max(scale, Math.max(a.scale(), b.scale())));
                    yield a.multiply(b).setScale(kept, RoundingMode.DOWN);
                }
                case "/" -> {
                    if (b.signum() == 0) {
                        throw new Fault("Divide by zero");
                    }
                    yield a.divide(b, scale, RoundingMode.DOWN);
                }
                case "%" -> {
                    if (b.signum() == 0) {
                        throw new Fault("Modulo by zero");
                    }
                    BigDecimal quotient = a.divide(b, scale, RoundingMode.DOWN);
                    yield a.subtract(quotient.multiply(b))
                            .setScale(Math.max(a.scale(), b.scale() + scale), RoundingMode.DOWN);
                }
                default -> raise(a, b);
            };
        }

        private BigDecimal raise(BigDecimal a, BigDecimal b) {
            if (b.abs().compareTo(BigDecimal.valueOf(MAX_DIGITS * 4L)) > 0) {
                throw new Fault("exponent too large in raise");
            }
            int exponent = b.intValue();
            BigDecimal value = a.pow(Math.abs(exponent));
            int kept = Math.min(a.scale() * Math.abs(exponent), Math.max(scale, a.scale()));
            return exponent < 0
                    ? BigDecimal.ONE.divide(value, scale, RoundingMode.DOWN)
                    : value.setScale(kept, RoundingMode.DOWN);
        }

        private BigDecimal unary() {
            if (take("-")) {
                return unary().negate();
            }
            if (take("+")) {
                return unary();
            }
            boolean up = peek().equals("++");
            if (up || peek().equals("--")) {
                String name = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
                at += 2;
                set(name, get(name).add(BigDecimal.valueOf(up ? 1 : -1)));
                return get(name);
            }
            return primary();
        }

        private BigDecimal primary() {
            String token = peek();
            if (token.isEmpty()) {
                throw new Fault("syntax error");
            }
            at++;
            if (token.equals("(")) {
                BigDecimal value = assignment();
                if (!take(")")) {
                    throw new Fault("syntax error");
                }
                return value;
            }
            if (token.matches("[0-9A-F.]+")) {
                return number(token);
            }
            if (!token.matches("[a-z][a-z0-9_]*")) {
                throw new Fault("syntax error");
            }
            if (take("(")) {
                BigDecimal argument = assignment();
                if (!take(")")) {
                    throw new Fault("syntax error");
                }
                return function(token, argument);
            }
            BigDecimal value = get(token);
            if (take("++")) {
                set(token, value.add(BigDecimal.ONE));
            } else if (take("--")) {
                set(token, value.subtract(BigDecimal.ONE));
            }
            return value;
        }

        private BigDecimal number(String token) {
            if (inputBase == 10 && token.matches("[0-9.]+")) {
                return new BigDecimal(
                        token.endsWith(".") ? token.substring(0, token.length() - 1) : token.equals(".") ? "0" : token);
            }
            BigInteger value = BigInteger.ZERO;
            for (char c : token.replace(".", "").toCharArray()) {
                int digit = Math.min(Character.digit(c, 16), token.length() == 1 ? 15 : inputBase - 1);
                value = value.multiply(BigInteger.valueOf(inputBase)).add(BigInteger.valueOf(digit));
            }
            return new BigDecimal(value);
        }

        private BigDecimal function(String name, BigDecimal argument) {
            double x = argument.doubleValue();
            return switch (name) {
                case "sqrt" -> {
                    if (argument.signum() < 0) {
                        throw new Fault("Square root of a negative number");
                    }
                    int kept = Math.max(scale, argument.scale());
                    yield argument.sqrt(new MathContext(argument.precision() + kept + 5, RoundingMode.DOWN))
                            .setScale(kept, RoundingMode.DOWN);
                }
                case "length" -> BigDecimal.valueOf(Math.max(argument.precision(), argument.scale()));
                case "scale" -> BigDecimal.valueOf(argument.scale());
                case "s" -> real(Math.sin(x));
                case "c" -> real(Math.cos(x));
                case "a" -> real(Math.atan(x));
                case "l" -> real(Math.log(x));
                case "e" -> real(Math.exp(x));
                default -> throw new Fault("Function " + name + " not defined.");
            };
        }

        private BigDecimal real(double value) {
            return BigDecimal.valueOf(value).setScale(Math.min(scale, 20), RoundingMode.DOWN);
        }

        private String shown(BigDecimal value) {
            variables.put("last", value);
            if (value.signum() == 0) {
                return "0";
            }
            if (outputBase != 10) {
                return value.toBigInteger().toString(outputBase).toUpperCase(Locale.ROOT);
            }
            String text = value.toPlainString().replaceFirst("^(-?)0\\.", "$1.");
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < text.length(); i += ROW) {
                boolean more = i + ROW < text.length();
                rows.append(text, i, Math.min(text.length(), i + ROW)).append(more ? "\\\n" : "");
            }
            return rows.toString();
        }
    }
}
