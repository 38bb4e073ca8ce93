package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Word.Operation;
import brume.cloud.guest.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Expands `$name` and everything that `${...}` can do.
final class Parameters {

    private final Shell shell;
    private final Expander expander;
    private final ParameterTexts texts;

    Parameters(Shell shell, Expander expander) {
        this.shell = shell;
        this.expander = expander;
        this.texts = new ParameterTexts(expander);
    }

    /// True for what makes several fields in double quotes: `$@`, `${array[@]}`.
    boolean isList(Part.Parameter parameter) {
        boolean keys = parameter.operation() instanceof Operation.Keys;
        boolean length = parameter.operation() instanceof Operation.Length;
        return !length && (parameter.name().equals("@") || at(parameter).equals("@") || keys);
    }

    private static String at(Part.Parameter parameter) {
        return parameter.index().flatMap(Word::plain).orElse("");
    }

    private boolean isJoined(Part.Parameter parameter) {
        return parameter.name().equals("*") || at(parameter).equals("*");
    }

    void expand(Part.Parameter parameter, boolean quoted, Fields out) {
        switch (parameter.operation()) {
            case Operation.Length length -> out.quoted(Integer.toString(length(parameter)));
            case Operation.Names names ->
                values(
                        shell.variables.names().stream()
                                .filter(name -> name.startsWith(parameter.name()))
                                .toList(),
                        quoted,
                        false,
                        out);
            case Operation.Keys keys ->
                values(
                        shell.variables.keys(parameter.name()),
                        quoted,
                        at(parameter).equals("*"),
                        out);
            case Operation.Indirect indirect -> indirect(parameter, quoted, out);
            case Operation.Default d -> withDefault(parameter, d, quoted, out);
            case Operation.Value v -> plain(parameter, quoted, out);
            case Operation.Slice slice
            when isSparse(parameter) -> values(sparse(parameter, slice), quoted, isJoined(parameter), out);
            case Operation.Slice slice
            when parameter.name().equals("@") || parameter.name().equals("*") || isList(parameter) ->
                values(
                        texts.slice(
                                listed(parameter),
                                slice,
                                parameter.name().equals("@") || parameter.name().equals("*")),
                        quoted,
                        isJoined(parameter),
                        out);
            case Operation.Trim t -> changed(parameter, quoted, out);
            case Operation.Replace r -> changed(parameter, quoted, out);
            case Operation.Slice s -> changed(parameter, quoted, out);
            case Operation.Case c -> changed(parameter, quoted, out);
            case Operation.Transform t -> changed(parameter, quoted, out);
        }
    }

    /// `${!name}`: of a reference the name it stands for, else the value of what the value names.
    private void indirect(Part.Parameter parameter, boolean quoted, Fields out) {
        if (shell.variables.findHere(parameter.name()).filter(v -> v.reference).isPresent()) {
            Expander.add(shell.variables.target(parameter.name()), quoted, out);
            return;
        }
        String target = value(new Part.Parameter(parameter.name(), parameter.index(), new Operation.Value()))
                .orElse("");
        int bracket = target.indexOf('[');
        Optional<Word> index = bracket > 0 && target.endsWith("]")
                ? Optional.of(SimpleCommands.expression(target.substring(bracket + 1, target.length() - 1)))
                : Optional.empty();
        String name = index.isPresent() ? target.substring(0, bracket) : target;
        if (!name.isEmpty()) {
            plain(new Part.Parameter(name, index, new Operation.Value()), quoted, out);
        } else {
            Expander.add("", quoted, out);
        }
    }

    private boolean isSparse(Part.Parameter parameter) {
        return (isList(parameter) || isJoined(parameter))
                && shell.variables
                        .find(parameter.name())
                        .filter(v -> v.array && !v.keyed && !v.values.isEmpty())
                        .isPresent();
    }

    /// `${array[@]:offset:length}`: the offset counts indices, the length elements.
    private List<String> sparse(Part.Parameter parameter, Operation.Slice slice) {
        List<String> keys = shell.variables.keys(parameter.name());
        long from = expander.number(slice.offset());
        from = from < 0 ? Long.parseLong(keys.getLast()) + 1 + from : from;
        long first = from;
        List<String> values = shell.variables.values(parameter.name());
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (first >= 0 && Long.parseLong(keys.get(i)) >= first) {
                chosen.add(values.get(i));
            }
        }
        long length = slice.length().map(expander::number).orElse((long) chosen.size());
        if (length < 0) {
            throw ShellError.of(length + ": substring expression < 0");
        }
        return chosen.subList(0, (int) Math.min(length, chosen.size()));
    }

    private List<String> listed(Part.Parameter parameter) {
        if (parameter.name().equals("@") || parameter.name().equals("*")) {
            List<String> all = new ArrayList<>();
            all.add(shell.name);
            all.addAll(shell.positional);
            return all;
        }
        return valuesOf(parameter.name());
    }

    private void plain(Part.Parameter parameter, boolean quoted, Fields out) {
        if (isList(parameter) || isJoined(parameter)) {
            values(all(parameter), quoted, isJoined(parameter), out);
        } else {
            Expander.add(required(parameter), quoted, out);
        }
    }

    private void changed(Part.Parameter parameter, boolean quoted, Fields out) {
        if (isList(parameter) || isJoined(parameter)) {
            List<String> changed = all(parameter).stream()
                    .map(value -> texts.apply(parameter.operation(), value))
                    .toList();
            values(changed, quoted, isJoined(parameter), out);
        } else {
            Expander.add(texts.apply(parameter.operation(), required(parameter)), quoted, out);
        }
    }

    private List<String> all(Part.Parameter parameter) {
        return parameter.name().equals("@") || parameter.name().equals("*")
                ? shell.positional
                : valuesOf(parameter.name());
    }

    private void values(List<String> values, boolean quoted, boolean joined, Fields out) {
        if (quoted && joined) {
            String ifs = shell.variables.get("IFS", " ");
            out.quoted(String.join(ifs.isEmpty() ? "" : ifs.substring(0, 1), values));
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.next();
            }
            Expander.add(values.get(i), quoted, out);
        }
    }

    private void withDefault(Part.Parameter parameter, Operation.Default d, boolean quoted, Fields out) {
        boolean list = isList(parameter) || isJoined(parameter);
        Optional<String> value = list
                ? Optional.of(String.join(" ", all(parameter)))
                        .filter(text -> !all(parameter).isEmpty())
                : value(parameter);
        boolean has = value.isPresent() && !(d.orEmpty() && value.get().isEmpty());
        switch (d.kind()) {
            case '+' -> {
                if (has) {
                    expander.expand(d.word(), quoted, out);
                }
            }
            case '-' -> {
                if (has) {
                    plain(parameter, quoted, out);
                } else {
                    expander.expand(d.word(), quoted, out);
                }
            }
            case '=' -> {
                if (!has) {
                    assign(parameter, expander.single(d.word()));
                }
                Expander.add(value(parameter).orElse(""), quoted, out);
            }
            default -> {
                if (!has) {
                    String message = expander.single(d.word());
                    String otherwise = d.orEmpty() ? "parameter null or not set" : "parameter not set";
                    throw new ShellError(
                            parameter.name() + ": " + (message.isEmpty() ? otherwise : message),
                            shell.fatalStatus(),
                            true);
                }
                Expander.add(value.get(), quoted, out);
            }
        }
    }

    private void assign(Part.Parameter parameter, String value) {
        if (!parameter.name().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw ShellError.of("$" + parameter.name() + ": cannot assign in this way");
        }
        if (parameter.index().isPresent()) {
            shell.variables.setAt(
                    parameter.name(), index(parameter.name(), parameter.index().get()), value);
        } else {
            shell.variables.set(parameter.name(), value);
        }
    }

    private int length(Part.Parameter parameter) {
        if (isListName(parameter)) {
            return all(parameter).size();
        }
        String value = required(parameter);
        return value.codePointCount(0, value.length());
    }

    private boolean isListName(Part.Parameter parameter) {
        return parameter.name().equals("@")
                || parameter.name().equals("*")
                || at(parameter).equals("@")
                || at(parameter).equals("*");
    }

    /// The value; under `set -u` an unset one is an error.
    private String required(Part.Parameter parameter) {
        Optional<String> value = value(parameter);
        if (value.isEmpty() && shell.option('u')) {
            throw new ShellError(parameter.name() + ": unbound variable", shell.fatalStatus(), true);
        }
        return value.orElse("");
    }

    private Optional<String> value(Part.Parameter parameter) {
        if (parameter.index().isEmpty()) {
            return special(parameter.name());
        }
        String name = parameter.name();
        String index = index(name, parameter.index().get());
        Optional<List<String>> kept = kept(name);
        if (kept.isPresent()) {
            int at = index.matches("\\d{1,6}") ? Integer.parseInt(index) : Integer.MAX_VALUE;
            return at < kept.get().size() ? Optional.of(kept.get().get(at)) : Optional.empty();
        }
        return shell.variables.find(name).filter(v -> v.set).map(v -> v.values.get(index));
    }

    /// The key of an array element: an expression, or text for an associative array.
    String index(String name, Word index) {
        boolean keyed = shell.variables.find(name).filter(v -> v.keyed).isPresent();
        if (keyed) {
            return expander.single(index);
        }
        long number = expander.number(index);
        if (number < 0) {
            List<String> keys = shell.variables.keys(name);
            number += keys.isEmpty() ? 0 : Long.parseLong(keys.getLast()) + 1;
        }
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw ShellError.of(name + ": bad array subscript");
        }
        return Long.toString(number);
    }

    /// The value of a plain or special parameter.
    Optional<String> special(String name) {
        if (name.matches("\\d+")) {
            int number = name.length() > 6 ? Integer.MAX_VALUE : Integer.parseInt(name);
            return number == 0
                    ? Optional.of(shell.name)
                    : number <= shell.positional.size()
                            ? Optional.of(shell.positional.get(number - 1))
                            : Optional.empty();
        }
        return switch (name) {
            case "@", "*" -> Optional.of(String.join(" ", shell.positional));
            case "#" -> Optional.of(Integer.toString(shell.positional.size()));
            case "?" -> Optional.of(Integer.toString(shell.status));
            case "$" -> Optional.of(Integer.toString(shell.pid));
            case "!" -> shell.jobs.lastPid == 0 ? Optional.empty() : Optional.of(Integer.toString(shell.jobs.lastPid));
            case "-" -> Optional.of(flags());
            case "BASHPID" -> Optional.of(Integer.toString(shell.task.pid()));
            case "PPID" -> Optional.of(Integer.toString(shell.task.parent()));
            case "LINENO" -> Optional.of(Integer.toString(shell.line));
            case "UID", "EUID" -> Optional.of(Integer.toString(shell.login.uid()));
            case "RANDOM" ->
                Optional.of(Integer.toString(shell.guest.world().random().nextInt(32768)));
            case "SRANDOM" ->
                Optional.of(
                        Integer.toUnsignedString(shell.guest.world().random().nextInt()));
            case "SECONDS" ->
                Optional.of(Long.toString(seconds()
                        + shell.variables
                                .get("SECONDS")
                                .filter(start -> start.matches("\\d{1,12}"))
                                .map(Long::parseLong)
                                .orElse(0L)));
            case "COLUMNS" -> window(name, brume.cloud.guest.Terminal::columns);
            case "LINES" -> window(name, brume.cloud.guest.Terminal::rows);
            case "SHELLOPTS" -> Optional.of(String.join(":", OptionBuiltins.on(shell)));
            case "_" -> Optional.of(shell.lastArgument);
            case "BASH_SUBSHELL" -> Optional.of(Integer.toString(shell.subshells));
            case "BASH_COMMAND" -> Optional.of(shell.running);
            case "BASH_SOURCE" -> Optional.of(shell.script).filter(script -> !script.isEmpty());
            case "EPOCHREALTIME" -> {
                java.time.Instant now = shell.guest.world().now();
                yield Optional.of("%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1000));
            }
            case "EPOCHSECONDS" ->
                Optional.of(Long.toString(shell.guest.world().now().getEpochSecond()));
            case "FUNCNAME" -> shell.callStack.isEmpty() ? Optional.empty() : Optional.of(shell.callStack.getLast());
            default -> shell.variables.get(name);
        };
    }

    /// The size of the window, which a person's shell knows and no program it starts.
    private Optional<String> window(String name, java.util.function.ToIntFunction<brume.cloud.guest.Terminal> size) {
        return shell.terminal
                .filter(terminal -> shell.interactive)
                .map(terminal -> Integer.toString(size.applyAsInt(terminal)))
                .or(() -> shell.variables.get(name));
    }

    private long seconds() {
        return java.time.Duration.between(
                        shell.secondsSince, shell.guest.world().now())
                .toSeconds();
    }

    /// The arrays that the shell keeps itself: the functions that run, from the innermost out.
    private Optional<List<String>> kept(String name) {
        boolean nested = !shell.callStack.isEmpty();
        List<String> values = new ArrayList<>();
        switch (name) {
            case "FUNCNAME" -> {
                if (nested) {
                    values.addAll(shell.callStack.reversed());
                    values.add("main");
                }
            }
            case "BASH_LINENO" -> {
                shell.callLines.reversed().forEach(line -> values.add(Integer.toString(line)));
                values.add("0");
            }
            case "BASH_SOURCE" -> {
                if (!shell.script.isEmpty()) {
                    for (int i = 0; i <= shell.callStack.size(); i++) {
                        values.add(shell.script);
                    }
                }
            }
            default -> {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private List<String> valuesOf(String name) {
        return kept(name).orElseGet(() -> shell.variables.values(name));
    }

    private String flags() {
        StringBuilder flags = new StringBuilder("h");
        shell.options.forEach(flags::append);
        return flags.append(shell.interactive ? "imB" : "B").toString();
    }

    Arithmetic.Names arithmeticNames() {
        return new Arithmetic.Names() {
            @Override
            public String get(String name, String index) {
                if (index.equals("0")) {
                    Optional<String> value = special(name);
                    if (value.isEmpty() && shell.option('u')) {
                        throw new ShellError(name + ": unbound variable", shell.fatalStatus(), true);
                    }
                    return value.orElse("");
                }
                return value(new Part.Parameter(
                                name, Optional.of(SimpleCommands.expression(index)), new Operation.Value()))
                        .orElse("");
            }

            @Override
            public void set(String name, String index, String value) {
                if (index.equals("0")
                        && shell.variables.find(name).filter(v -> v.array).isEmpty()) {
                    shell.variables.set(name, value);
                } else {
                    shell.variables.setAt(name, Parameters.this.index(name, SimpleCommands.expression(index)), value);
                }
            }
        };
    }
}
