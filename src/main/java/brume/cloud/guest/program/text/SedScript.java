package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Regex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Reads the commands of `sed`.
final class SedScript {

    /// The message follows `sed: -e expression #1, char N: `.
    static final class Bad extends RuntimeException {
        final int at;

        Bad(int at, String message) {
            super(message, null, false, false);
            this.at = at;
        }
    }

    /// Which lines a command is for.
    sealed interface Address {
        record Line(long number) implements Address {}

        /// Every `step`th line from `first`.
        record Step(long first, long step) implements Address {}

        record Last() implements Address {}

        /// @param pattern empty for the last one used
        record Match(Optional<Pattern> pattern) implements Address {}

        /// `+n` after another address.
        record Plus(long count) implements Address {}
    }

    /// @param letter the command's name
    /// @param text what `a`, `i` and `c` put in; a label; a file
    /// @param jump where a block ends or a label stands
    record Command(
            Optional<Address> from,
            Optional<Address> to,
            boolean negated,
            char letter,
            String text,
            Optional<Substitution> substitution,
            int[] jump,
            int id) {}

    /// @param occurrence which match counts
    record Substitution(
            Optional<Pattern> pattern,
            String replacement,
            boolean global,
            int occurrence,
            boolean print,
            String file) {}

    private final String text;
    private final boolean extended;
    private final List<Command> commands = new ArrayList<>();
    private final Deque<Command> open = new ArrayDeque<>();
    private int at;

    private SedScript(String text, boolean extended) {
        this.text = text;
        this.extended = extended;
    }

    static List<Command> parse(String text, boolean extended) {
        SedScript script = new SedScript(text, extended);
        script.all();
        return script.commands;
    }

    private Bad bad(String message) {
        return new Bad(at, message);
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void blanks() {
        while (at < text.length() && (Character.isWhitespace(peek()) || peek() == ';')) {
            at++;
        }
    }

    private void spaces() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void all() {
        blanks();
        while (at < text.length()) {
            if (peek() == '#') {
                line();
            } else {
                command();
            }
            blanks();
        }
        if (!open.isEmpty()) {
            throw new Bad(0, "unmatched `{'");
        }
        for (Command command : commands) {
            if ("btT".indexOf(command.letter) >= 0 && !command.text.isEmpty()) {
                command.jump[0] = label(command.text);
            } else if ("btT".indexOf(command.letter) >= 0) {
                command.jump[0] = commands.size();
            }
        }
    }

    private int label(String name) {
        for (Command command : commands) {
            if (command.letter == ':' && command.text.equals(name)) {
                return command.id;
            }
        }
        throw new Bad(0, "can't find label for jump to `" + name + "'");
    }

    private String line() {
        int end = text.indexOf('\n', at);
        String line = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end;
        return line;
    }

    private void command() {
        Optional<Address> from = address();
        Optional<Address> to = Optional.empty();
        spaces();
        if (from.isPresent() && peek() == ',') {
            at++;
            spaces();
            to = address();
            if (to.isEmpty()) {
                throw bad("unexpected `,'");
            }
        }
        spaces();
        boolean negated = false;
        while (peek() == '!') {
            negated = true;
            at++;
            spaces();
        }
        if (at >= text.length()) {
            throw bad("missing command");
        }
        char letter = text.charAt(at++);
        add(from, to, negated, letter);
    }

    private void add(Optional<Address> from, Optional<Address> to, boolean negated, char letter) {
        int id = commands.size();
        String argument = "";
        Optional<Substitution> substitution = Optional.empty();
        switch (letter) {
            case '{' -> {}
            case '}' -> {
                if (open.isEmpty()) {
                    throw bad("unexpected `}'");
                }
                open.pop().jump[0] = id;
            }
            case 's' -> substitution = Optional.of(substitution());
            case 'y' -> argument = transliteration();
            case 'a', 'i', 'c' -> argument = inserted();
            case ':', 'b', 't', 'T' -> argument = label();
            case 'r', 'w' -> {
                spaces();
                argument = line().strip();
            }
            case 'p', 'd', 'D', 'g', 'G', 'h', 'H', 'n', 'N', 'P', 'x', '=', 'l', 'z', 'F' -> ended();
            case 'q', 'Q' -> {
                spaces();
                int start = at;
                while (Character.isDigit(peek())) {
                    at++;
                }
                argument = text.substring(start, at);
                ended();
            }
            default -> throw bad("unknown command: `" + letter + "'");
        }
        Command command = new Command(from, to, negated, letter, argument, substitution, new int[] {0}, id);
        commands.add(command);
        if (letter == '{') {
            open.push(command);
        }
    }

    private void ended() {
        spaces();
        if (at < text.length() && ";\n}#".indexOf(peek()) < 0) {
            at++;
            throw bad("extra characters after command");
        }
    }

    private String label() {
        spaces();
        int start = at;
        while (at < text.length() && peek() != '\n' && peek() != ';' && peek() != '}') {
            at++;
        }
        return text.substring(start, at).strip();
    }

    private String inserted() {
        spaces();
        if (at >= text.length()) {
            throw bad("expected \\ after `a', `c' or `i'");
        }
        if (peek() == '\\') {
            at++;
            spaces();
            if (peek() == '\n') {
                at++;
            }
        }
        StringBuilder out = new StringBuilder();
        while (at < text.length() && peek() != '\n') {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char e = text.charAt(at++);
                out.append(e == 't' ? '\t' : e == 'n' && out.length() > 0 ? '\n' : e);
            } else {
                out.append(c);
            }
        }
        return out.append('\n').toString();
    }

    private Optional<Address> address() {
        char c = peek();
        if (Character.isDigit(c)) {
            long first = number();
            if (peek() == '~') {
                at++;
                return Optional.of(new Address.Step(first, number()));
            }
            return Optional.of(new Address.Line(first));
        }
        if (c == '+') {
            at++;
            return Optional.of(new Address.Plus(number()));
        }
        if (c == '$') {
            at++;
            return Optional.of(new Address.Last());
        }
        if (c == '/' || c == '\\') {
            at += c == '\\' ? 1 : 0;
            char delimiter = text.charAt(at++);
            String regex = delimited(delimiter, true, "unterminated address regex");
            boolean ignore = peek() == 'I';
            at += ignore ? 1 : 0;
            return Optional.of(new Address.Match(pattern(regex, ignore)));
        }
        return Optional.empty();
    }

    private long number() {
        int start = at;
        while (Character.isDigit(peek()) && at - start < 15) {
            at++;
        }
        return start == at ? 0 : Long.parseLong(text.substring(start, at));
    }

    /// Text up to an unescaped delimiter, which is consumed.
    private String delimited(char delimiter, boolean regex, String otherwise) {
        StringBuilder out = new StringBuilder();
        boolean bracket = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char e = text.charAt(at++);
                if (e == delimiter && (!regex || delimiter != '|' && delimiter != '(')) {
                    out.append(e);
                } else {
                    out.append('\\').append(e);
                }
            } else if (c == delimiter && !bracket) {
                return out.toString();
            } else {
                if (regex && c == '[') {
                    bracket = true;
                    out.append(c);
                    if (peek() == '^') {
                        out.append(text.charAt(at++));
                    }
                    if (peek() == ']') {
                        out.append(text.charAt(at++));
                    }
                    continue;
                }
                bracket &= c != ']';
                out.append(c);
            }
        }
        throw bad(otherwise);
    }

    private Optional<Pattern> pattern(String regex, boolean ignore) {
        if (regex.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(extended ? Regex.extended(regex, ignore) : Regex.basic(regex, ignore));
        } catch (PatternSyntaxException wrong) {
            throw bad(wrong.getDescription().contains("group") ? "Unmatched ( or \\(" : wrong.getDescription());
        }
    }

    private Substitution substitution() {
        if (at >= text.length()) {
            throw bad("unterminated `s' command");
        }
        char delimiter = text.charAt(at++);
        String regex = delimited(delimiter, true, "unterminated `s' command");
        String replacement = delimited(delimiter, false, "unterminated `s' command");
        boolean global = false;
        boolean ignore = false;
        boolean print = false;
        int occurrence = 1;
        String file = "";
        while (at < text.length() && ";\n}# ".indexOf(peek()) < 0) {
            char flag = text.charAt(at++);
            switch (flag) {
                case 'g' -> global = true;
                case 'i', 'I' -> ignore = true;
                case 'p' -> print = true;
                case 'm', 'M', 'e' -> {}
                case 'w' -> {
                    spaces();
                    file = line().strip();
                }
                default -> {
                    if (!Character.isDigit(flag)) {
                        throw bad("unknown option to `s'");
                    }
                    at--;
                    occurrence = (int) Math.max(1, number());
                }
            }
        }
        return new Substitution(pattern(regex, ignore), replacement, global, occurrence, print, file);
    }

    /// The letters and what they become, one after another.
    private String transliteration() {
        if (at >= text.length()) {
            throw bad("unterminated `y' command");
        }
        char delimiter = text.charAt(at++);
        String from = unescaped(delimited(delimiter, false, "unterminated `y' command"));
        String to = unescaped(delimited(delimiter, false, "unterminated `y' command"));
        if (from.length() != to.length()) {
            throw bad("strings for `y' command are different lengths");
        }
        return from + to;
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t").replace("\\\\", "\\");
    }
}
