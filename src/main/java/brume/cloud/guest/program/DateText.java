package brume.cloud.guest.program;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as people write them after `date -d` and `touch -d`: `2026-03-02 10:00`, `@0`, `yesterday`, `3 days ago`.
public final class DateText {

    private static final Pattern STAMP =
            Pattern.compile("((?:\\d\\d)?\\d\\d)?(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.(\\d\\d))?");
    private static final Pattern SHIFT = Pattern.compile(
            "([+-]?\\d{1,9}|next|last|a|an)?\\s*(second|sec|minute|min|hour|day|week|fortnight|month|year)s?(\\s+ago)?");

    private DateText() {}

    public static Optional<Instant> parse(String text, Instant now) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (rest.matches("@-?\\d{1,12}(\\.\\d+)?")) {
                return Optional.of(
                        Instant.ofEpochSecond(Long.parseLong(rest.substring(1).replaceFirst("\\..*", ""))));
            }
            LocalDateTime at = now.atOffset(ZoneOffset.UTC).toLocalDateTime();
            Matcher iso = Pattern.compile(
                            "^(\\d{4}-\\d\\d-\\d\\d)(?:[t ](\\d\\d:\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?))?\\s*(z|utc|gmt|[+-]\\d\\d:?\\d\\d)?")
                    .matcher(rest);
            if (iso.find()) {
                at = LocalDate.parse(iso.group(1))
                        .atTime(iso.group(2) == null ? LocalTime.MIDNIGHT : LocalTime.parse(iso.group(2)));
                String zone = iso.group(3);
                if (zone != null && zone.matches("[+-].*")) {
                    at = OffsetDateTime.of(at, ZoneOffset.of(zone))
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .toLocalDateTime();
                }
                rest = rest.substring(iso.end()).strip();
            }
            return words(rest, at).map(result -> result.toInstant(ZoneOffset.UTC));
        } catch (DateTimeException bad) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDateTime> words(String text, LocalDateTime start) {
        String rest = text;
        LocalDateTime at = start;
        while (!rest.isEmpty()) {
            Matcher time = Pattern.compile("^(\\d{1,2}):(\\d\\d)(?::(\\d\\d))?").matcher(rest);
            Matcher word = Pattern.compile("^(now|today|yesterday|tomorrow|midnight|noon|utc)\\b")
                    .matcher(rest);
            Matcher shift = SHIFT.matcher(rest);
            if (time.find()) {
                String seconds = time.group(3);
                at = at.with(LocalTime.of(
                        Integer.parseInt(time.group(1)),
                        Integer.parseInt(time.group(2)),
                        seconds == null ? 0 : Integer.parseInt(seconds)));
                rest = rest.substring(time.end()).strip();
            } else if (word.find()) {
                at = switch (word.group(1)) {
                    case "yesterday" -> at.minusDays(1);
                    case "tomorrow" -> at.plusDays(1);
                    case "midnight" -> at.with(LocalTime.MIDNIGHT);
                    case "noon" -> at.with(LocalTime.NOON);
                    default -> at;
                };
                rest = rest.substring(word.end()).strip();
            } else if (shift.lookingAt()) {
                at = shifted(at, shift);
                rest = rest.substring(shift.end()).strip();
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    private static LocalDateTime shifted(LocalDateTime at, Matcher shift) {
        String amount = shift.group(1) == null ? "1" : shift.group(1);
        long count = switch (amount) {
            case "next", "a", "an" -> 1;
            case "last" -> -1;
            default -> Long.parseLong(amount.replace("+", ""));
        };
        count = shift.group(3) == null ? count : -count;
        return switch (shift.group(2)) {
            case "second", "sec" -> at.plusSeconds(count);
            case "minute", "min" -> at.plusMinutes(count);
            case "hour" -> at.plusHours(count);
            case "week" -> at.plusWeeks(count);
            case "fortnight" -> at.plusWeeks(2 * count);
            case "month" -> at.plusMonths(count);
            case "year" -> at.plusYears(count);
            default -> at.plus(Duration.ofDays(count));
        };
    }

    /// `[[CC]YY]MMDDhhmm[.ss]`, after `touch -t`.
    public static Optional<Instant> stamp(String text, Instant now) {
        Matcher stamp = STAMP.matcher(text);
        if (!stamp.matches()) {
            return Optional.empty();
        }
        String year = stamp.group(1);
        int full = year == null
                ? now.atOffset(ZoneOffset.UTC).getYear()
                : year.length() == 4 ? Integer.parseInt(year) : 2000 + Integer.parseInt(year);
        String seconds = stamp.group(6);
        try {
            return Optional.of(LocalDateTime.of(
                            full,
                            Integer.parseInt(stamp.group(2)),
                            Integer.parseInt(stamp.group(3)),
                            Integer.parseInt(stamp.group(4)),
                            Integer.parseInt(stamp.group(5)),
                            seconds == null ? 0 : Integer.parseInt(seconds))
                    .toInstant(ZoneOffset.UTC));
        } catch (DateTimeException bad) {
            return Optional.empty();
        }
    }
}
