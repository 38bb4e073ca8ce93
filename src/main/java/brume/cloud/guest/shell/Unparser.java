package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Command.Assignment;
import brume.cloud.guest.shell.Command.Redirection;
import brume.cloud.guest.shell.Word.Operation;
import brume.cloud.guest.shell.Word.Part;
import java.util.List;
import java.util.stream.Collectors;

/// Writes commands as text again, for `type` and `declare -f`.
///
/// Differs from Linux: conditions in `[[ ]]` and some expansions are shortened.
final class Unparser {

    private Unparser() {}

    static String function(String name, Command body) {
        String inner = body instanceof Command.Group(Command commands, List<Redirection> r)
                ? lines(commands, 1)
                : lines(body, 1);
        return name + " () \n{ \n" + inner + "}\n";
    }

    /// One command on one line.
    static String command(Command command) {
        return text(command, 0);
    }

    /// The body of `if` or of a loop, whose last command ends with a semicolon.
    private static String body(Command command, int depth) {
        String all = lines(command, depth).stripTrailing();
        return all + (all.endsWith("&") ? "\n" : ";\n");
    }

    private static String lines(Command command, int depth) {
        if (command instanceof Command.Sequence(List<Command> commands)) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < commands.size(); i++) {
                String line = lines(commands.get(i), depth).stripTrailing();
                all.append(line).append(i < commands.size() - 1 && !line.endsWith("&") ? ";\n" : "\n");
            }
            return all.toString();
        }
        return "    ".repeat(depth) + text(command, depth) + "\n";
    }

    private static String text(Command command, int depth) {
        String pad = "    ".repeat(depth);
        return switch (command) {
            case Command.Simple simple -> simple(simple);
            case Command.Pipeline p ->
                (p.negated() ? "! " : "")
                        + p.stages().stream().map(s -> text(s, depth)).collect(Collectors.joining(" | "));
            case Command.Junction j -> text(j.left(), depth) + (j.and() ? " && " : " || ") + text(j.right(), depth);
            case Command.Sequence s ->
                s.commands().stream().map(c -> text(c, depth)).collect(Collectors.joining("; "));
            case Command.Coprocess(String name, Command body, String text) -> text;
            case Command.Background b -> text(b.command(), depth) + " &";
            case Command.Subshell s -> "( " + text(s.body(), depth) + " )";
            case Command.Group g -> "{ \n" + lines(g.body(), depth + 1) + pad + "}";
            case Command.If i -> {
                StringBuilder all = new StringBuilder();
                for (Command.Branch branch : i.branches()) {
                    all.append(all.isEmpty() ? "if " : pad + "elif ")
                            .append(text(branch.condition(), depth))
                            .append("; then\n")
                            .append(body(branch.body(), depth + 1));
                }
                i.otherwise().ifPresent(body -> all.append(pad).append("else\n").append(body(body, depth + 1)));
                yield all + pad + "fi";
            }
            case Command.Loop l ->
                (l.until() ? "until " : "while ") + text(l.condition(), depth) + "; do\n" + body(l.body(), depth + 1)
                        + pad + "done";
            case Command.For f ->
                "for " + f.name() + f.words().map(w -> " in " + words(w)).orElse("") + ";\n" + pad + "do\n"
                        + body(f.body(), depth + 1) + pad + "done";
            case Command.ArithmeticFor f ->
                "for ((" + word(f.start()) + "; " + word(f.condition()) + "; " + word(f.step()) + "))\n" + pad + "do\n"
                        + body(f.body(), depth + 1) + pad + "done";
            case Command.Case c -> {
                StringBuilder all = new StringBuilder("case " + word(c.subject()) + " in \n");
                for (Command.Clause clause : c.clauses()) {
                    all.append(pad)
                            .append("    ")
                            .append(clause.patterns().stream()
                                    .map(Unparser::word)
                                    .collect(Collectors.joining(" | ")))
                            .append(")\n")
                            .append(lines(clause.body(), depth + 2))
                            .append(pad)
                            .append("    ")
                            .append(clause.next())
                            .append('\n');
                }
                yield all + pad + "esac";
            }
            case Command.Function f -> function(f.name(), f.body()).stripTrailing();
            case Command.Conditional c -> "[[ " + test(c.test()) + " ]]";
            case Command.Arithmetic a -> "((" + word(a.expression()) + "))";
        };
    }

    private static String test(Command.Test test) {
        return test(test, Unparser::word);
    }

    /// @param shown how a word is written
    static String test(Command.Test test, java.util.function.Function<Word, String> shown) {
        return switch (test) {
            case Command.Test.Text t -> "-n " + shown.apply(t.word());
            case Command.Test.Unary u -> u.operator() + " " + shown.apply(u.operand());
            case Command.Test.Binary b -> shown.apply(b.left()) + " " + b.operator() + " " + shown.apply(b.right());
            case Command.Test.Not n -> "! " + test(n.test(), shown);
            case Command.Test.Both b -> test(b.left(), shown) + " && " + test(b.right(), shown);
            case Command.Test.Either e -> test(e.left(), shown) + " || " + test(e.right(), shown);
        };
    }

    private static String simple(Command.Simple simple) {
        StringBuilder all = new StringBuilder();
        for (Assignment a : simple.assignments()) {
            all.append(a.name())
                    .append(a.append() ? "+=" : "=")
                    .append(a.array().map(words -> "(" + words(words) + ")").orElse(word(a.value())))
                    .append(' ');
        }
        all.append(words(simple.words()));
        for (Redirection r : simple.redirections()) {
            boolean usual = r.fd() == (r.operator().startsWith("<") ? 0 : 1);
            all.append(' ')
                    .append(usual ? "" : Integer.toString(r.fd()))
                    .append(r.operator())
                    .append(r.operator().contains("&") ? "" : " ")
                    .append(word(r.target()));
        }
        return all.toString().strip();
    }

    static String words(List<Word> words) {
        return words.stream().map(Unparser::word).collect(Collectors.joining(" "));
    }

    private static String word(Word word) {
        return word.parts().stream().map(Unparser::part).collect(Collectors.joining());
    }

    private static String part(Part part) {
        return switch (part) {
            case Part.Literal(String text) -> text;
            case Part.Quoted(String text) -> Quoting.always(text);
            case Part.DoubleQuoted(Word inner) -> "\"" + word(inner) + "\"";
            case Part.Parameter p ->
                p.operation() instanceof Operation.Value && p.index().isEmpty()
                        ? "$"
                                + (p.name().length() > 1
                                                && !Character.isLetter(p.name().charAt(0))
                                                && p.name().charAt(0) != '_'
                                        ? "{" + p.name() + "}"
                                        : p.name())
                        : "${" + p.name() + operation(p.operation()) + "}";
            case Part.Substitution(List<Command> commands) ->
                "$(" + commands.stream().map(c -> text(c, 0)).collect(Collectors.joining("; ")) + ")";
            case Part.Arithmetic(Word expression) -> "$((" + word(expression) + "))";
            case Part.ProcessSubstitution p ->
                "<(" + p.commands().stream().map(c -> text(c, 0)).collect(Collectors.joining("; ")) + ")";
        };
    }

    private static String operation(Operation operation) {
        return switch (operation) {
            case Operation.Default d -> (d.orEmpty() ? ":" : "") + d.kind() + word(d.word());
            case Operation.Trim t -> (t.front() ? "#" : "%").repeat(t.longest() ? 2 : 1) + word(t.pattern());
            case Operation.Replace r ->
                "/" + (r.kind() == '1' ? "" : String.valueOf(r.kind())) + word(r.pattern()) + "/"
                        + word(r.replacement());
            case Operation.Slice s ->
                ":" + word(s.offset()) + s.length().map(l -> ":" + word(l)).orElse("");
            case Operation.Case c -> (c.upper() ? "^" : ",").repeat(c.all() ? 2 : 1);
            case Operation.Transform t -> "@" + t.kind();
            case Operation.Value v -> "";
            case Operation.Length l -> "";
            case Operation.Indirect i -> "";
            case Operation.Keys k -> "";
            case Operation.Names n -> "*";
        };
    }
}
