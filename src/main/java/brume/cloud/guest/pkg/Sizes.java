package brume.cloud.guest.pkg;

import java.util.Locale;

/// Amounts of data as the package managers word them.
final class Sizes {

    private Sizes() {}

    /// dnf's: `33 k`, `1.1 M`.
    static String dnf(long kib) {
        return kib < 1000 ? kib + " k" : number(kib / 1024.0) + " M";
    }

    /// dnf's while downloading: ` 33 kB`, `1.1 MB`.
    static String download(long kib) {
        return kib < 1000 ? kib + " kB" : number(kib / 1024.0) + " MB";
    }

    /// apt's: `515 kB`, `1,336 kB`, `42.1 MB`.
    static String apt(long kib) {
        double bytes = kib * 1024.0;
        if (bytes < 10_000_000) {
            return String.format(Locale.ROOT, "%,d kB", Math.round(bytes / 1000));
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1_000_000);
    }

    private static String number(double value) {
        return value < 10 ? String.format(Locale.ROOT, "%.1f", value) : Long.toString(Math.round(value));
    }
}
