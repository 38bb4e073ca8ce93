package brume.cloud.guest.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates as HTTP writes them: `Tue, 23 Apr 2024 11:15:00 GMT`.
public final class HttpDates {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private HttpDates() {}

    public static String format(Instant instant) {
        return FORM.format(instant.atZone(ZoneOffset.UTC));
    }

    public static Optional<Instant> tryParse(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, FORM.withZone(ZoneOffset.UTC)).toInstant());
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
