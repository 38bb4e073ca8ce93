package brume.portal.console;

import brume.portal.part.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments of the sandbox's clock in the person's language: `Tue 24 Nov, 14:00:05 UTC`, `mar. 24 nov., 14:00:05 UTC`.
public final class Times {

    private static final DateTimeFormatter ENGLISH =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm:ss 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern(
                    "EEE d MMM, HH:mm:ss 'UTC'", Locale.FRANCE)
            .withZone(ZoneOffset.UTC);

    private Times() {}

    public static String say(Instant moment) {
        return (Words.locale().equals(Locale.FRENCH) ? FRENCH : ENGLISH).format(moment);
    }
}
