package brume.cloud.guest.program.awk;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A value: a number, a text, or a text from the input that counts as a number where it looks like one.
record Value(Kind kind, String text, double number) {

    enum Kind {
        NUMBER,
        TEXT,
        INPUT,
        UNSET
    }

    private static final Pattern NUMBER = Pattern.compile("\\s*([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)");

    static final Value UNSET = new Value(Kind.UNSET, "", 0);

    static Value of(double number) {
        return new Value(Kind.NUMBER, "", number);
    }

    static Value of(boolean truth) {
        return of(truth ? 1 : 0);
    }

    static Value of(String text) {
        return new Value(Kind.TEXT, text, 0);
    }

    static Value input(String text) {
        Matcher matcher = NUMBER.matcher(text);
        boolean numeric = matcher.lookingAt() && text.substring(matcher.end()).isBlank();
        return numeric ? new Value(Kind.INPUT, text, Double.parseDouble(matcher.group(1))) : of(text);
    }

    boolean isNumeric() {
        return kind != Kind.TEXT;
    }

    double toNumber() {
        if (kind != Kind.TEXT) {
            return number;
        }
        Matcher matcher = NUMBER.matcher(text);
        return matcher.lookingAt() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    boolean isTrue() {
        return kind == Kind.NUMBER || kind == Kind.INPUT ? number != 0 : !text.isEmpty();
    }

    /// @param format `CONVFMT` or `OFMT`
    String toText(String format) {
        if (kind != Kind.NUMBER) {
            return text;
        }
        if (number == Math.rint(number) && Math.abs(number) < 1e16) {
            return Long.toString((long) number);
        }
        // As gawk. Differs from Linux: mawk, on Debian and Ubuntu, writes the largest ones with an exponent.
        if (number == Math.rint(number) && !Double.isInfinite(number)) {
            return new java.math.BigDecimal(number).toBigInteger().toString();
        }
        return AwkFormat.format(format, java.util.List.of(this), format);
    }
}
