package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.Regex;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `expr`: arithmetic, comparisons and a little text, one argument per token.
public final class Expr implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> tokens = process.args();
        if (tokens.size() == 1 && tokens.getFirst().equals("--")) {
            tokens = List.of();
        }
        if (tokens.isEmpty()) {
            process.fail("missing operand");
            process.warn("Try 'expr --help' for more information.");
            return 2;
        }
        try {
            Reader reader = new Reader(tokens.getFirst().equals("--") ? tokens.subList(1, tokens.size()) : tokens);
            String value = reader.or();
            reader.end();
            process.println(value);
            return isNull(value) ? 1 : 0;
        } catch (UsageError error) {
            return process.fail(2, error.getMessage());
        }
    }

    private static boolean isNull(String value) {
        return value.isEmpty() || value.matches("-?0+");
    }

    private static final class Reader {
        private final List<String> tokens;
        private int at;
        private int depth;

        Reader(List<String> tokens) {
            this.tokens = tokens;
        }

        void end() {
            if (at < tokens.size()) {
                throw UsageError.of("syntax error: unexpected argument ‘" + tokens.get(at) + "’");
            }
        }

        private boolean take(String token) {
            if (at < tokens.size() && tokens.get(at).equals(token)) {
                at++;
                return true;
            }
            return false;
        }

        private String next() {
            if (at >= tokens.size()) {
                throw UsageError.of("syntax error: missing argument after ‘" + tokens.getLast() + "’");
            }
            return tokens.get(at++);
        }

        String or() {
            if (++depth > 100) {
                throw UsageError.of("expression nested too deeply");
            }
            String left = and();
            while (take("|")) {
                String right = and();
                left = !isNull(left) ? left : !isNull(right) ? right : "0";
            }
            depth--;
            return left;
        }

        private String and() {
            String left = comparison();
            while (take("&")) {
                String right = comparison();
                left = isNull(left) || isNull(right) ? "0" : left;
            }
            return left;
        }

        private String comparison() {
            String left = sum();
            while (at < tokens.size() && tokens.get(at).matches("<|<=|=|==|!=|>=|>")) {
                String operator = tokens.get(at++);
                String right = sum();
                int order = isNumber(left) && isNumber(right)
                        ? new BigInteger(left).compareTo(new BigInteger(right))
                        : left.compareTo(right);
                boolean holds = switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    case ">=" -> order >= 0;
                    case "!=" -> order != 0;
                    default -> order == 0;
                };
                left = holds ? "1" : "0";
            }
            return left;
        }

        private String sum() {
            String left = product();
            while (at < tokens.size() && tokens.get(at).matches("[-+]")) {
                boolean plus = tokens.get(at++).equals("+");
                BigInteger right = number(product());
                left = (plus ? number(left).add(right) : number(left).subtract(right)).toString();
            }
            return left;
        }

        private String product() {
            String left = match();
            while (at < tokens.size() && tokens.get(at).matches("[*/%]")) {
                String operator = tokens.get(at++);
                BigInteger right = number(match());
                BigInteger value = number(left);
                if (!operator.equals("*") && right.signum() == 0) {
                    throw UsageError.of("division by zero");
                }
                left = switch (operator) {
                    case "*" -> value.multiply(right).toString();
                    case "/" -> value.divide(right).toString();
                    default -> value.remainder(right).toString();
                };
            }
            return left;
        }

        private String match() {
            String left = primary();
            while (take(":")) {
                left = matched(left, primary());
            }
            return left;
        }

        private String primary() {
            String token = next();
            return switch (token) {
                case "(" -> {
                    String value = or();
                    if (!take(")")) {
                        throw UsageError.of(
                                at < tokens.size()
                                        ? "syntax error: expecting ')' instead of ‘" + tokens.get(at) + "’"
                                        : "syntax error: expecting ')' after ‘" + tokens.getLast() + "’");
                    }
                    yield value;
                }
                case ")" -> throw UsageError.of("syntax error: unexpected ')'");
                case "+" -> next();
                case "length" -> Integer.toString(primary().length());
                case "match" -> {
                    String text = primary();
                    yield matched(text, primary());
                }
                case "index" -> {
                    String text = primary();
                    String letters = primary();
                    int place = 0;
                    while (place < text.length() && letters.indexOf(text.charAt(place)) < 0) {
                        place++;
                    }
                    yield Integer.toString(place < text.length() ? place + 1 : 0);
                }
                case "substr" -> {
                    String text = primary();
                    String from = primary();
                    String count = primary();
                    if (!isNumber(from) || !isNumber(count)) {
                        yield "";
                    }
                    long start = new BigInteger(from).longValue();
                    long length = new BigInteger(count).longValue();
                    yield start < 1 || length < 1 || start > text.length()
                            ? ""
                            : text.substring((int) start - 1, (int) Math.min(text.length(), start - 1 + length));
                }
                default -> token;
            };
        }

        private static boolean isNumber(String text) {
            return text.matches("-?\\d{1,1000}");
        }

        private static BigInteger number(String text) {
            if (!isNumber(text)) {
                throw UsageError.of("non-integer argument");
            }
            return new BigInteger(text);
        }

        private static String matched(String text, String regex) {
            Pattern pattern = Regex.basic(regex, false);
            Matcher matcher = pattern.matcher(text);
            boolean found = matcher.lookingAt();
            if (matcher.groupCount() > 0) {
                String group = found ? matcher.group(1) : null;
                return group == null ? "" : group;
            }
            return Integer.toString(found ? matcher.end() : 0);
        }
    }
}
