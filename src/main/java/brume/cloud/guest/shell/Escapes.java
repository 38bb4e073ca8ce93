package brume.cloud.guest.shell;

/// Backslash escapes of `$'...'`, `echo -e` and `printf`.
public final class Escapes {

    private Escapes() {}

    /// What an escaped text stands for.
    ///
    /// @param stopped true where `\c` asks for no further output
    public record Result(String text, boolean stopped) {}

    /// As in `$'...'`.
    public static String ansi(String text) {
        return read(text, false).text();
    }

    /// As `echo -e` reads it: octal numbers begin with a zero, `\c` ends the output.
    public static Result echo(String text) {
        return read(text, true);
    }

    private static Result read(String text, boolean echo) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char e = text.charAt(++i);
            if (e == 'c' && echo) {
                return new Result(out.toString(), true);
            }
            int simple = "abefnrtvE\\'\"?".indexOf(e);
            if (simple >= 0 && !(echo && "'\"?".indexOf(e) >= 0)) {
                out.append("\u0007\b\u001b\f\n\r\t\u000b\u001b\\'\"?".charAt(simple));
            } else if (e == 'x' || e == 'u' || e == 'U') {
                i = number(text, i + 1, 16, e == 'x' ? 2 : e == 'u' ? 4 : 8, "\\" + e, out);
            } else if (e == '0' && echo) {
                i = number(text, i + 1, 8, 3, "\0", out);
            } else if (e >= '0' && e <= '7') {
                i = number(text, i, 8, 3, "", out);
            } else {
                out.append('\\').append(e);
            }
        }
        return new Result(out.toString(), false);
    }

    /// Reads digits.
    ///
    /// @param otherwise what stands where there are none
    /// @return the index of the last character used
    private static int number(String text, int from, int radix, int most, String otherwise, StringBuilder out) {
        int end = from;
        while (end < text.length() && end - from < most && Character.digit(text.charAt(end), radix) >= 0) {
            end++;
        }
        if (end == from) {
            out.append(otherwise);
        } else {
            int code = Integer.parseUnsignedInt(text.substring(from, end), radix);
            out.appendCodePoint(Character.isValidCodePoint(code) ? code : 0xFFFD);
        }
        return end - 1;
    }
}
