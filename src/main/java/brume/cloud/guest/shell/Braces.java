package brume.cloud.guest.shell;

import brume.cloud.guest.shell.Word.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Brace expansion: `a{b,c}d` and `{1..5}`.
final class Braces {

    private static final int MAX_WORDS = 100_000;
    private static final Pattern NUMBERS = Pattern.compile("(-?\\d{1,9})\\.\\.(-?\\d{1,9})(?:\\.\\.(-?\\d{1,9}))?");
    private static final Pattern LETTERS = Pattern.compile("([a-zA-Z])\\.\\.([a-zA-Z])(?:\\.\\.(-?\\d{1,9}))?");

    /// An unquoted character, or any other part.
    private record Atom(char c, Optional<Part> part) {
        boolean is(char other) {
            return part.isEmpty() && c == other;
        }
    }

    private Braces() {}

    static List<Word> expand(Word word) {
        boolean candidate = word.parts().stream()
                .anyMatch(part -> part instanceof Part.Literal(String text) && text.indexOf('{') >= 0);
        if (!candidate) {
            return List.of(word);
        }
        List<Atom> atoms = new ArrayList<>();
        for (Part part : word.parts()) {
            if (part instanceof Part.Literal(String text)) {
                text.chars().forEach(c -> atoms.add(new Atom((char) c, Optional.empty())));
            } else {
                atoms.add(new Atom('\0', Optional.of(part)));
            }
        }
        return expand(atoms, 0).stream().map(Braces::word).toList();
    }

    private static Word word(List<Atom> atoms) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (Atom atom : atoms) {
            if (atom.part.isEmpty()) {
                literal.append(atom.c);
            } else {
                Lexer.flush(parts, literal);
                parts.add(atom.part.get());
            }
        }
        Lexer.flush(parts, literal);
        return new Word(parts);
    }

    private static List<List<Atom>> expand(List<Atom> atoms, int depth) {
        if (depth > 50) {
            return List.of(atoms);
        }
        for (int open = 0; open < atoms.size(); open++) {
            if (!atoms.get(open).is('{')) {
                continue;
            }
            List<Integer> commas = new ArrayList<>();
            int close = close(atoms, open, commas);
            if (close < 0) {
                continue;
            }
            List<List<Atom>> choices = choices(atoms, open, close, commas);
            if (choices.isEmpty()) {
                continue;
            }
            return combine(atoms, open, close, choices, depth);
        }
        return List.of(atoms);
    }

    private static List<List<Atom>> combine(
            List<Atom> atoms, int open, int close, List<List<Atom>> choices, int depth) {
        List<List<Atom>> tails = expand(atoms.subList(close + 1, atoms.size()), depth + 1);
        List<List<Atom>> all = new ArrayList<>();
        for (List<Atom> choice : choices) {
            for (List<Atom> middle : expand(choice, depth + 1)) {
                for (List<Atom> tail : tails) {
                    if (all.size() >= MAX_WORDS) {
                        throw ShellError.of("brace expansion: cannot allocate memory for " + all.size() + " elements");
                    }
                    List<Atom> whole = new ArrayList<>(atoms.subList(0, open));
                    whole.addAll(middle);
                    whole.addAll(tail);
                    all.add(whole);
                }
            }
        }
        return all;
    }

    private static int close(List<Atom> atoms, int open, List<Integer> commas) {
        int depth = 0;
        for (int i = open + 1; i < atoms.size(); i++) {
            if (atoms.get(i).is('{')) {
                depth++;
            } else if (atoms.get(i).is('}')) {
                if (depth-- == 0) {
                    return i;
                }
            } else if (depth == 0 && atoms.get(i).is(',')) {
                commas.add(i);
            }
        }
        return -1;
    }

    private static List<List<Atom>> choices(List<Atom> atoms, int open, int close, List<Integer> commas) {
        List<List<Atom>> choices = new ArrayList<>();
        if (commas.isEmpty()) {
            StringBuilder text = new StringBuilder();
            for (Atom atom : atoms.subList(open + 1, close)) {
                if (atom.part.isPresent()) {
                    return choices;
                }
                text.append(atom.c);
            }
            for (String element : sequence(text.toString())) {
                choices.add(element.chars()
                        .mapToObj(c -> new Atom((char) c, Optional.empty()))
                        .toList());
            }
            return choices;
        }
        int from = open + 1;
        for (int comma : commas) {
            choices.add(atoms.subList(from, comma));
            from = comma + 1;
        }
        choices.add(atoms.subList(from, close));
        return choices;
    }

    private static List<String> sequence(String text) {
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.matches()) {
            boolean padded =
                    numbers.group(1).matches("-?0\\d+") || numbers.group(2).matches("-?0\\d+");
            int width = padded
                    ? Math.max(numbers.group(1).length(), numbers.group(2).length())
                    : 0;
            List<String> all = new ArrayList<>();
            for (int n :
                    range(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)), numbers.group(3))) {
                all.add(width == 0 ? Integer.toString(n) : ("%0" + width + "d").formatted(n));
            }
            return all;
        }
        Matcher letters = LETTERS.matcher(text);
        if (letters.matches()) {
            return range(letters.group(1).charAt(0), letters.group(2).charAt(0), letters.group(3)).stream()
                    .map(n -> String.valueOf((char) (int) n))
                    .toList();
        }
        return List.of();
    }

    private static List<Integer> range(int from, int to, @org.jspecify.annotations.Nullable String step) {
        int by = step == null ? 1 : Math.max(1, Math.abs(Integer.parseInt(step)));
        List<Integer> all = new ArrayList<>();
        for (long n = from; from <= to ? n <= to : n >= to; n += from <= to ? by : -by) {
            if (all.size() >= MAX_WORDS) {
                throw ShellError.of("brace expansion: failed to allocate memory for " + all.size() + " elements");
            }
            all.add((int) n);
        }
        return all;
    }
}
