package brume.cloud.guest.shell;

import java.util.List;

/// Evaluates `$((...))` in 64-bit integers, with C's operators and assignments to variables.
final class Arithmetic {

    private static final int MAX_DEPTH = 100;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_";

    private static final List<List<String>> BINARY = List.of(
            List.of("||"),
            List.of("&&"),
            List.of("|"),
            List.of("^"),
            List.of("&"),
            List.of("==", "!="),
            List.of("<=", ">=", "<", ">"),
            List.of("<<", ">>"),
            List.of("+", "-"),
            List.of("*", "/", "%"));

    private static final List<String> ASSIGNMENTS =
            List.of("<<=", ">>=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "=");

    /// Where names get their values.
    interface Names {
        String get(String name, String index);

        void set(String name, String index, String value);
    }

    private final Names names;
    private final String whole;
    private final int nesting;
    private int position;
    private int depth;
    private boolean skipping;

    private Arithmetic(String expression, Names names, int nesting) {
        this.whole = expression;
        this.names = names;
        this.nesting = nesting;
    }

    static long evaluate(String expression, Names names) {
        return evaluate(expression, names, 0);
    }

    private static long evaluate(String expression, Names names, int nesting) {
        if (expression.isBlank()) {
            return 0;
        }
        if (nesting > 50) {
            throw ShellError.of(expression.strip() + ": expression recursion level exceeded (error token is \""
                    + expression.strip() + "\")");
        }
        Arithmetic arithmetic = new Arithmetic(expression, names, nesting);
        long value = arithmetic.comma();
        arithmetic.blanks();
        if (arithmetic.position < expression.length()) {
            throw arithmetic.error(
                    Character.isLetterOrDigit(arithmetic.peek()) || arithmetic.peek() == '_'
                            ? "syntax error in expression"
                            : "syntax error: invalid arithmetic operator");
        }
        return value;
    }

    private ShellError error(String reason) {
        return ShellError.inExpression(whole.stripLeading() + ": " + reason + " (error token is \""
                + whole.substring(Math.min(position, whole.length())) + "\")");
    }

    private char peek() {
        return position < whole.length() ? whole.charAt(position) : '\0';
    }

    private void blanks() {
        while (position < whole.length() && Character.isWhitespace(peek())) {
            position++;
        }
    }

    private boolean take(String operator) {
        blanks();
        if (!whole.startsWith(operator, position)) {
            return false;
        }
        position += operator.length();
        return true;
    }

    private long comma() {
        long value = assignment();
        while (take(",")) {
            value = assignment();
        }
        return value;
    }

    private long assignment() {
        if (++depth > MAX_DEPTH) {
            throw error("expression recursion level exceeded");
        }
        try {
            blanks();
            int mark = position;
            String name = name();
            if (!name.isEmpty()) {
                String index = index();
                blanks();
                for (String operator : ASSIGNMENTS) {
                    boolean comparison = operator.equals("=") && whole.startsWith("==", position);
                    if (!comparison && take(operator)) {
                        return assign(name, index, operator);
                    }
                }
            }
            position = mark;
            return conditional();
        } finally {
            depth--;
        }
    }

    private long assign(String name, String index, String operator) {
        long right = assignment();
        long value = operator.equals("=")
                ? right
                : apply(operator.substring(0, operator.length() - 1), variable(name, index), right);
        return store(name, index, value);
    }

    private long store(String name, String index, long value) {
        if (!skipping) {
            names.set(name, index, Long.toString(value));
        }
        return value;
    }

    private long conditional() {
        long condition = binary(0);
        if (!take("?")) {
            return condition;
        }
        boolean before = skipping;
        skipping = before || condition == 0;
        long yes = assignment();
        if (!take(":")) {
            throw error("`:' expected for conditional expression");
        }
        skipping = before || condition != 0;
        long no = assignment();
        skipping = before;
        return condition != 0 ? yes : no;
    }

    private long binary(int level) {
        if (level == BINARY.size()) {
            return power();
        }
        long left = binary(level + 1);
        while (true) {
            String operator = operatorAt(level);
            if (operator.isEmpty()) {
                return left;
            }
            boolean before = skipping;
            skipping |= operator.equals("||") && left != 0 || operator.equals("&&") && left == 0;
            long right = binary(level + 1);
            skipping = before;
            left = apply(operator, left, right);
        }
    }

    private String operatorAt(int level) {
        blanks();
        for (String operator : BINARY.get(level)) {
            if (!whole.startsWith(operator, position)) {
                continue;
            }
            String rest = whole.substring(position + operator.length());
            char after = rest.isEmpty() ? '\0' : rest.charAt(0);
            boolean longer = operator.length() == 1 && "|&<>*".contains(operator) && after == operator.charAt(0);
            boolean assigning = after == '=' && !"== != <= >=".contains(operator)
                    || (operator.equals("<<") || operator.equals(">>")) && after == '=';
            if (!longer && !assigning) {
                position += operator.length();
                return operator;
            }
        }
        return "";
    }

    private long power() {
        long left = unary();
        if (take("**")) {
            long exponent = power();
            if (exponent < 0) {
                throw error("exponent less than 0");
            }
            long result = 1;
            for (long i = 0; i < Math.min(exponent, 64); i++) {
                result *= left;
            }
            return result;
        }
        return left;
    }

    private long apply(String operator, long a, long b) {
        return switch (operator) {
            case "||" -> a != 0 || b != 0 ? 1 : 0;
            case "&&" -> a != 0 && b != 0 ? 1 : 0;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "&" -> a & b;
            case "==" -> a == b ? 1 : 0;
            case "!=" -> a != b ? 1 : 0;
            case "<=" -> a <= b ? 1 : 0;
            case ">=" -> a >= b ? 1 : 0;
            case "<" -> a < b ? 1 : 0;
            case ">" -> a > b ? 1 : 0;
            case "<<" -> a << b;
            case ">>" -> a >> b;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            default -> divide(operator, a, b);
        };
    }

    private long divide(String operator, long a, long b) {
        if (b == 0) {
            if (skipping) {
                return 0;
            }
            position = Math.max(0, whole.stripTrailing().length() - 1);
            throw error("division by 0");
        }
        return operator.equals("/") ? a / b : a % b;
    }

    private long unary() {
        if (++depth > MAX_DEPTH) {
            throw error("expression recursion level exceeded");
        }
        try {
            blanks();
            if (whole.startsWith("++", position) || whole.startsWith("--", position)) {
                int mark = position;
                boolean up = peek() == '+';
                position += 2;
                blanks();
                String name = name();
                if (!name.isEmpty()) {
                    String index = index();
                    return store(name, index, variable(name, index) + (up ? 1 : -1));
                }
                position = mark;
            }
            if (take("!")) {
                return unary() == 0 ? 1 : 0;
            }
            if (take("~")) {
                return ~unary();
            }
            if (take("-")) {
                return -unary();
            }
            if (take("+")) {
                return unary();
            }
            return primary();
        } finally {
            depth--;
        }
    }

    private long primary() {
        if (take("(")) {
            long value = comma();
            if (!take(")")) {
                throw error("missing `)'");
            }
            return value;
        }
        String name = name();
        if (!name.isEmpty()) {
            String index = index();
            long value = variable(name, index);
            if (take("++")) {
                store(name, index, value + 1);
            } else if (take("--")) {
                store(name, index, value - 1);
            }
            return value;
        }
        return number();
    }

    private String name() {
        int start = position;
        if (Character.isLetter(peek()) || peek() == '_') {
            while (Character.isLetterOrDigit(peek()) || peek() == '_') {
                position++;
            }
        }
        return whole.substring(start, position);
    }

    private String index() {
        if (peek() != '[') {
            return "0";
        }
        int start = ++position;
        while (position < whole.length() && peek() != ']') {
            position++;
        }
        String index = whole.substring(start, position);
        position++;
        return index;
    }

    private long variable(String name, String index) {
        String value = names.get(name, index);
        return evaluate(value, names, nesting + 1);
    }

    private long number() {
        int start = position;
        while (Character.isLetterOrDigit(peek()) || peek() == '#' || peek() == '@' || peek() == '_') {
            position++;
        }
        String digits = whole.substring(start, position);
        if (digits.isEmpty()) {
            while (position > 0 && position >= whole.stripTrailing().length() && !whole.isBlank()) {
                position--;
                if (!Character.isWhitespace(whole.charAt(position))) {
                    break;
                }
            }
            throw error(
                    position >= whole.length() || whole.substring(position).isBlank()
                            ? "syntax error: operand expected"
                            : "syntax error: operand expected");
        }
        try {
            int hash = digits.indexOf('#');
            if (hash > 0) {
                return inBase(digits.substring(hash + 1), Integer.parseInt(digits.substring(0, hash)));
            }
            if (digits.startsWith("0x") || digits.startsWith("0X")) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            return digits.length() > 1 && digits.startsWith("0") ? Long.parseLong(digits, 8) : Long.parseLong(digits);
        } catch (NumberFormatException bad) {
            position = start;
            throw error("value too great for base");
        }
    }

    /// A number in a base from 2 to 64; above 36, capital letters are digits of their own.
    private static long inBase(String digits, int base) {
        long value = 0;
        if (base < 2 || base > DIGITS.length()) {
            throw new NumberFormatException(digits);
        }
        for (char c : digits.toCharArray()) {
            int digit = DIGITS.indexOf(base <= 36 ? Character.toLowerCase(c) : c);
            if (digit < 0 || digit >= base) {
                throw new NumberFormatException(digits);
            }
            value = value * base + digit;
        }
        return value;
    }
}
