package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Turns words into what commands see: braces, tildes, parameters, substitutions, splitting, file names, quotes
/// removed.
final class Expander {

    static final int MAX_FIELDS = 200_000;

    private final Shell shell;
    private final Function<List<Command>, String> substitute;
    private final Function<Part.ProcessSubstitution, String> processFile;
    private final Parameters parameters;

    /// @param substitute runs the commands of `$(...)`
    Expander(
            Shell shell,
            Function<List<Command>, String> substitute,
            Function<Part.ProcessSubstitution, String> processFile) {
        this.shell = shell;
        this.substitute = substitute;
        this.processFile = processFile;
        this.parameters = new Parameters(shell, this);
    }

    Parameters parameters() {
        return parameters;
    }

    /// All expansions, one word to any number of fields.
    List<String> fields(List<Word> words) {
        List<String> all = new ArrayList<>();
        for (Word word : words) {
            for (Word single : Braces.expand(word)) {
                Fields fields = new Fields(true, shell.variables.get("IFS", " \t\n"));
                expand(single, false, fields);
                for (Marked field : fields.all()) {
                    addPaths(field, all);
                }
            }
            if (all.size() > MAX_FIELDS) {
                throw ShellError.of("argument list too long");
            }
        }
        return all;
    }

    private void addPaths(Marked field, List<String> into) {
        field.extended = shell.longOptions.contains("extglob");
        field.ignoresCase = shell.longOptions.contains("nocaseglob");
        if (shell.option('f') || !Glob.isPattern(field)) {
            into.add(field.toString());
            return;
        }
        List<String> paths = new PathPattern(shell).matches(field);
        if (!paths.isEmpty()) {
            into.addAll(paths);
        } else if (shell.longOptions.contains("failglob")) {
            throw ShellError.of("no match: " + field);
        } else if (!shell.longOptions.contains("nullglob")) {
            into.add(field.toString());
        }
    }

    /// One string: no splitting, no file names (assignments, `case`, here-strings).
    String single(Word word) {
        return marked(word).toString();
    }

    /// One string that remembers its quotes: a pattern.
    Marked marked(Word word) {
        Fields fields = new Fields(false, "");
        expand(word, false, fields);
        Marked single = fields.single();
        single.extended = shell.longOptions.contains("extglob");
        single.ignoresCase = shell.longOptions.contains("nocasematch");
        return single;
    }

    /// The text of an arithmetic expression or of a here-document.
    String text(Word word) {
        Fields fields = new Fields(false, "");
        expand(word, true, fields);
        return fields.single().toString();
    }

    long number(Word expression) {
        return Arithmetic.evaluate(text(expression), parameters.arithmeticNames());
    }

    /// `name=value` in one piece.
    String assignment(Word word) {
        String first = word.parts().getFirst() instanceof Part.Literal(String text) ? text : "";
        int equals = first.indexOf('=') + 1;
        List<Part> value = new ArrayList<>(word.parts());
        value.set(0, new Part.Literal(first.substring(equals)));
        return first.substring(0, equals) + assigned(new Word(value));
    }

    /// The value of an assignment, in which tildes count after colons too.
    String assigned(Word word) {
        Fields fields = new Fields(false, "");
        boolean first = true;
        for (Part part : word.parts()) {
            if (part instanceof Part.Literal(String text)) {
                String[] pieces = text.split("(?<=:)", -1);
                for (int i = 0; i < pieces.length; i++) {
                    boolean alone = word.parts().size() == 1 || pieces[i].indexOf('/') >= 0;
                    fields.literal((first || i > 0) && alone ? tilde(pieces[i]) : pieces[i]);
                }
            } else {
                expand(part, false, fields);
            }
            first = false;
        }
        return fields.single().toString();
    }

    void expand(Word word, boolean quoted, Fields out) {
        List<Part> parts = word.parts();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            boolean tilde = i == 0 && !quoted && part instanceof Part.Literal(String text) && text.startsWith("~");
            int equals = part instanceof Part.Literal(String whole) ? whole.indexOf("=~") : -1;
            if (i == 0
                    && !quoted
                    && equals > 0
                    && part instanceof Part.Literal(String text)
                    && text.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*")) {
                out.literal(text.substring(0, equals + 1));
                out.quoted(tilde(text.substring(equals + 1)));
                continue;
            }
            if (tilde && part instanceof Part.Literal(String text) && (parts.size() == 1 || text.indexOf('/') >= 0)) {
                String home = tilde(text);
                int slash = text.indexOf('/');
                String rest = slash < 0 ? "" : text.substring(slash);
                if (home.equals(text)) {
                    out.literal(text);
                } else {
                    out.quoted(home.substring(0, home.length() - rest.length()));
                    out.literal(rest);
                }
            } else {
                expand(part, quoted, out);
            }
        }
    }

    private void expand(Part part, boolean quoted, Fields out) {
        switch (part) {
            case Part.Literal(String text) -> {
                if (quoted) {
                    out.quoted(text);
                } else {
                    out.literal(text);
                }
            }
            case Part.Quoted(String text) -> out.quoted(text);
            case Part.DoubleQuoted(Word inner) -> {
                boolean onlyList = inner.parts().size() == 1
                        && inner.parts().getFirst() instanceof Part.Parameter p
                        && parameters.isList(p);
                if (!onlyList) {
                    out.quoted("");
                }
                expand(inner, true, out);
            }
            case Part.Parameter parameter -> parameters.expand(parameter, quoted, out);
            case Part.Substitution(List<Command> commands) -> add(substitute.apply(commands), quoted, out);
            case Part.Arithmetic(Word expression) -> add(Long.toString(number(expression)), quoted, out);
            case Part.ProcessSubstitution process -> out.quoted(processFile.apply(process));
        }
    }

    static void add(String value, boolean quoted, Fields out) {
        if (quoted) {
            out.quoted(value);
        } else {
            out.value(value);
        }
    }

    private String tilde(String text) {
        if (!text.startsWith("~")) {
            return text;
        }
        int end = 1;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != ':') {
            end++;
        }
        String user = text.substring(1, end);
        String rest = text.substring(end);
        return switch (user) {
            case "" -> shell.variables.get("HOME").orElse(shell.login.home()) + rest;
            case "+" -> shell.variables.get("PWD", shell.cwd) + rest;
            case "-" -> shell.variables.get("OLDPWD").map(old -> old + rest).orElse(text);
            default -> shell.guest.users().named(user).map(u -> u.home() + rest).orElse(text);
        };
    }
}
