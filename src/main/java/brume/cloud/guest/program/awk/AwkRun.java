package brume.cloud.guest.program.awk;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.awk.Node.Stmt;
import brume.cloud.guest.shell.Escapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// An awk program at work: its rules over the lines of its input.
final class AwkRun {

    static final int MAX_ELEMENTS = 500_000;

    /// Control leaves a statement.
    static final class Leave extends RuntimeException {
        final String kind;
        final Value value;

        Leave(String kind, Value value) {
            super(null, null, false, false);
            this.kind = kind;
            this.value = value;
        }
    }

    final Process process;
    final Map<String, Value> variables = new HashMap<>();
    final Map<String, Map<String, Value>> arrays = new HashMap<>();
    final Map<String, Node.Function> functions = new HashMap<>();
    final AwkRecord record = new AwkRecord();
    final AwkOutputs outputs;
    private final Node.Program program;
    private final List<String> files;
    private final AwkEval eval;
    private final Set<Node.Rule> active = new HashSet<>();
    private Optional<Lines> input = Optional.empty();
    private boolean readAnything;
    private int status;
    private int exit;

    AwkRun(Process process, Node.Program program, List<String> operands) {
        this.process = process;
        this.program = program;
        this.files = new ArrayList<>(operands);
        this.outputs = new AwkOutputs(process);
        this.eval = new AwkEval(this);
        program.functions().forEach(function -> functions.put(function.name(), function));
        Map.of(
                        "FS",
                        " ",
                        "OFS",
                        " ",
                        "ORS",
                        "\n",
                        "RS",
                        "\n",
                        "SUBSEP",
                        "\u001c",
                        "CONVFMT",
                        "%.6g",
                        "OFMT",
                        "%.6g",
                        "FILENAME",
                        "")
                .forEach((name, value) -> variables.put(name, Value.of(value)));
        for (String name : new String[] {"NR", "FNR", "NF"}) {
            variables.put(name, Value.of(0));
        }
        Map<String, Value> environment = arrays.computeIfAbsent("ENVIRON", n -> new HashMap<>());
        process.env().forEach((name, value) -> environment.put(name, Value.input(value)));
        Map<String, Value> arguments = arrays.computeIfAbsent("ARGV", n -> new HashMap<>());
        arguments.put("0", Value.of("awk"));
        for (int i = 0; i < operands.size(); i++) {
            arguments.put(Integer.toString(i + 1), Value.input(operands.get(i)));
        }
        variables.put("ARGC", Value.of(operands.size() + 1));
    }

    void assign(String name, String value) {
        variables.put(name, Value.input(Escapes.ansi(value)));
    }

    String text(String name) {
        return variables.getOrDefault(name, Value.UNSET).toText("%.6g");
    }

    int all() throws IOException {
        try {
            if (!leaves("BEGIN")) {
                boolean reads =
                        program.rules().stream().anyMatch(rule -> !rule.kind().equals("BEGIN"));
                boolean ended = reads && lines();
                if (!ended || reads) {
                    leaves("END");
                }
            }
        } finally {
            outputs.close();
        }
        return exit != 0 ? exit : status;
    }

    /// @return true where the program has left by `exit`
    private boolean leaves(String kind) throws IOException {
        try {
            for (Node.Rule rule : program.rules()) {
                if (rule.kind().equals(kind)) {
                    run(rule.action().orElseThrow());
                }
            }
            return false;
        } catch (Leave leave) {
            return left(leave);
        }
    }

    private boolean left(Leave leave) {
        if (leave.kind.equals("exit")) {
            exit = leave.value.kind() == Value.Kind.UNSET ? exit : (int) leave.value.toNumber() & 255;
            return true;
        }
        return false;
    }

    private boolean lines() throws IOException {
        while (true) {
            Optional<String> line = nextLine();
            if (line.isEmpty()) {
                return false;
            }
            process.checkSignals();
            setLine(line.get());
            try {
                for (Node.Rule rule : program.rules()) {
                    if (rule.kind().isEmpty() && selects(rule)) {
                        if (rule.action().isPresent()) {
                            run(rule.action().get());
                        } else {
                            outputs.standard(record.line() + text("ORS"));
                        }
                    }
                }
            } catch (Leave leave) {
                if (left(leave)) {
                    return true;
                }
                if (leave.kind.equals("nextfile")) {
                    input = Optional.empty();
                }
            }
        }
    }

    void setLine(String line) {
        record.set(line, text("FS"));
        variables.put("NF", Value.of(record.count()));
    }

    /// The next line of the input, counted.
    Optional<String> nextLine() throws IOException {
        while (true) {
            if (input.isEmpty() && !open()) {
                return Optional.empty();
            }
            Optional<String> line = record(input.orElseThrow());
            if (line.isPresent()) {
                variables.put(
                        "NR", Value.of(variables.getOrDefault("NR", Value.UNSET).toNumber() + 1));
                variables.put(
                        "FNR",
                        Value.of(variables.getOrDefault("FNR", Value.UNSET).toNumber() + 1));
                return line;
            }
            input = Optional.empty();
        }
    }

    /// A record: a line, or with an empty `RS` a paragraph.
    private Optional<String> record(Lines lines) throws IOException {
        if (!text("RS").isEmpty()) {
            return lines.next();
        }
        StringBuilder paragraph = new StringBuilder();
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().isEmpty()) {
                if (!paragraph.isEmpty()) {
                    break;
                }
            } else {
                paragraph.append(paragraph.isEmpty() ? "" : "\n").append(line.get());
            }
        }
        return paragraph.isEmpty() ? Optional.empty() : Optional.of(paragraph.toString());
    }

    private boolean open() throws IOException {
        while (!files.isEmpty()) {
            String name = files.removeFirst();
            if (name.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                assign(name.substring(0, name.indexOf('=')), name.substring(name.indexOf('=') + 1));
                continue;
            }
            readAnything = true;
            try {
                if (!name.equals("-") && process.files().isDirectory(process.path(name))) {
                    process.fail("warning: command line argument `" + name + "' is a directory: skipped");
                    continue;
                }
                begin(name, new Lines(process.open(name), separator()));
                return true;
            } catch (FsException missing) {
                process.fail("fatal: cannot open file `" + name + "' for reading: " + missing.getMessage());
                status = 2;
            }
        }
        if (readAnything) {
            return false;
        }
        readAnything = true;
        begin("", new Lines(process.in(), separator()));
        return true;
    }

    private int separator() {
        String rs = text("RS");
        return rs.isEmpty() ? '\n' : rs.charAt(0);
    }

    private void begin(String name, Lines lines) {
        input = Optional.of(lines);
        variables.put("FILENAME", Value.of(name));
        variables.put("FNR", Value.of(0));
    }

    private boolean selects(Node.Rule rule) throws IOException {
        if (rule.from().isEmpty()) {
            return true;
        }
        if (rule.to().isEmpty()) {
            return eval.value(rule.from().get()).isTrue();
        }
        if (!active.contains(rule)) {
            if (!eval.value(rule.from().get()).isTrue()) {
                return false;
            }
            active.add(rule);
        }
        if (eval.value(rule.to().get()).isTrue()) {
            active.remove(rule);
        }
        return true;
    }

    // ---- statements

    void run(Stmt statement) throws IOException {
        switch (statement) {
            case Node.Block block -> {
                for (Stmt one : block.body()) {
                    run(one);
                }
            }
            case Node.Do expression -> eval.value(expression.expression());
            case Node.Print print -> print(print);
            case Node.If choice -> {
                if (eval.value(choice.condition()).isTrue()) {
                    run(choice.then());
                } else if (choice.otherwise().isPresent()) {
                    run(choice.otherwise().get());
                }
            }
            case Node.While loop -> {
                boolean goesOn = !loop.first() || iterate(loop.body());
                while (goesOn && eval.value(loop.condition()).isTrue()) {
                    goesOn = iterate(loop.body());
                }
            }
            case Node.For loop -> {
                if (loop.start().isPresent()) {
                    run(loop.start().get());
                }
                while (loop.condition().isEmpty()
                        || eval.value(loop.condition().get()).isTrue()) {
                    if (!iterate(loop.body())) {
                        break;
                    }
                    if (loop.step().isPresent()) {
                        run(loop.step().get());
                    }
                }
            }
            case Node.ForIn loop -> {
                for (String key : eval.sortedKeys(loop.array())) {
                    eval.assign(new Node.Var(loop.name()), Value.input(key));
                    if (!iterate(loop.body())) {
                        break;
                    }
                }
            }
            case Node.Delete delete -> {
                if (delete.index().isEmpty()) {
                    eval.array(delete.array()).clear();
                } else {
                    eval.array(delete.array()).remove(eval.key(delete.index()));
                }
            }
            case Node.Jump jump ->
                throw new Leave(
                        jump.kind(),
                        jump.value().isPresent() ? eval.value(jump.value().get()) : Value.UNSET);
        }
    }

    private boolean iterate(Stmt body) throws IOException {
        process.checkSignals();
        try {
            run(body);
            return true;
        } catch (Leave leave) {
            if (leave.kind.equals("break")) {
                return false;
            }
            if (leave.kind.equals("continue")) {
                return true;
            }
            throw leave;
        }
    }

    private void print(Node.Print print) throws IOException {
        List<Value> values = new ArrayList<>();
        for (Node.Expr argument : print.arguments()) {
            values.add(eval.value(argument));
        }
        String text;
        if (print.formatted()) {
            String format = values.isEmpty() ? "" : values.getFirst().toText(text("CONVFMT"));
            text = AwkFormat.format(format, values.subList(Math.min(1, values.size()), values.size()), text("CONVFMT"));
        } else if (values.isEmpty()) {
            text = record.line() + text("ORS");
        } else {
            text = String.join(
                            text("OFS"),
                            values.stream()
                                    .map(value -> value.toText(text("OFMT")))
                                    .toList())
                    + text("ORS");
        }
        if (print.target().isEmpty()) {
            outputs.standard(text);
        } else {
            outputs.write(print.redirect(), eval.value(print.target().get()).toText(text("CONVFMT")), text);
        }
    }
}
