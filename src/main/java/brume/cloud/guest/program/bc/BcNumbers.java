package brume.cloud.guest.program.bc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/// bc's numbers: their arithmetic with a scale, the functions of `-l`, and how they are written.
final class BcNumbers {

    static final int MAX_DIGITS = 5_000;
    private static final int ROW = 68;

    private BcNumbers() {}

    static BigDecimal apply(String operator, BigDecimal a, BigDecimal b, int scale) {
        return switch (operator) {
            case "+" -> a.add(b);
            case "-" -> a.subtract(b);
            case "*" -> {
                int kept = Math.min(a.scale() + b.scale(), Math.max(scale, Math.max(a.scale(), b.scale())));
                yield bounded(a.multiply(b).setScale(kept, RoundingMode.DOWN));
            }
            case "/" -> {
                if (b.signum() == 0) {
                    throw BcFault.running("Divide by zero");
                }
                yield a.divide(b, scale, RoundingMode.DOWN);
            }
            case "%" -> {
                if (b.signum() == 0) {
                    throw BcFault.running("Modulo by zero");
                }
                BigDecimal quotient = a.divide(b, scale, RoundingMode.DOWN);
                yield a.subtract(quotient.multiply(b))
                        .setScale(Math.max(a.scale(), b.scale() + scale), RoundingMode.DOWN);
            }
            case "^" -> raise(a, b, scale);
            default ->
                truth(
                        switch (operator) {
                            case "<" -> a.compareTo(b) < 0;
                            case "<=" -> a.compareTo(b) <= 0;
                            case ">" -> a.compareTo(b) > 0;
                            case ">=" -> a.compareTo(b) >= 0;
                            case "==" -> a.compareTo(b) == 0;
                            default -> a.compareTo(b) != 0;
                        });
        };
    }

    static BigDecimal truth(boolean holds) {
        return holds ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    private static BigDecimal bounded(BigDecimal value) {
        if (value.precision() > MAX_DIGITS * 4) {
            throw BcFault.running("number too large");
        }
        return value;
    }

    private static BigDecimal raise(BigDecimal a, BigDecimal b, int scale) {
        int exponent = b.abs().compareTo(BigDecimal.valueOf(MAX_DIGITS * 4L)) > 0 ? Integer.MAX_VALUE : b.intValue();
        if ((long) Math.abs(exponent) * Math.max(1, a.precision()) > MAX_DIGITS * 20L) {
            throw BcFault.running("exponent too large in raise");
        }
        BigDecimal value = a.pow(Math.abs(exponent));
        int kept = Math.min(a.scale() * Math.abs(exponent), Math.max(scale, a.scale()));
        if (exponent < 0 && value.signum() == 0) {
            throw BcFault.running("Divide by zero");
        }
        return exponent < 0
                ? BigDecimal.ONE.divide(value, scale, RoundingMode.DOWN)
                : value.setScale(kept, RoundingMode.DOWN);
    }

    static BigDecimal root(BigDecimal value, int scale) {
        if (value.signum() < 0) {
            throw BcFault.running("Square root of a negative number");
        }
        int kept = Math.max(scale, value.scale());
        return value.sqrt(new MathContext(value.precision() + kept + 5, RoundingMode.DOWN))
                .setScale(kept, RoundingMode.DOWN);
    }

    /// A function of the library, with as many digits as the scale has.
    static BigDecimal library(String name, BigDecimal x, int scale) {
        MathContext exact = new MathContext(Math.min(scale, 500) + 15 + Math.max(0, x.precision() - x.scale()));
        BigDecimal value = switch (name) {
            case "e" -> exp(x, exact);
            case "l" -> log(x, exact, scale);
            case "s" -> sine(x, exact);
            case "c" -> sine(x.add(pi(exact).divide(BigDecimal.TWO, exact)), exact);
            default -> arctangent(x, exact);
        };
        return value.setScale(scale, RoundingMode.DOWN);
    }

    private static BigDecimal exp(BigDecimal x, MathContext exact) {
        if (x.abs().compareTo(BigDecimal.valueOf(2000)) > 0) {
            throw BcFault.running("exponent too large in raise");
        }
        MathContext wide = new MathContext(exact.getPrecision() + 10 + (int) Math.abs(x.doubleValue() / 2));
        BigDecimal small = x.divide(BigDecimal.valueOf(4096), wide);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int i = 1; i < 5000 && term.signum() != 0 && term.precision() - term.scale() > -wide.getPrecision(); i++) {
            term = term.multiply(small, wide).divide(BigDecimal.valueOf(i), wide);
            sum = sum.add(term, wide);
        }
        for (int i = 0; i < 12; i++) {
            sum = sum.multiply(sum, wide);
        }
        return sum;
    }

    private static BigDecimal log(BigDecimal x, MathContext exact, int scale) {
        if (x.signum() <= 0) {
            return BigDecimal.ONE.subtract(BigDecimal.TEN.pow(scale)).setScale(scale, RoundingMode.DOWN);
        }
        MathContext wide = new MathContext(exact.getPrecision() + 10);
        BigDecimal root = x;
        BigDecimal factor = BigDecimal.TWO;
        while (root.subtract(BigDecimal.ONE).abs().compareTo(new BigDecimal("0.01")) > 0) {
            root = root.sqrt(wide);
            factor = factor.add(factor);
        }
        BigDecimal y = root.subtract(BigDecimal.ONE).divide(root.add(BigDecimal.ONE), wide);
        return odd(y, y.multiply(y, wide), wide).multiply(factor, wide);
    }

    /// The sum of y^n/n over odd n, where the powers grow by a factor.
    private static BigDecimal odd(BigDecimal y, BigDecimal factor, MathContext wide) {
        BigDecimal power = y;
        BigDecimal sum = y;
        for (int n = 3; n < 20_000 && power.signum() != 0; n += 2) {
            power = power.multiply(factor, wide);
            BigDecimal term = power.divide(BigDecimal.valueOf(n), wide);
            sum = sum.add(term, wide);
            if (term.precision() - term.scale() < -wide.getPrecision()) {
                break;
            }
        }
        return sum;
    }

    private static BigDecimal arctangent(BigDecimal x, MathContext exact) {
        MathContext wide = new MathContext(exact.getPrecision() + 10);
        BigDecimal small = x;
        int doubled = 0;
        while (small.abs().compareTo(new BigDecimal("0.1")) > 0) {
            BigDecimal hypotenuse =
                    small.multiply(small, wide).add(BigDecimal.ONE).sqrt(wide);
            small = small.divide(hypotenuse.add(BigDecimal.ONE), wide);
            doubled++;
        }
        return odd(small, small.multiply(small, wide).negate(), wide).multiply(BigDecimal.TWO.pow(doubled), wide);
    }

    private static BigDecimal pi(MathContext exact) {
        return arctangent(BigDecimal.ONE, new MathContext(exact.getPrecision() + 5))
                .multiply(BigDecimal.valueOf(4));
    }

    private static BigDecimal sine(BigDecimal x, MathContext exact) {
        MathContext wide = new MathContext(exact.getPrecision() + 10);
        BigDecimal rest = x.remainder(pi(wide).multiply(BigDecimal.TWO), wide);
        BigDecimal square = rest.multiply(rest, wide).negate();
        BigDecimal term = rest;
        BigDecimal sum = rest;
        for (int n = 2;
                n < 5000 && term.signum() != 0 && term.precision() - term.scale() > -wide.getPrecision();
                n += 2) {
            term = term.multiply(square, wide).divide(BigDecimal.valueOf((long) n * (n + 1)), wide);
            sum = sum.add(term, wide);
        }
        return sum;
    }

    /// A number as typed, in the base of input.
    static BigDecimal read(String token, int base) {
        if (base == 10 && token.matches("[0-9.]+")) {
            return token.equals(".")
                    ? BigDecimal.ZERO
                    : new BigDecimal(token.endsWith(".") ? token.substring(0, token.length() - 1) : token);
        }
        BigInteger value = BigInteger.ZERO;
        for (char c : token.replace(".", "").toCharArray()) {
            int digit = Math.min(Character.digit(c, 16), token.length() == 1 ? 15 : base - 1);
            value = value.multiply(BigInteger.valueOf(base)).add(BigInteger.valueOf(digit));
        }
        return new BigDecimal(value);
    }

    /// A number as bc shows it, in rows.
    static String shown(BigDecimal value, int base) {
        if (value.signum() == 0) {
            return "0";
        }
        String text = base == 10
                ? value.toPlainString().replaceFirst("^(-?)0\\.", "$1.")
                : value.toBigInteger().toString(base).toUpperCase(Locale.ROOT);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < text.length(); i += ROW) {
            boolean more = i + ROW < text.length();
            rows.append(text, i, Math.min(text.length(), i + ROW)).append(more ? "\\\n" : "");
        }
        return rows.toString();
    }
}
