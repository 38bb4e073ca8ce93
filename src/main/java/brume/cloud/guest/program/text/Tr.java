package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import brume.cloud.guest.shell.Escapes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// `tr [-cds] set1 [set2]`, on bytes as GNU's.
public final class Tr implements Program {

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options =
                new Options("+cCdst", "complement=c delete=d squeeze-repeats=s truncate-set1=t").parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.of("missing operand");
        }
        boolean delete = options.has('d');
        boolean squeeze = options.has('s');
        int sets = options.operands().size();
        if (sets == 1 && !delete && !squeeze) {
            throw UsageError.of(
                    "missing operand after ‘" + options.operand(0) + "’\nTwo strings must be given when translating.");
        }
        if (sets > 2 || sets == 2 && delete && !squeeze) {
            throw UsageError.of("extra operand ‘" + options.operand(sets - 1) + "’");
        }
        String first = set(options.operand(0), 0);
        if (options.has('c') || options.has('C')) {
            first = complement(first);
        }
        String second = sets > 1 ? set(options.operand(1), first.length()) : "";
        String squeezed = !squeeze ? "" : sets > 1 ? second : first;
        char[] table = table(first, sets > 1 && !delete ? second : "");
        boolean[] gone = members(delete ? first : "");
        boolean[] once = members(squeezed);
        translate(process, table, gone, once);
        return 0;
    }

    private static void translate(Process process, char[] table, boolean[] gone, boolean[] once) throws IOException {
        int last = -1;
        byte[] buffer = new byte[8192];
        byte[] out = new byte[8192];
        for (int count = process.in().read(buffer);
                count >= 0;
                count = process.in().read(buffer)) {
            process.checkSignals();
            int length = 0;
            for (int i = 0; i < count; i++) {
                int b = buffer[i] & 255;
                if (gone[b]) {
                    continue;
                }
                int mapped = table[b];
                if (once[mapped] && mapped == last) {
                    continue;
                }
                last = mapped;
                out[length++] = (byte) mapped;
            }
            process.out().write(out, 0, length);
        }
    }

    private static char[] table(String first, String second) {
        char[] table = new char[256];
        for (char c = 0; c < 256; c++) {
            table[c] = c;
        }
        for (int i = 0; i < first.length() && !second.isEmpty(); i++) {
            table[first.charAt(i) & 255] = second.charAt(Math.min(i, second.length() - 1));
        }
        return table;
    }

    private static boolean[] members(String set) {
        boolean[] members = new boolean[256];
        for (char c : set.toCharArray()) {
            members[c & 255] = true;
        }
        return members;
    }

    private static String complement(String set) {
        boolean[] members = members(set);
        StringBuilder rest = new StringBuilder();
        for (char c = 0; c < 256; c++) {
            if (!members[c]) {
                rest.append(c);
            }
        }
        return rest.toString();
    }

    private static String set(String text, int wanted) {
        String plain = new String(Escapes.ansi(text).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            int close = plain.startsWith("[:", i) ? plain.indexOf(":]", i) : -1;
            if (close > 0) {
                characterClass(plain.substring(i + 2, close), set);
                i = close + 1;
            } else if (plain.startsWith("[", i) && plain.startsWith("*", i + 2) && plain.indexOf(']', i) > 0) {
                int end = plain.indexOf(']', i);
                String times = plain.substring(i + 3, end);
                int count = times.matches("\\d{1,4}") ? Integer.parseInt(times) : Math.max(0, wanted - set.length());
                set.repeat(plain.charAt(i + 1), count);
                i = end;
            } else if (i + 2 < plain.length() && plain.charAt(i + 1) == '-') {
                char from = plain.charAt(i);
                char to = plain.charAt(i + 2);
                if (from > to) {
                    throw UsageError.plain(
                            "range-endpoints of '" + from + "-" + to + "' are in reverse collating sequence order");
                }
                for (char c = from; c <= to; c++) {
                    set.append(c);
                }
                i += 2;
            } else {
                set.append(plain.charAt(i));
            }
        }
        return set.toString();
    }

    private static void characterClass(String name, StringBuilder set) {
        for (char c = 0; c < 128; c++) {
            boolean member = switch (name) {
                case "alpha" -> Character.isLetter(c);
                case "digit" -> Character.isDigit(c);
                case "alnum" -> Character.isLetterOrDigit(c);
                case "upper" -> Character.isUpperCase(c);
                case "lower" -> Character.isLowerCase(c);
                case "space" -> c == ' ' || c >= 9 && c <= 13;
                case "blank" -> c == ' ' || c == '\t';
                case "punct" -> c > 32 && c < 127 && !Character.isLetterOrDigit(c);
                case "print" -> c >= 32 && c < 127;
                case "graph" -> c > 32 && c < 127;
                case "cntrl" -> c < 32 || c == 127;
                case "xdigit" -> Character.digit(c, 16) >= 0;
                default -> throw UsageError.plain("invalid character class ‘" + name + "’");
            };
            if (member) {
                set.append(c);
            }
        }
    }
}
