package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Variables.Variable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builtins about variables: `export`, `local`, `declare`, `unset`, `let`, `getopts`, `mapfile`.
final class VariableBuiltins {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

    private VariableBuiltins() {}

    static void into(Map<String, Builtin> table) {
        table.put("export", VariableBuiltins::export);
        table.put("readonly", VariableBuiltins::readonly);
        table.put("local", VariableBuiltins::local);
        table.put("declare", VariableBuiltins::declare);
        table.put("typeset", VariableBuiltins::declare);
        table.put("unset", VariableBuiltins::unset);
        table.put("let", VariableBuiltins::let);
        table.put("getopts", VariableBuiltins::getopts);
        table.put("mapfile", VariableBuiltins::mapfile);
        table.put("readarray", VariableBuiltins::mapfile);
    }

    private record Options(String letters, List<String> operands) {}

    private static Options options(BuiltinCall call) {
        StringBuilder letters = new StringBuilder();
        List<String> args = call.args();
        int at = 0;
        while (at < args.size() && args.get(at).matches("[-+][a-zA-Z]+")) {
            String sign = args.get(at).startsWith("+") ? "+" : "";
            letters.append(sign).append(args.get(at).substring(1));
            at++;
        }
        if (at < args.size() && args.get(at).equals("--")) {
            at++;
        }
        return new Options(letters.toString(), args.subList(at, args.size()));
    }

    /// Sets `name=value` or `name+=value` where the operand has one.
    ///
    /// @return the name; empty where it is none
    private static Optional<String> assign(BuiltinCall call, String operand, boolean local) {
        int equals = operand.indexOf('=');
        boolean appends = equals > 0 && operand.charAt(equals - 1) == '+';
        String name = equals < 0 ? operand : operand.substring(0, appends ? equals - 1 : equals);
        if (!name.matches(NAME)) {
            call.fail("`" + operand + "': not a valid identifier");
            return Optional.empty();
        }
        Variables variables = call.shell().variables;
        if (local) {
            variables.declareLocal(name);
        }
        if (equals >= 0) {
            String value = operand.substring(equals + 1);
            String before = appends ? variables.get(name, "") : "";
            variables.set(name, before + value);
        }
        return Optional.of(name);
    }

    private static int export(BuiltinCall call) throws IOException {
        Options options = options(call);
        Variables variables = call.shell().variables;
        if (options.operands().isEmpty()) {
            for (String name : variables.names()) {
                Optional<Variable> exported = variables.find(name).filter(v -> v.exported);
                if (exported.isPresent()) {
                    call.println(shown(name, exported.get(), variables));
                }
            }
            return 0;
        }
        int status = 0;
        for (String operand : options.operands()) {
            if (options.letters().contains("f")) {
                status = exportFunction(call, operand) ? status : 1;
                continue;
            }
            Optional<String> name = assign(call, operand, false);
            if (name.isEmpty()) {
                status = 1;
            } else if (options.letters().contains("n")) {
                variables.declare(name.get()).exported = false;
            } else {
                variables.export(name.get());
            }
        }
        return status;
    }

    /// As a variable that a bash below this one takes for a function.
    private static boolean exportFunction(BuiltinCall call, String name) {
        Command body = call.shell().functions.get(name);
        if (body == null) {
            call.fail(name + ": not a function");
            return false;
        }
        String text = Unparser.function(name, body);
        call.shell().exportedFunctions.put("BASH_FUNC_" + name + "%%", text.substring(name.length() + 1));
        return true;
    }

    private static int readonly(BuiltinCall call) throws IOException {
        Options options = options(call);
        Variables variables = call.shell().variables;
        if (options.operands().isEmpty()) {
            for (String name : variables.names()) {
                if (variables.find(name).filter(v -> v.readonly).isPresent()) {
                    call.println("declare -r " + name + "=" + doubleQuoted(variables.get(name, "")));
                }
            }
            return 0;
        }
        int status = 0;
        for (String operand : options.operands()) {
            Optional<String> name = assign(call, operand, false);
            name.ifPresent(n -> variables.declare(n).readonly = true);
            status = name.isEmpty() ? 1 : status;
        }
        return status;
    }

    private static int local(BuiltinCall call) throws IOException {
        if (call.shell().functionDepth == 0) {
            return call.fail("can only be used in a function");
        }
        return declareAll(call, options(call), true);
    }

    private static int declare(BuiltinCall call) throws IOException {
        Options options = options(call);
        if (options.letters().contains("f") || options.letters().contains("F")) {
            return functions(call, options);
        }
        if (options.operands().isEmpty() || options.letters().contains("p")) {
            return show(call, options);
        }
        boolean local = call.shell().functionDepth > 0 && !options.letters().contains("g");
        return declareAll(call, options, local);
    }

    private static int functions(BuiltinCall call, Options options) throws IOException {
        List<String> names = options.operands().isEmpty()
                ? call.shell().functions.keySet().stream().sorted().toList()
                : options.operands();
        int status = 0;
        for (String name : names) {
            Command body = call.shell().functions.get(name);
            if (body == null) {
                status = 1;
            } else if (options.letters().contains("F")) {
                call.println(options.operands().isEmpty() ? "declare -f " + name : name);
            } else {
                call.print(Unparser.function(name, body));
            }
        }
        return status;
    }

    private static int show(BuiltinCall call, Options options) throws IOException {
        Variables variables = call.shell().variables;
        int status = 0;
        List<String> names = options.operands().isEmpty() ? List.copyOf(variables.names()) : options.operands();
        for (String name : names) {
            Optional<Variable> variable = variables.findHere(name);
            if (variable.isEmpty()) {
                status = call.fail(name + ": not found");
            } else {
                call.println(shown(name, variable.get(), variables));
            }
        }
        return status;
    }

    private static String shown(String name, Variable v, Variables variables) {
        String flags = (v.array ? v.keyed ? "A" : "a" : "")
                + (v.integer ? "i" : "")
                + (v.letters == 'l' ? "l" : "")
                + (v.reference ? "n" : "")
                + (v.readonly ? "r" : "")
                + (v.letters == 'u' ? "u" : "")
                + (v.exported ? "x" : "");
        String head = "declare -" + (flags.isEmpty() ? "-" : flags) + " " + name;
        if (!v.set) {
            return head;
        }
        if (!v.array) {
            return head + "=" + doubleQuoted(v.values.getOrDefault("0", ""));
        }
        List<String> elements = new ArrayList<>();
        for (String key : variables.keys(name)) {
            elements.add("[" + key + "]=" + doubleQuoted(v.values.getOrDefault(key, "")));
        }
        return head + "=(" + String.join(" ", elements) + (v.keyed && !elements.isEmpty() ? " " : "") + ")";
    }

    private static int declareAll(BuiltinCall call, Options options, boolean local) {
        int status = 0;
        for (String operand : options.operands()) {
            String bare = operand.replaceFirst("\\+?=.*", "");
            Variables variables = call.shell().variables;
            if (bare.matches(NAME)) {
                Variable v = local ? variables.declareLocal(bare) : variables.declare(bare);
                v.integer |= options.letters().contains("i");
                v.array |= options.letters().contains("a") || options.letters().contains("A");
                v.keyed |= options.letters().contains("A");
                v.letters = options.letters().contains("u")
                        ? 'u'
                        : options.letters().contains("l") ? 'l' : v.letters;
                v.exported |= options.letters().contains("x");
                if (v.integer && operand.contains("=")) {
                    operand = bare + "="
                            + Arithmetic.evaluate(
                                    operand.substring(operand.indexOf('=') + 1),
                                    call.interpreter().expander.parameters().arithmeticNames());
                }
            }
            Optional<String> name = assign(call, operand, local);
            status = name.isEmpty() ? 1 : status;
            if (options.letters().contains("n") && bare.matches(NAME)) {
                Variable v = local ? variables.declareLocal(bare) : variables.declare(bare);
                v.reference = true;
            }
            if (options.letters().contains("r")) {
                name.flatMap(variables::find).ifPresent(v -> v.readonly = true);
            }
        }
        return status;
    }

    static String doubleQuoted(String value) {
        if (value.chars().anyMatch(c -> c < 32)) {
            return Quoting.always(value);
        }
        return "\"" + value.replaceAll("([\"\\\\$`])", "\\\\$1") + "\"";
    }

    private static int unset(BuiltinCall call) {
        Options options = options(call);
        Shell shell = call.shell();
        int status = 0;
        for (String operand : options.operands()) {
            int bracket = operand.indexOf('[');
            if (bracket > 0 && operand.endsWith("]")) {
                String name = operand.substring(0, bracket);
                String index = call.interpreter()
                        .expander
                        .parameters()
                        .index(name, SimpleCommands.expression(operand.substring(bracket + 1, operand.length() - 1)));
                shell.variables.find(name).ifPresent(v -> v.values.remove(index));
                continue;
            }
            if (shell.variables.find(operand).filter(v -> v.readonly).isPresent()
                    && !options.letters().contains("f")) {
                status = call.fail(operand + ": cannot unset: readonly variable");
            } else if (options.letters().contains("f")) {
                shell.functions.remove(operand);
            } else if (shell.variables.find(operand).isPresent()) {
                shell.variables.unset(options.letters().contains("n") ? operand : shell.variables.target(operand));
            } else if (!options.letters().contains("v")) {
                shell.functions.remove(operand);
            }
        }
        return status;
    }

    private static int let(BuiltinCall call) {
        if (call.args().isEmpty()) {
            return call.fail("expression expected");
        }
        long value = 0;
        for (String expression : call.args()) {
            try {
                value = Arithmetic.evaluate(
                        expression, call.interpreter().expander.parameters().arithmeticNames());
            } catch (ShellError mistake) {
                return call.fail(mistake.getMessage());
            }
        }
        return value != 0 ? 0 : 1;
    }

    private static int getopts(BuiltinCall call) throws IOException {
        if (call.args().size() < 2) {
            return call.fail(2, "usage: getopts optstring name [arg ...]");
        }
        return new GetOpts(call).next();
    }

    private static int mapfile(BuiltinCall call) throws IOException {
        boolean trim = false;
        long most = Long.MAX_VALUE;
        long skipped = 0;
        int origin = 0;
        int descriptor = 0;
        boolean clears = true;
        String end = "\n";
        String name = "MAPFILE";
        List<String> args = call.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("-t")) {
                trim = true;
            } else if (arg.matches("-t?[nsOudCc].*")) {
                int letterAt = arg.charAt(1) == 't' ? 2 : 1;
                trim |= letterAt == 2;
                char letter = arg.charAt(letterAt);
                boolean inside = arg.length() > letterAt + 1;
                String value = inside ? arg.substring(letterAt + 1) : i + 1 < args.size() ? args.get(++i) : "";
                int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : 0;
                switch (letter) {
                    case 'n' -> most = number == 0 ? Long.MAX_VALUE : number;
                    case 's' -> skipped = number;
                    case 'O' -> {
                        origin = number;
                        clears = false;
                    }
                    case 'u' -> descriptor = number;
                    case 'd' -> end = value.isEmpty() ? "\0" : value.substring(0, 1);
                    default -> {}
                }
            } else {
                name = arg;
            }
        }
        String text = new String(
                call.shell().fds.get(descriptor).input().readNBytes(Marked.MAX_LENGTH),
                java.nio.charset.StandardCharsets.UTF_8);
        Map<String, String> values = new java.util.LinkedHashMap<>();
        if (!clears) {
            call.shell().variables.find(name).ifPresent(old -> values.putAll(old.values));
        }
        int from = 0;
        long seen = 0;
        while (from < text.length() && seen - skipped < most) {
            int stop = text.indexOf(end, from);
            int to = stop < 0 ? text.length() : stop;
            if (values.size() >= Expander.MAX_FIELDS) {
                throw new ShellError("xrealloc: cannot allocate " + text.length() + " bytes", 2, true);
            }
            if (seen++ >= skipped) {
                values.put(Integer.toString(origin++), text.substring(from, to) + (trim || stop < 0 ? "" : end));
            }
            from = to + 1;
        }
        call.shell().variables.setAll(name, values);
        return 0;
    }
}
