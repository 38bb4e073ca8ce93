package brume.cloud.guest.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads options as GNU's `getopt_long` does: joined letters, values joined or apart, long names and their beginnings,
/// options behind operands, `--`.
public final class Options {

    /// An option as given, in order.
    public record Given(char letter, String value) {}

    private final String letters;
    private final Map<String, Character> longNames = new HashMap<>();
    private final boolean permute;

    /// @param letters each letter, with a colon behind it where it wants a value; `+` first: operands end the options
    /// @param longNames `all=a almost-all=A lines=n`
    public Options(String letters, String longNames) {
        this.permute = !letters.startsWith("+");
        this.letters = permute ? letters : letters.substring(1);
        for (String pair : longNames.split(" ")) {
            if (!pair.isEmpty()) {
                this.longNames.put(pair.substring(0, pair.length() - 2), pair.charAt(pair.length() - 1));
            }
        }
    }

    /// What was given.
    public record Parsed(List<Given> given, List<String> operands) {

        public boolean has(char letter) {
            return given.stream().anyMatch(one -> one.letter == letter);
        }

        /// The last value of an option.
        public Optional<String> value(char letter) {
            return given.reversed().stream()
                    .filter(one -> one.letter == letter)
                    .map(Given::value)
                    .findFirst();
        }

        public List<String> values(char letter) {
            return given.stream()
                    .filter(one -> one.letter == letter)
                    .map(Given::value)
                    .toList();
        }

        /// Which of the letters came last; empty where none did.
        public Optional<Character> last(String among) {
            return given.reversed().stream()
                    .map(Given::letter)
                    .filter(letter -> among.indexOf(letter) >= 0)
                    .findFirst();
        }

        public String operand(int index) {
            return operands.get(index);
        }
    }

    /// @throws UsageError where an option is unknown or misses its value
    public Parsed parse(List<String> args) {
        List<Given> given = new ArrayList<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                operands.addAll(args.subList(i + 1, args.size()));
                break;
            }
            if (arg.startsWith("--")) {
                i = longOption(args, i, given);
            } else if (arg.startsWith("-") && arg.length() > 1) {
                i = shortOptions(args, i, given);
            } else if (permute) {
                operands.add(arg);
            } else {
                operands.addAll(args.subList(i, args.size()));
                break;
            }
        }
        return new Parsed(given, operands);
    }

    private boolean wantsValue(char letter) {
        int at = letters.indexOf(letter);
        return at >= 0 && at + 1 < letters.length() && letters.charAt(at + 1) == ':';
    }

    private int shortOptions(List<String> args, int index, List<Given> given) {
        String arg = args.get(index);
        for (int i = 1; i < arg.length(); i++) {
            char letter = arg.charAt(i);
            if (letter == ':' || letters.indexOf(letter) < 0) {
                throw UsageError.of("invalid option -- '" + letter + "'");
            }
            if (!wantsValue(letter)) {
                given.add(new Given(letter, ""));
                continue;
            }
            if (i + 1 < arg.length()) {
                given.add(new Given(letter, arg.substring(i + 1)));
                return index;
            }
            if (index + 1 >= args.size()) {
                throw UsageError.of("option requires an argument -- '" + letter + "'");
            }
            given.add(new Given(letter, args.get(index + 1)));
            return index + 1;
        }
        return index;
    }

    private int longOption(List<String> args, int index, List<Given> given) {
        String arg = args.get(index);
        int equals = arg.indexOf('=');
        String typed = arg.substring(2, equals < 0 ? arg.length() : equals);
        char letter = letter(typed, arg);
        if (!wantsValue(letter)) {
            if (equals >= 0 && letters.indexOf(letter) >= 0) {
                given.add(new Given(letter, arg.substring(equals + 1)));
                return index;
            }
            given.add(new Given(letter, ""));
            return index;
        }
        if (equals >= 0) {
            given.add(new Given(letter, arg.substring(equals + 1)));
            return index;
        }
        if (index + 1 >= args.size()) {
            throw UsageError.of("option '--" + typed + "' requires an argument");
        }
        given.add(new Given(letter, args.get(index + 1)));
        return index + 1;
    }

    private char letter(String typed, String arg) {
        Character exact = longNames.get(typed);
        if (exact != null) {
            return exact;
        }
        List<Character> candidates = longNames.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(typed))
                .map(Map.Entry::getValue)
                .distinct()
                .toList();
        if (candidates.size() == 1) {
            return candidates.getFirst();
        }
        if (candidates.size() > 1) {
            throw UsageError.of("option '" + arg + "' is ambiguous");
        }
        throw UsageError.of("unrecognized option '" + arg + "'");
    }
}
