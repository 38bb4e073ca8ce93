package brume.cloud.guest.program.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// Floating-point numbers as C prints them.
public final class Numbers {

    private Numbers() {}

    /// @param letter `f`, `e` or `g`, or in capitals
    /// @param precision negative for C's six
    /// @param width only for zeros in front
    public static String format(double value, char letter, int precision, String flags, int width) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        int digits = precision < 0 ? 6 : Math.min(precision, 60);
        char lower = Character.toLowerCase(letter);
        String text = switch (lower) {
            case 'f' ->
                new BigDecimal(Math.abs(value))
                        .setScale(digits, RoundingMode.HALF_EVEN)
                        .toPlainString();
            case 'e' -> exponent(Math.abs(value), digits);
            default -> general(Math.abs(value), digits == 0 ? 1 : digits, flags.contains("#"));
        };
        boolean negative = value < 0 || value == 0 && 1 / value < 0;
        String sign = negative ? "-" : flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
        if (flags.contains("0") && !flags.contains("-")) {
            text = "0".repeat(Math.max(0, width - text.length() - sign.length())) + text;
        }
        String all = sign + text;
        return Character.isUpperCase(letter) ? all.toUpperCase(Locale.ROOT) : all;
    }

    /// As `%.6g`: how awk writes a number that is not whole.
    static String general(double value) {
        return format(value, 'g', 6, "", 0);
    }

    private static String exponent(double value, int digits) {
        if (value == 0) {
            return "0" + (digits > 0 ? "." + "0".repeat(digits) : "") + "e+00";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        int power = rounded.precision() - rounded.scale() - 1;
        String plain = rounded.unscaledValue().toString();
        plain = plain + "0".repeat(Math.max(0, digits + 1 - plain.length()));
        String mantissa = plain.charAt(0) + (digits > 0 ? "." + plain.substring(1, digits + 1) : "");
        return mantissa + "e" + (power < 0 ? "-" : "+") + "%02d".formatted(Math.abs(power));
    }

    private static String general(double value, int digits, boolean keepZeros) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        int power = rounded.precision() - rounded.scale() - 1;
        if (power < -4 || power >= digits) {
            String text = exponent(value, digits - 1);
            int e = text.indexOf('e');
            return keepZeros ? text : trimmed(text.substring(0, e)) + text.substring(e);
        }
        String text = rounded.setScale(Math.max(0, digits - 1 - power), RoundingMode.HALF_EVEN)
                .toPlainString();
        return keepZeros ? text : trimmed(text);
    }

    private static String trimmed(String text) {
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
