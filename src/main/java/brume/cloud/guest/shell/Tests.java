package brume.cloud.guest.shell;

import brume.cloud.guest.program.TestExpression;
import brume.cloud.guest.shell.Command.Test;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

/// Evaluates `[[ ... ]]`.
final class Tests {

    private final Shell shell;
    private final Expander expander;

    Tests(Shell shell, Expander expander) {
        this.shell = shell;
        this.expander = expander;
    }

    boolean holds(Test test) {
        return switch (test) {
            case Test.Text(Word word) -> !expander.single(word).isEmpty();
            case Test.Not(Test inner) -> !holds(inner);
            case Test.Both(Test left, Test right) -> holds(left) && holds(right);
            case Test.Either(Test left, Test right) -> holds(left) || holds(right);
            case Test.Unary(String operator, Word operand) -> unary(operator, expander.single(operand));
            case Test.Binary binary -> binary(binary);
        };
    }

    private boolean unary(String operator, String operand) {
        return switch (operator) {
            case "-v" -> isSet(operand);
            case "-o" -> OptionBuiltins.isOn(shell, operand);
            default ->
                new TestExpression(shell.files(), shell::path, shell.fds.get(0).terminal()).unary(operator, operand);
        };
    }

    private boolean isSet(String name) {
        int bracket = name.indexOf('[');
        return bracket < 0
                ? expander.parameters().special(name).isPresent()
                        || !shell.variables.values(name).isEmpty()
                : shell.variables
                        .keys(name.substring(0, bracket))
                        .contains(name.substring(bracket + 1, name.length() - 1));
    }

    private boolean binary(Test.Binary test) {
        String left = expander.single(test.left());
        return switch (test.operator()) {
            case "=", "==" -> matches(left, expander.marked(test.right()));
            case "!=" -> !matches(left, expander.marked(test.right()));
            case "=~" -> regex(left, expander.marked(test.right()));
            case "<" -> left.compareTo(expander.single(test.right())) < 0;
            case ">" -> left.compareTo(expander.single(test.right())) > 0;
            case "-eq", "-ne", "-lt", "-le", "-gt", "-ge" ->
                compare(test.operator(), number(left), number(expander.single(test.right())));
            default ->
                new TestExpression(shell.files(), shell::path, false)
                        .files(left, test.operator(), expander.single(test.right()));
        };
    }

    private static boolean matches(String text, Marked pattern) {
        pattern.extended = true;
        return Glob.compile(pattern).matcher(text).matches();
    }

    private long number(String text) {
        return Arithmetic.evaluate(text, expander.parameters().arithmeticNames());
    }

    private static boolean compare(String operator, long a, long b) {
        return switch (operator) {
            case "-eq" -> a == b;
            case "-ne" -> a != b;
            case "-lt" -> a < b;
            case "-le" -> a <= b;
            case "-gt" -> a > b;
            default -> a >= b;
        };
    }

    private boolean regex(String left, Marked pattern) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            boolean special = pattern.quotedAt(i) && "\\^$.|()*+?[]{}".indexOf(pattern.at(i)) >= 0;
            regex.append(special ? "\\" : "").append(pattern.at(i));
        }
        Matcher matcher;
        try {
            matcher = brume.cloud.guest.program.Regex.extended(regex.toString(), pattern.ignoresCase)
                    .matcher(left);
        } catch (PatternSyntaxException bad) {
            throw new ShellError("invalid regular expression `" + pattern + "'", 2, false);
        }
        Map<String, String> groups = new LinkedHashMap<>();
        boolean found = matcher.find();
        if (found) {
            for (int i = 0; i <= matcher.groupCount(); i++) {
                String group = matcher.group(i);
                groups.put(Integer.toString(i), group == null ? "" : group);
            }
        }
        shell.variables.setAll("BASH_REMATCH", groups);
        return found;
    }
}
