package brume.cloud.guest.program.file;

import java.util.Locale;

/// Sizes for people: `1.5K`, `20M`.
public final class Sizes {

    private Sizes() {}

    /// In powers of 1024, rounded up as GNU's programs do.
    public static String human(long bytes) {
        if (bytes < 1024) {
            return Long.toString(bytes);
        }
        double value = bytes;
        int power = 0;
        while (value >= 1024 && power < 6) {
            value /= 1024;
            power++;
        }
        double shown = value < 10 ? Math.ceil(value * 10) / 10 : Math.ceil(value);
        String unit = String.valueOf("KMGTPE".charAt(power - 1));
        return shown < 10
                ? String.format(Locale.ROOT, "%.1f%s", shown, unit)
                : String.format(Locale.ROOT, "%.0f%s", shown, unit);
    }
}
