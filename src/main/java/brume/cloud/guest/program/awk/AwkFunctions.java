package brume.cloud.guest.program.awk;

import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.awk.Node.Expr;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;

/// The functions that awk brings.
final class AwkFunctions {

    private final AwkRun run;
    private final AwkEval eval;
    private long seed;
    private SplittableRandom random = new SplittableRandom(0);

    AwkFunctions(AwkRun run, AwkEval eval) {
        this.run = run;
        this.eval = eval;
    }

    Value call(Node.Call call) throws IOException {
        List<Expr> arguments = call.arguments();
        return switch (call.name()) {
            case "length" -> length(arguments);
            case "substr" -> substr(arguments);
            case "index" -> Value.of(text(arguments, 0).indexOf(text(arguments, 1)) + 1);
            case "split" -> split(arguments);
            case "sub", "gsub" -> substitute(arguments, call.name().equals("gsub"));
            case "match" -> match(arguments);
            case "sprintf" -> {
                List<Value> values = new ArrayList<>();
                for (Expr argument : arguments) {
                    values.add(eval.value(argument));
                }
                yield Value.of(
                        values.isEmpty()
                                ? ""
                                : AwkFormat.format(
                                        values.getFirst().toText(run.text("CONVFMT")),
                                        values.subList(1, values.size()),
                                        run.text("CONVFMT")));
            }
            case "tolower" -> Value.of(text(arguments, 0).toLowerCase(Locale.ROOT));
            case "toupper" -> Value.of(text(arguments, 0).toUpperCase(Locale.ROOT));
            case "int" -> {
                double number = number(arguments, 0);
                yield Value.of(number < 0 ? Math.ceil(number) : Math.floor(number));
            }
            case "sqrt" -> Value.of(Math.sqrt(number(arguments, 0)));
            case "exp" -> Value.of(Math.exp(number(arguments, 0)));
            case "log" -> Value.of(Math.log(number(arguments, 0)));
            case "sin" -> Value.of(Math.sin(number(arguments, 0)));
            case "cos" -> Value.of(Math.cos(number(arguments, 0)));
            case "atan2" -> Value.of(Math.atan2(number(arguments, 0), number(arguments, 1)));
            case "rand" -> Value.of(random.nextDouble());
            case "srand" -> {
                long before = seed;
                seed = arguments.isEmpty()
                        ? run.process.guest().world().now().getEpochSecond()
                        : (long) number(arguments, 0);
                random = new SplittableRandom(seed);
                yield Value.of(before);
            }
            case "system" -> Value.of(run.outputs.system(text(arguments, 0)));
            case "close" -> Value.of(run.outputs.close(text(arguments, 0)));
            case "fflush" -> {
                run.process.out().flush();
                yield Value.of(0);
            }
            case "systime" -> Value.of(run.process.guest().world().now().getEpochSecond());
            case "strftime" -> {
                String format = arguments.isEmpty() ? "%a %b %e %H:%M:%S UTC %Y" : text(arguments, 0);
                Instant at = arguments.size() > 1
                        ? Instant.ofEpochSecond((long) number(arguments, 1))
                        : run.process.guest().world().now();
                yield Value.of(DateFormat.format(format, at));
            }
            default -> throw new AwkError("calling undefined function " + call.name());
        };
    }

    private String text(List<Expr> arguments, int index) throws IOException {
        return index < arguments.size() ? eval.text(arguments.get(index)) : index == 0 ? run.record.line() : "";
    }

    private double number(List<Expr> arguments, int index) throws IOException {
        return index < arguments.size() ? eval.number(arguments.get(index)) : 0;
    }

    private Value length(List<Expr> arguments) throws IOException {
        if (!arguments.isEmpty()
                && arguments.getFirst() instanceof Node.Var(String name)
                && run.arrays.containsKey(name)) {
            return Value.of(eval.array(name).size());
        }
        String text = text(arguments, 0);
        return Value.of(text.codePointCount(0, text.length()));
    }

    private Value substr(List<Expr> arguments) throws IOException {
        String text = text(arguments, 0);
        double start = Math.rint(number(arguments, 1));
        double end = arguments.size() > 2 ? start + Math.rint(number(arguments, 2)) : Double.POSITIVE_INFINITY;
        int from = (int) Math.max(1, start);
        int to = (int) Math.min(text.length() + 1.0, end);
        return Value.of(from < to ? text.substring(from - 1, to - 1) : "");
    }

    private Value split(List<Expr> arguments) throws IOException {
        if (arguments.size() < 2 || !(arguments.get(1) instanceof Node.Var(String name))) {
            throw new AwkError("split: second argument is not an array");
        }
        String text = text(arguments, 0);
        String separator = arguments.size() > 2
                ? arguments.get(2) instanceof Node.Regex(String regex) ? regex : eval.text(arguments.get(2))
                : run.text("FS");
        Map<String, Value> array = eval.array(name);
        array.clear();
        List<String> parts = AwkRecord.split(text, separator);
        for (int i = 0; i < parts.size(); i++) {
            array.put(Integer.toString(i + 1), Value.input(parts.get(i)));
        }
        return Value.of(parts.size());
    }

    private Value substitute(List<Expr> arguments, boolean all) throws IOException {
        if (arguments.size() < 2) {
            throw new AwkError("sub: not enough arguments");
        }
        Expr target = arguments.size() > 2 ? arguments.get(2) : new Node.Field(new Node.Num(0));
        String text = eval.text(target);
        String replacement = eval.text(arguments.get(1));
        Matcher matcher = eval.pattern(arguments.getFirst()).matcher(text);
        StringBuilder changed = new StringBuilder();
        int count = 0;
        while (matcher.find()) {
            count++;
            matcher.appendReplacement(changed, Matcher.quoteReplacement(replaced(replacement, matcher.group())));
            if (!all) {
                break;
            }
        }
        if (count > 0) {
            eval.assign(target, Value.of(matcher.appendTail(changed).toString()));
        }
        return Value.of(count);
    }

    private static String replaced(String replacement, String match) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '\\'
                    && i + 1 < replacement.length()
                    && (replacement.charAt(i + 1) == '&' || replacement.charAt(i + 1) == '\\')) {
                out.append(replacement.charAt(++i));
            } else if (c == '&') {
                out.append(match);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private Value match(List<Expr> arguments) throws IOException {
        Matcher matcher = eval.pattern(arguments.get(1)).matcher(text(arguments, 0));
        boolean found = matcher.find();
        run.variables.put("RSTART", Value.of(found ? matcher.start() + 1 : 0));
        run.variables.put("RLENGTH", Value.of(found ? matcher.end() - matcher.start() : -1));
        if (arguments.size() > 2 && arguments.get(2) instanceof Node.Var(String name)) {
            Map<String, Value> groups = eval.array(name);
            groups.clear();
            for (int i = 0; found && i <= matcher.groupCount(); i++) {
                String group = matcher.group(i);
                groups.put(Integer.toString(i), Value.input(group == null ? "" : group));
            }
        }
        return Value.of(found ? matcher.start() + 1 : 0);
    }
}
