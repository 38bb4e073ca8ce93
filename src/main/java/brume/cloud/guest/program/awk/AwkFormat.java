package brume.cloud.guest.program.awk;

import brume.cloud.guest.program.text.Numbers;
import java.util.List;
import java.util.Locale;

/// `printf` and `sprintf` as awk has them.
final class AwkFormat {

    private static final int MAX_WIDTH = 10_000;

    private AwkFormat() {}

    static String format(String format, List<Value> arguments, String convert) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int start = ++i;
            while (i < format.length() && "-+ #0".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            String flags = format.substring(start, i);
            int[] sizes = {0, -1};
            for (int which = 0; which < 2; which++) {
                if (which == 1 && (i >= format.length() || format.charAt(i) != '.')) {
                    break;
                }
                i += which;
                int from = i;
                if (i < format.length() && format.charAt(i) == '*') {
                    i++;
                    sizes[which] = next < arguments.size()
                            ? (int) arguments.get(next++).toNumber()
                            : 0;
                } else {
                    while (i < format.length() && Character.isDigit(format.charAt(i))) {
                        i++;
                    }
                    String digits = format.substring(from, i);
                    sizes[which] = digits.isEmpty() ? 0 : digits.length() > 5 ? MAX_WIDTH : Integer.parseInt(digits);
                }
            }
            if (i >= format.length()) {
                out.append('%').append(format.substring(start));
                break;
            }
            char letter = format.charAt(i);
            if (letter == '%') {
                out.append('%');
                continue;
            }
            Value value = next < arguments.size() ? arguments.get(next++) : Value.UNSET;
            String text = one(letter, flags, sizes[0], sizes[1], value, convert);
            String blanks = " ".repeat(Math.clamp(Math.abs((long) sizes[0]) - text.length(), 0, MAX_WIDTH));
            out.append(flags.contains("-") || sizes[0] < 0 ? text + blanks : blanks + text);
        }
        return out.toString();
    }

    private static String one(char letter, String flags, int width, int precision, Value value, String convert) {
        return switch (letter) {
            case 's' -> {
                String text = value.toText(convert);
                yield precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
            }
            case 'c' -> {
                if (value.kind() == Value.Kind.NUMBER) {
                    yield String.valueOf((char) (int) value.toNumber());
                }
                String text = value.toText(convert);
                yield text.isEmpty() ? "" : text.substring(0, 1);
            }
            case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(letter, flags, width, precision, value.toNumber());
            case 'f', 'F', 'e', 'E', 'g', 'G' -> Numbers.format(value.toNumber(), letter, precision, flags, width);
            default -> "%" + flags + letter;
        };
    }

    private static String integer(char letter, String flags, int width, int precision, double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "nan" : number > 0 ? "inf" : "-inf";
        }
        long whole = (long) number;
        String digits = switch (letter) {
            case 'o' -> Long.toOctalString(whole);
            case 'x' -> Long.toHexString(whole);
            case 'X' -> Long.toHexString(whole).toUpperCase(Locale.ROOT);
            default -> Long.toString(whole).replace("-", "");
        };
        String sign = whole < 0 && "oxX".indexOf(letter) < 0
                ? "-"
                : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        digits = "0".repeat(Math.clamp((long) precision - digits.length(), 0, MAX_WIDTH)) + digits;
        if (flags.contains("0") && !flags.contains("-") && precision < 0) {
            digits = "0".repeat(Math.clamp((long) width - digits.length() - sign.length(), 0, MAX_WIDTH)) + digits;
        }
        return sign + digits;
    }
}
