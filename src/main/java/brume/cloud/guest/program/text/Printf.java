package brume.cloud.guest.program.text;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.shell.Escapes;
import brume.cloud.guest.shell.Quoting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// `printf format [arguments...]`: the format is used again until no argument is left.
public final class Printf implements Program {

    private static final int MAX_WIDTH = 100_000;

    @Override
    public int run(Process process) throws IOException {
        List<String> args = process.args();
        int from = !args.isEmpty() && args.getFirst().equals("--") ? 1 : 0;
        if (args.size() <= from) {
            process.warn("printf: usage: printf [-v var] format [arguments]");
            return 2;
        }
        Run run = new Run(process, args.get(from), args.subList(from + 1, args.size()));
        int status = run.all();
        process.print(run.out.toString());
        return status;
    }

    /// One call of printf.
    private static final class Run {
        private final Process process;
        private final String format;
        private final List<String> arguments;
        private final StringBuilder out = new StringBuilder();
        private int next;
        private int status;
        private boolean stopped;

        Run(Process process, String format, List<String> arguments) {
            this.process = process;
            this.format = format;
            this.arguments = arguments;
        }

        int all() throws IOException {
            do {
                int before = next;
                once();
                if (next == before) {
                    break;
                }
            } while (next < arguments.size() && !stopped);
            return status;
        }

        private void once() throws IOException {
            StringBuilder literal = new StringBuilder();
            for (int i = 0; i < format.length() && !stopped; i++) {
                char c = format.charAt(i);
                if (c == '\\' && i + 1 < format.length()) {
                    int end = escapeEnd(i);
                    String escape = format.substring(i, end);
                    stopped |= escape.equals("\\c");
                    literal.append(stopped ? "" : Escapes.ansi(escape));
                    i = end - 1;
                } else if (c != '%') {
                    literal.append(c);
                } else if (format.startsWith("%%", i)) {
                    literal.append('%');
                    i++;
                } else {
                    out.append(literal);
                    literal.setLength(0);
                    i = directive(i + 1);
                }
            }
            out.append(literal);
        }

        private int escapeEnd(int at) {
            char e = format.charAt(at + 1);
            int end = at + 2;
            int most =
                    e == 'x' ? end + 2 : e == 'u' ? end + 4 : e == 'U' ? end + 8 : e >= '0' && e <= '7' ? end + 2 : end;
            int radix = e >= '0' && e <= '7' ? 8 : 16;
            while (end < Math.min(most, format.length()) && Character.digit(format.charAt(end), radix) >= 0) {
                end++;
            }
            return end;
        }

        private String argument() {
            return next < arguments.size() ? arguments.get(next++) : "";
        }

        private int directive(int from) throws IOException {
            int i = from;
            StringBuilder flags = new StringBuilder();
            while (i < format.length() && "-+ #0'".indexOf(format.charAt(i)) >= 0) {
                flags.append(format.charAt(i++));
            }
            StringBuilder width = new StringBuilder();
            i = size(i, width);
            if (width.toString().startsWith("-")) {
                flags.append('-');
                width.deleteCharAt(0);
            }
            StringBuilder precision = new StringBuilder();
            boolean precise = i < format.length() && format.charAt(i) == '.';
            if (precise) {
                i = size(i + 1, precision);
            }
            while (i < format.length() && "hlLjzt".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            if (i >= format.length()) {
                process.warn("printf: `%" + format.substring(from) + "': missing format character");
                status = 1;
                stopped = true;
                return i;
            }
            int digits = precise ? number(precision) : -1;
            if (format.charAt(i) == '(') {
                return time(i, flags, number(width));
            }
            write(format.charAt(i), flags.toString(), number(width), digits);
            return i;
        }

        private int time(int open, StringBuilder flags, int width) {
            int close = format.indexOf(")T", open);
            if (close < 0) {
                out.append("%(");
                return open;
            }
            String argument = argument();
            java.time.Instant at = argument.matches("\\d{1,12}")
                    ? java.time.Instant.ofEpochSecond(Long.parseLong(argument))
                    : process.guest().world().now();
            String pattern = format.substring(open + 1, close);
            pad(brume.cloud.guest.program.DateFormat.format(pattern, at), flags.toString(), width);
            return close + 1;
        }

        private int size(int from, StringBuilder into) {
            if (from < format.length() && format.charAt(from) == '*') {
                into.append(argument());
                return from + 1;
            }
            int i = from;
            while (i < format.length() && Character.isDigit(format.charAt(i))) {
                into.append(format.charAt(i++));
            }
            return i;
        }

        private static int number(CharSequence text) {
            String digits = text.toString();
            return digits.matches("\\d{1,6}") ? Math.min(MAX_WIDTH, Integer.parseInt(digits)) : 0;
        }

        private void write(char letter, String flags, int width, int precision) throws IOException {
            switch (letter) {
                case 's' -> pad(cut(argument(), precision), flags, width);
                case 'b' -> {
                    Escapes.Result result = Escapes.echo(argument());
                    stopped |= result.stopped();
                    pad(cut(result.text(), precision), flags, width);
                }
                case 'q' -> pad(Quoting.backslashed(argument()), flags, width);
                case 'c' -> pad(cut(argument(), 1), flags, width);
                case 'd', 'i', 'u', 'o', 'x', 'X' -> integer(letter, flags, width, precision);
                case 'f', 'F', 'e', 'E', 'g', 'G' -> floating(letter, flags, width, precision);
                default -> {
                    process.warn("printf: `" + letter + "': invalid format character");
                    status = 1;
                    stopped = true;
                }
            }
        }

        private static String cut(String text, int precision) {
            return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
        }

        private void pad(String text, String flags, int width) {
            String blanks = " ".repeat(Math.max(0, width - text.getBytes(StandardCharsets.UTF_8).length));
            out.append(flags.indexOf('-') >= 0 ? text + blanks : blanks + text);
        }

        private void integer(char letter, String flags, int width, int precision) throws IOException {
            long value = integer(argument());
            String digits = switch (letter) {
                case 'o' -> Long.toOctalString(value);
                case 'x' -> Long.toHexString(value);
                case 'X' -> Long.toHexString(value).toUpperCase(Locale.ROOT);
                case 'u' -> Long.toUnsignedString(value);
                default -> Long.toString(value).replace("-", "");
            };
            String sign = "di".indexOf(letter) < 0
                    ? flags.contains("#") && value != 0 ? letter == 'o' ? "0" : "0" + letter : ""
                    : value < 0 ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
            digits = "0".repeat(Math.max(0, precision - digits.length())) + digits;
            boolean zeros = flags.contains("0") && !flags.contains("-") && precision < 0;
            if (zeros) {
                digits = "0".repeat(Math.max(0, width - digits.length() - sign.length())) + digits;
            }
            pad(sign + digits, flags, width);
        }

        private long integer(String text) throws IOException {
            String trimmed = text.stripLeading();
            if (trimmed.isEmpty()) {
                return 0;
            }
            if (trimmed.startsWith("'") || trimmed.startsWith("\"")) {
                return trimmed.length() > 1 ? trimmed.codePointAt(1) : 0;
            }
            try {
                return Long.decode(trimmed);
            } catch (NumberFormatException bad) {
                process.warn("printf: " + text + ": invalid number");
                status = 1;
                int end = 0;
                while (end < trimmed.length()
                        && end < 18
                        && (Character.isDigit(trimmed.charAt(end)) || end == 0 && trimmed.charAt(0) == '-')) {
                    end++;
                }
                String digits = trimmed.substring(0, end);
                return digits.matches("-?\\d+") ? Long.parseLong(digits) : 0;
            }
        }

        private void floating(char letter, String flags, int width, int precision) throws IOException {
            String text = argument();
            double value = 0;
            try {
                value = text.isBlank() ? 0 : Double.parseDouble(text.strip());
            } catch (NumberFormatException bad) {
                process.warn("printf: " + text + ": invalid number");
                status = 1;
            }
            pad(Numbers.format(value, letter, precision, flags, width), flags, width);
        }
    }
}
