package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Inputs;
import brume.cloud.guest.program.Lines;
import brume.cloud.guest.program.Memory;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `sort`, with keys, numbers, human sizes, versions.
public final class Sort implements Program {

    private static final Pattern KEY =
            Pattern.compile("(\\d+)(?:\\.(\\d+))?([bdfghiMnrV]*)(?:,(\\d+)(?:\\.(\\d+))?([bdfghiMnrV]*))?");
    private static final Pattern NUMBER = Pattern.compile("\\s*(-?(?:\\d+(?:\\.\\d*)?|\\.\\d+))([KMGTPE]?)");

    private static final Pattern GENERAL = Pattern.compile("\\s*([-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)");
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    /// @param to the last field, 0 for the end of the line
    private record Key(int from, int fromChar, int to, int toChar, String flags) {}

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "bcdfghiMnrRsuVk:t:o:zCmS:T:1:",
                        "numeric-sort=n reverse=r unique=u key=k field-separator=t ignore-case=f human-numeric-sort=h version-sort=V output=o check=c stable=s random-sort=R ignore-leading-blanks=b general-numeric-sort=g month-sort=M zero-terminated=z merge=m parallel=1 temporary-directory=T buffer-size=S")
                .parse(process.args());
        String global = "";
        for (char letter : "bdfghMnrV".toCharArray()) {
            global += options.has(letter) ? String.valueOf(letter) : "";
        }
        List<Key> keys = new ArrayList<>();
        for (String text : options.values('k')) {
            keys.add(key(text, global));
        }
        if (keys.isEmpty()) {
            keys.add(new Key(0, 0, 0, 0, global));
        }
        Optional<String> separator = options.value('t').map(t -> t.equals("\\0") ? "\0" : t);
        if (separator.isPresent() && separator.get().length() != 1) {
            throw UsageError.plain(
                    separator.get().isEmpty() ? "empty tab" : "multi-character tab ‘" + separator.get() + "’");
        }
        Comparator<String> byKeys = (a, b) -> compare(a, b, keys, separator);
        Comparator<String> order =
                options.has('s') || options.has('u') ? byKeys : byKeys.thenComparing(lastResort(options.has('r')));
        List<String> lines = new ArrayList<>();
        Memory memory = new Memory();
        int status = Inputs.each(process, options.operands(), "cannot read: ", (name, in) -> {
            Lines source = new Lines(in, options.has('z') ? 0 : '\n');
            for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
                process.checkSignals();
                lines.add(memory.hold(line.get()));
            }
        });
        if (status != 0) {
            return 2;
        }
        if (options.has('c') || options.has('C')) {
            return check(process, options, lines, byKeys);
        }
        if (options.has('R')) {
            java.util.Collections.shuffle(
                    lines, java.util.Random.from(process.guest().world().random()));
        } else {
            lines.sort(order);
        }
        StringBuilder out = new StringBuilder();
        String previous = null;
        for (String line : lines) {
            if (!options.has('u') || previous == null || byKeys.compare(previous, line) != 0) {
                out.append(line).append(options.has('z') ? '\0' : '\n');
            }
            previous = line;
        }
        if (options.value('o').isPresent()) {
            process.files().write(process.path(options.value('o').get()), out.toString());
        } else {
            process.print(out.toString());
        }
        return 0;
    }

    private static Comparator<String> lastResort(boolean reverse) {
        return reverse ? Comparator.reverseOrder() : Comparator.naturalOrder();
    }

    private static int check(Process process, Options.Parsed options, List<String> lines, Comparator<String> order)
            throws IOException {
        for (int i = 1; i < lines.size(); i++) {
            int sign = order.compare(lines.get(i - 1), lines.get(i));
            if (sign > 0 || sign == 0 && options.has('u')) {
                if (options.has('c')) {
                    String name = options.operands().isEmpty() ? "-" : options.operand(0);
                    process.fail(name + ":" + (i + 1) + ": disorder: " + lines.get(i));
                }
                return 1;
            }
        }
        return 0;
    }

    private static Key key(String text, String global) {
        Matcher matcher = KEY.matcher(text);
        if (!matcher.matches() || matcher.group(1).equals("0")) {
            throw UsageError.plain(
                    text.startsWith("0")
                            ? "field number is zero: invalid field specification ‘" + text + "’"
                            : "invalid number at field start: invalid count at start of ‘" + text + "’");
        }
        String flags = matcher.group(3) + Optional.ofNullable(matcher.group(6)).orElse("");
        return new Key(
                number(matcher.group(1)),
                Math.max(1, number(matcher.group(2))),
                number(matcher.group(4)),
                number(matcher.group(5)),
                flags.isEmpty() ? global : flags);
    }

    private static int number(@org.jspecify.annotations.Nullable String text) {
        return text == null || text.length() > 6 ? 0 : Integer.parseInt(text);
    }

    private static int compare(String a, String b, List<Key> keys, Optional<String> separator) {
        for (Key key : keys) {
            int sign = compare(part(a, key, separator), part(b, key, separator), key.flags);
            if (sign != 0) {
                return key.flags.contains("r") ? -sign : sign;
            }
        }
        return 0;
    }

    private static int compare(String a, String b, String flags) {
        if (flags.contains("n") || flags.contains("h") || flags.contains("g")) {
            if (flags.contains("g")) {
                return Double.compare(general(a), general(b));
            }
            return value(a, flags.contains("h")).compareTo(value(b, flags.contains("h")));
        }
        if (flags.contains("M")) {
            return Integer.compare(month(a), month(b));
        }
        if (flags.contains("V")) {
            return version(a, b);
        }
        String left = flags.contains("b") ? a.stripLeading() : a;
        String right = flags.contains("b") ? b.stripLeading() : b;
        if (flags.contains("d")) {
            left = left.replaceAll("[^\\p{Alnum}\\s]", "");
            right = right.replaceAll("[^\\p{Alnum}\\s]", "");
        }
        return flags.contains("f")
                ? left.toUpperCase(Locale.ROOT).compareTo(right.toUpperCase(Locale.ROOT))
                : left.compareTo(right);
    }

    private static double general(String text) {
        Matcher matcher = GENERAL.matcher(text);
        return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : Double.NEGATIVE_INFINITY;
    }

    /// From 1 for January; 0 for what is none.
    private static int month(String text) {
        String bare = text.stripLeading();
        return bare.length() < 3
                ? 0
                : Math.floorDiv(MONTHS.indexOf(bare.substring(0, 3).toUpperCase(Locale.ROOT)), 3) + 1;
    }

    private static BigDecimal value(String text, boolean human) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.lookingAt() || matcher.group(1).length() > 100) {
            return BigDecimal.ZERO;
        }
        BigDecimal value = new BigDecimal(matcher.group(1));
        int power = human && !matcher.group(2).isEmpty() ? "KMGTPE".indexOf(matcher.group(2)) + 1 : 0;
        return value.multiply(BigDecimal.valueOf(1024).pow(power));
    }

    private static int version(String a, String b) {
        Matcher left = Pattern.compile("\\d+|\\D+").matcher(a);
        Matcher right = Pattern.compile("\\d+|\\D+").matcher(b);
        while (left.find()) {
            if (!right.find()) {
                return 1;
            }
            boolean digits = Character.isDigit(left.group().charAt(0))
                    && Character.isDigit(right.group().charAt(0));
            int sign = digits
                    ? new java.math.BigInteger(left.group()).compareTo(new java.math.BigInteger(right.group()))
                    : left.group().compareTo(right.group());
            if (sign != 0) {
                return sign;
            }
        }
        return right.find() ? -1 : 0;
    }

    private static String part(String line, Key key, Optional<String> separator) {
        if (key.from == 0) {
            return line;
        }
        List<int[]> fields = fields(line, separator);
        if (key.from > fields.size()) {
            return "";
        }
        int start = fields.get(key.from - 1)[0];
        if (key.flags.contains("b")) {
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
        }
        start = Math.min(line.length(), start + key.fromChar - 1);
        int end = line.length();
        if (key.to > 0 && key.to <= fields.size()) {
            end = key.toChar > 0
                    ? Math.min(line.length(), fields.get(key.to - 1)[0] + key.toChar)
                    : fields.get(key.to - 1)[1];
        }
        return start < end ? line.substring(start, end) : "";
    }

    private static List<int[]> fields(String line, Optional<String> separator) {
        List<int[]> fields = new ArrayList<>();
        int at = 0;
        if (separator.isPresent()) {
            for (int next = line.indexOf(separator.get()); next >= 0; next = line.indexOf(separator.get(), at)) {
                fields.add(new int[] {at, next});
                at = next + 1;
            }
            fields.add(new int[] {at, line.length()});
            return fields;
        }
        while (at < line.length()) {
            int end = at;
            while (end < line.length() && Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
                end++;
            }
            fields.add(new int[] {at, end});
            at = end;
        }
        return fields;
    }
}
