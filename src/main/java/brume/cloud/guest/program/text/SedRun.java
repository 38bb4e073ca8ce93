package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.text.SedScript.Address;
import brume.cloud.guest.program.text.SedScript.Command;
import brume.cloud.guest.program.text.SedScript.Substitution;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `sed` at work on its input.
final class SedRun {

    private static final int MAX_SPACE = 16 * 1024 * 1024;
    private static final int MAX_STEPS = 50_000_000;

    /// All inputs as one, with a look at whether a line is the last.
    static final class Source {

        interface Files {
            Optional<Lines> next() throws IOException;
        }

        private final Files files;
        private Optional<Lines> current = Optional.empty();
        private Optional<String> ahead = Optional.empty();
        private boolean aheadComplete = true;
        private boolean started;
        private boolean complete = true;

        Source(Files files) {
            this.files = files;
        }

        private void look() throws IOException {
            ahead = Optional.empty();
            while (ahead.isEmpty()) {
                if (current.isEmpty()) {
                    current = files.next();
                    if (current.isEmpty()) {
                        return;
                    }
                }
                ahead = current.get().next();
                aheadComplete = current.get().wasComplete();
                if (ahead.isEmpty()) {
                    current = Optional.empty();
                }
            }
        }

        Optional<String> next() throws IOException {
            if (!started) {
                started = true;
                look();
            }
            Optional<String> line = ahead;
            complete = aheadComplete;
            if (line.isPresent()) {
                look();
            }
            return line;
        }

        boolean atEnd() {
            return ahead.isEmpty();
        }
    }

    private final Process process;
    private final List<Command> commands;
    private final boolean quiet;
    private final OutputStream out;
    private final String end;
    private final Set<Integer> active = new HashSet<>();
    private final java.util.Map<Integer, Long> until = new java.util.HashMap<>();
    private final StringBuilder after = new StringBuilder();
    private String space = "";
    private String hold = "";
    private long number;
    private int steps;
    private int exit;
    private boolean quit;
    private boolean silentQuit;
    private Optional<Pattern> lastPattern = Optional.empty();

    /// @param end what ends a line
    SedRun(Process process, List<Command> commands, boolean quiet, OutputStream out, String end) {
        this.end = end;
        this.process = process;
        this.commands = commands;
        this.quiet = quiet;
        this.out = out;
    }

    int all(Source source) throws IOException {
        boolean again = false;
        while (!quit) {
            if (!again) {
                Optional<String> line = source.next();
                if (line.isEmpty()) {
                    break;
                }
                space = line.get();
                number++;
            }
            process.checkSignals();
            again = cycle(source);
            if (out == process.out() && process.in().available() == 0) {
                out.flush();
            }
        }
        return exit;
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void line(Source source, String text) throws IOException {
        print(text + (source.complete || !source.atEnd() ? end : ""));
    }

    /// One line through all commands.
    ///
    /// @return true where the next cycle keeps what is left of the pattern space
    private boolean cycle(Source source) throws IOException {
        boolean deleted = false;
        boolean again = false;
        boolean[] substituted = {false};
        for (int i = 0; i < commands.size() && !deleted; i++) {
            Command command = commands.get(i);
            if (++steps > MAX_STEPS) {
                process.checkSignals();
                steps = 0;
            }
            if (space.length() + hold.length() > MAX_SPACE) {
                throw Memory.exhausted();
            }
            if (selects(command, source) == command.negated()) {
                i = command.letter() == '{' ? command.jump()[0] : i;
                continue;
            }
            switch (command.letter()) {
                case 's' -> substituted[0] |= substitute(command.substitution().orElseThrow(), source);
                case 'd' -> deleted = true;
                case 'D' -> {
                    int newline = space.indexOf('\n');
                    again = newline >= 0;
                    space = again ? space.substring(newline + 1) : space;
                    deleted = true;
                }
                case 'c' -> {
                    if (command.to().isEmpty() || !active.contains(command.id()) || command.negated()) {
                        print(command.text());
                    }
                    deleted = true;
                }
                case 'n', 'N' -> {
                    if (source.atEnd()) {
                        quit = true;
                        silentQuit = false;

                        i = commands.size();
                    } else {
                        read(command.letter(), source);
                    }
                }
                case 'q', 'Q' -> {
                    quit = true;
                    silentQuit = command.letter() == 'Q';
                    exit = command.text().isEmpty() ? 0 : Integer.parseInt(command.text()) & 255;
                    i = commands.size();
                }
                case 'b' -> i = command.jump()[0];
                case 't', 'T' -> {
                    boolean jumps = substituted[0] == (command.letter() == 't');
                    substituted[0] = false;
                    i = jumps ? command.jump()[0] : i;
                }
                default -> simple(command, source);
            }
        }
        if (!deleted && !quiet && !silentQuit) {
            line(source, space);
        }
        flush();
        return again;
    }

    private void flush() throws IOException {
        print(after.toString());
        after.setLength(0);
    }

    private void read(char letter, Source source) throws IOException {
        if (letter == 'n') {
            if (!quiet) {
                line(source, space);
            }
            flush();
            space = source.next().orElse("");
        } else {
            space = space + "\n" + source.next().orElse("");
        }
        number++;
    }

    private void simple(Command command, Source source) throws IOException {
        switch (command.letter()) {
            case 'p' -> line(source, space);
            case 'P' -> print(space.split("\n", 2)[0] + "\n");
            case '=' -> print(number + "\n");
            case 'a' -> after.append(command.text());
            case 'i' -> print(command.text());
            case 'h' -> hold = space;
            case 'H' -> hold = hold + "\n" + space;
            case 'g' -> space = hold;
            case 'G' -> space = space + "\n" + hold;
            case 'x' -> {
                String swapped = hold;
                hold = space;
                space = swapped;
            }
            case 'z' -> space = "";
            case 'y' -> transliterate(command.text());
            case 'l' -> print(space.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n") + "$\n");
            case 'r' -> {
                String path = process.path(command.text());
                if (process.files().isFile(path)) {
                    after.append(process.files().readText(path));
                }
            }
            case 'w' -> write(command.text());
            default -> {}
        }
    }

    private void write(String file) throws IOException {
        switch (file) {
            case "/dev/stdout" -> print(space + "\n");
            case "/dev/stderr" -> process.warn(space);
            default -> process.files().append(process.path(file), space + "\n");
        }
    }

    private void transliterate(String letters) {
        int half = letters.length() / 2;
        StringBuilder changed = new StringBuilder();
        for (char c : space.toCharArray()) {
            int at = letters.substring(0, half).indexOf(c);
            changed.append(at < 0 ? c : letters.charAt(half + at));
        }
        space = changed.toString();
    }

    private boolean selects(Command command, Source source) {
        if (command.from().isEmpty()) {
            return true;
        }
        if (command.to().isEmpty()) {
            return matches(command.from().get(), source);
        }
        if (!active.contains(command.id())) {
            boolean zero = command.from().get() instanceof Address.Line(long first) && first == 0 && number == 1;
            if (!zero && !matches(command.from().get(), source)) {
                return false;
            }
            if (zero && ends(command.to().get(), source, command.id())) {
                return true;
            }
            boolean goesOn = switch (command.to().get()) {
                case Address.Line(long last) -> last > number;
                case Address.Plus(long count) -> {
                    until.put(command.id(), number + count);
                    yield count > 0;
                }
                case Address.Last last -> !source.atEnd();
                case Address.Match match -> true;
                case Address.Step step -> true;
            };
            if (goesOn) {
                active.add(command.id());
            }
            return true;
        }
        if (command.to().get() instanceof Address.Line(long last) && number > last) {
            active.remove(command.id());
            return matches(command.from().get(), source);
        }
        if (ends(command.to().get(), source, command.id())) {
            active.remove(command.id());
        }
        return true;
    }

    private boolean ends(Address to, Source source, int id) {
        return to instanceof Address.Plus ? number >= until.getOrDefault(id, 0L) : matches(to, source);
    }

    private boolean matches(Address address, Source source) {
        return switch (address) {
            case Address.Line(long line) -> number == line;
            case Address.Step(long first, long step) ->
                step <= 0 ? number == first : number >= first && (number - first) % step == 0;
            case Address.Last last -> source.atEnd();
            case Address.Plus plus -> false;
            case Address.Match(Optional<Pattern> pattern) ->
                used(pattern).matcher(space).find();
        };
    }

    private Pattern used(Optional<Pattern> pattern) {
        lastPattern = pattern.or(() -> lastPattern);
        return lastPattern.orElseGet(() -> Pattern.compile("(?!)"));
    }

    private boolean substitute(Substitution s, Source source) throws IOException {
        Matcher matcher = used(s.pattern()).matcher(space);
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        int count = 0;
        boolean done = false;
        while (matcher.find()) {
            if (++count < s.occurrence()) {
                continue;
            }
            changed.append(space, copied, matcher.start());
            replacement(s.replacement(), matcher, changed);
            copied = matcher.end();
            done = true;
            if (!s.global()) {
                break;
            }
        }
        if (!done) {
            return false;
        }
        space = changed.append(space, copied, space.length()).toString();
        if (s.print()) {
            line(source, space);
        }
        if (!s.file().isEmpty()) {
            write(s.file());
        }
        return true;
    }

    private static void replacement(String text, Matcher matcher, StringBuilder out) {
        char change = 0;
        char once = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            String piece;
            if (c == '&') {
                piece = matcher.group();
            } else if (c == '\\' && i + 1 < text.length()) {
                char e = text.charAt(++i);
                if ("ULEul".indexOf(e) >= 0) {
                    once = e == 'u' || e == 'l' ? e : once;
                    change = e == 'U' || e == 'L' ? e : e == 'E' ? 0 : change;
                    continue;
                }
                if (Character.isDigit(e)) {
                    String group = e - '0' <= matcher.groupCount() ? matcher.group(e - '0') : null;
                    piece = group == null ? "" : group;
                } else {
                    piece = e == 'n' ? "\n" : e == 't' ? "\t" : String.valueOf(e);
                }
            } else {
                piece = String.valueOf(c);
            }
            if (change != 0) {
                piece = change == 'U'
                        ? piece.toUpperCase(java.util.Locale.ROOT)
                        : piece.toLowerCase(java.util.Locale.ROOT);
            }
            if (once != 0 && !piece.isEmpty()) {
                String first = piece.substring(0, 1);
                piece = (once == 'u'
                                ? first.toUpperCase(java.util.Locale.ROOT)
                                : first.toLowerCase(java.util.Locale.ROOT))
                        + piece.substring(1);
                once = 0;
            }
            out.append(piece);
        }
    }
}
