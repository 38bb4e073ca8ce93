package brume.cloud.guest.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Dates as HTTP writes them: `Tue, 23 Apr 2024 11:15:00 GMT`.
public final class HttpDates {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private static final DateTimeFormatter WITHOUT_DAY =
            DateTimeFormatter.ofPattern("dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private HttpDates() {}

    public static String format(Instant instant) {
        return FORM.format(instant.atZone(ZoneOffset.UTC));
    }

    /// The name of the day may be wrong, as servers accept it.
    public static Optional<Instant> tryParse(String text) {
        String date = text.substring(text.indexOf(',') + 1).strip();
        try {
            return Optional.of(LocalDateTime.parse(date, WITHOUT_DAY).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
