package brume.cloud.guest.shell;

import brume.cloud.guest.program.DateFormat;
import java.time.Instant;

/// What stands before the cursor: `PS1` with its escapes.
final class Prompt {

    private Prompt() {}

    static String text(Interpreter interpreter, String variable, String otherwise) {
        Shell shell = interpreter.shell;
        String escapes = escapes(shell, shell.variables.get(variable, otherwise));
        try {
            Lexer lexer = new Lexer(new Source(escapes, 1), () -> false, (source, line) -> java.util.List.of());
            return escapes.contains("$(") || escapes.contains("`")
                    ? escapes
                    : interpreter.expander.text(lexer.doubleQuotedText(c -> false));
        } catch (SyntaxError | ShellError bad) {
            return escapes;
        }
    }

    private static String escapes(Shell shell, String ps) {
        Instant now = shell.guest.world().now();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < ps.length(); i++) {
            if (ps.charAt(i) != '\\' || i + 1 == ps.length()) {
                out.append(ps.charAt(i));
                continue;
            }
            char letter = ps.charAt(++i);
            switch (letter) {
                case 'u' -> out.append(shell.login.user());
                case 'h' -> out.append(shell.guest.hostname().replaceFirst("\\..*", ""));
                case 'H' -> out.append(shell.guest.hostname());
                case 'w' -> out.append(directory(shell));
                case 'W' -> {
                    String directory = directory(shell);
                    out.append(
                            directory.length() > 1 ? directory.substring(directory.lastIndexOf('/') + 1) : directory);
                }
                case '$' -> out.append(shell.login.uid() == 0 ? "#" : "\\$");
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 'e' -> out.append('\u001b');
                case 'a' -> out.append('\u0007');
                case 's' -> out.append("bash");
                case 'v', 'V' -> out.append("5.2");
                case 'j' -> out.append(shell.jobs.all().size());
                case '!', '#' -> out.append(shell.history.size() + 1);
                case 't' -> out.append(DateFormat.format("%H:%M:%S", now));
                case 'T' -> out.append(DateFormat.format("%I:%M:%S", now));
                case 'A' -> out.append(DateFormat.format("%H:%M", now));
                case 'd' -> out.append(DateFormat.format("%a %b %d", now));
                case '[', ']' -> {}
                case '\\' -> out.append("\\\\");
                case '0' -> {
                    out.append('\u001b');
                    i += ps.startsWith("33", i + 1) ? 2 : 0;
                }
                default -> out.append('\\').append(letter);
            }
        }
        return out.toString();
    }

    private static String directory(Shell shell) {
        return DirectoryBuiltins.tilde(shell.cwd, shell.variables.get("HOME", shell.login.home()));
    }

    /// How many columns a prompt takes: escape sequences take none.
    static int width(String prompt) {
        String last = prompt.substring(prompt.lastIndexOf('\n') + 1);
        String bare = last.replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replaceAll("\u001b\\][^\u0007]*\u0007", "");
        return bare.codePointCount(0, bare.length());
    }
}
