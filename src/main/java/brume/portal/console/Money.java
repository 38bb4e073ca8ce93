package brume.portal.console;

import brume.cloud.offer.InstanceType;
import brume.portal.part.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Optional;

/// Prices and sizes in the language of the person. A price that is not known is said to be unknown, never zero.
final class Money {

    static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);
    private static final double MIB_PER_GIB = 1024;

    private Money() {}

    static String perHour(InstanceType type, String region) {
        Optional<BigDecimal> price = type.usdPerHour(region);
        return price.map(usd -> Words.say("console.wizard.perHour", usd(usd, 4)))
                .orElseGet(() -> Words.say("console.wizard.unknown"));
    }

    static String usd(BigDecimal amount, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(Words.locale());
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(amount);
    }

    static String gib(int mib) {
        return Words.say("console.gib", number(mib / MIB_PER_GIB));
    }

    /// With one digit after the point at most.
    static String number(double figure) {
        NumberFormat format = NumberFormat.getNumberInstance(Words.locale());
        format.setMaximumFractionDigits(1);
        return format.format(figure);
    }
}
