package brume.cloud.guest.program;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers of bytes as coreutils take them: `10`, `4K`, `1M`, `2GiB`, `3kB`.
public final class Amounts {

    private static final Pattern AMOUNT = Pattern.compile("(\\d{1,15})(b|[kKMGT](?:iB|B)?)?");

    private Amounts() {}

    public static Optional<Long> bytes(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "" : matcher.group(2);
        if (unit.isEmpty() || unit.equals("b")) {
            return Optional.of(unit.isEmpty() ? number : number * 512);
        }
        int power = "KMGT".indexOf(Character.toUpperCase(unit.charAt(0))) + 1;
        long base = unit.length() == 2 ? 1000 : 1024;
        for (int i = 0; i < power; i++) {
            number *= base;
        }
        return Optional.of(number);
    }
}
