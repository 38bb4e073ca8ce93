package brume.cloud.guest.program;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Dates as people write them after `date -d` and `touch -d`: `2026-03-02 10:00`, `@0`, `yesterday`, `3 days ago`.
public final class DateText {

    private static final Pattern STAMP =
            Pattern.compile("((?:\\d\\d)?\\d\\d)?(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(?:\\.(\\d\\d))?");
    private static final Pattern SHIFT = Pattern.compile(
            "([+-]?\\s*\\d{1,9}|next|last|this|a|an)?\\s*(second|sec|minute|min|hour|day|week|fortnight|month|year)s?\\b(\\s+ago\\b)?");
    private static final String MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final String DAY = "(mon|tue|wed|thu|fri|sat|sun)[a-z]*";

    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:t(?=\\d))?");
    private static final Pattern AMERICAN = Pattern.compile("(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}|\\d\\d))?");
    private static final Pattern COMPACT = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?!\\d)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile(MONTH + "\\s+(\\d{1,2})(?![\\d:])(?:(?:st|nd|rd|th)\\b)?,?(?:\\s+(\\d{4})(?![\\d:]))?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[ -]" + MONTH + "(?:[ -](\\d{4})(?![\\d:]))?");
    private static final Pattern TIME =
            Pattern.compile("(\\d{1,2}):(\\d\\d)(?::(\\d\\d)(?:[.,]\\d{1,9})?)?\\s*(am|pm)?|(\\d{1,2})\\s*(am|pm)");
    private static final Pattern WEEKDAY = Pattern.compile("(?:(next|last|this)\\s+)?" + DAY + "\\b,?");
    private static final Pattern WORD =
            Pattern.compile("(now|today|yesterday|tomorrow|midnight|noon|utc|gmt|z|cet|cest|est|edt|pst|pdt)\\b");
    private static final Pattern OFFSET = Pattern.compile("([+-]\\d\\d):?(\\d\\d)?(?!\\d)(?!\\s*[a-z])");
    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?!\\d)");

    private DateText() {}

    public static Optional<Instant> parse(String text, Instant now) {
        return parse(text, now, ZoneOffset.UTC);
    }

    /// @param zone where the person is
    public static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (rest.matches("@-?\\d{1,12}(\\.\\d+)?")) {
                return Optional.of(
                        Instant.ofEpochSecond(Long.parseLong(rest.substring(1).replaceFirst("\\..*", ""))));
            }
            Reader reader = new Reader(rest, LocalDateTime.ofInstant(now, zone), zone);
            return reader.read() ? Optional.of(reader.result()) : Optional.empty();
        } catch (DateTimeException bad) {
            return Optional.empty();
        }
    }

    /// Reads one piece after the other.
    private static final class Reader {
        private String rest;
        private LocalDateTime at;
        private ZoneId zone;
        private boolean timed;
        private final List<Matcher> shifts = new ArrayList<>();

        Reader(String text, LocalDateTime now, ZoneId zone) {
            this.rest = text;
            this.at = text.isEmpty() ? now.with(LocalTime.MIDNIGHT) : now;
            this.zone = zone;
        }

        boolean read() {
            while (!rest.isEmpty()) {
                if (!piece()) {
                    return false;
                }
            }
            return true;
        }

        Instant result() {
            LocalDateTime moved = at;
            for (Matcher shift : shifts) {
                moved = shifted(moved, shift);
            }
            return moved.atZone(zone).toInstant();
        }

        private Optional<Matcher> take(Pattern pattern) {
            Matcher matcher = pattern.matcher(rest);
            if (!matcher.lookingAt()) {
                return Optional.empty();
            }
            rest = rest.substring(matcher.end()).strip();
            return Optional.of(matcher);
        }

        private boolean piece() {
            Optional<Matcher> found = take(ISO).or(() -> take(COMPACT));
            if (found.isPresent()) {
                date(number(found.get(), 1), number(found.get(), 2), number(found.get(), 3));
                return true;
            }
            found = take(AMERICAN);
            if (found.isPresent()) {
                String year = found.get().group(3);
                int full = year == null ? at.getYear() : Integer.parseInt(year) + (year.length() == 2 ? 2000 : 0);
                date(full, number(found.get(), 1), number(found.get(), 2));
                return true;
            }
            found = take(MONTH_FIRST);
            if (found.isPresent()) {
                date(year(found.get().group(3)), month(found.get().group(1)), number(found.get(), 2));
                return true;
            }
            found = take(DAY_FIRST);
            if (found.isPresent()) {
                date(year(found.get().group(3)), month(found.get().group(2)), number(found.get(), 1));
                return true;
            }
            found = take(TIME);
            if (found.isPresent()) {
                time(found.get());
                return true;
            }
            found = take(WORD);
            if (found.isPresent()) {
                word(found.get().group(1));
                return true;
            }
            found = take(SHIFT);
            if (found.isPresent()) {
                shifts.add(found.get());
                return true;
            }
            found = take(WEEKDAY);
            if (found.isPresent()) {
                weekday(found.get());
                return true;
            }
            found = timed ? take(OFFSET) : Optional.empty();
            if (found.isPresent()) {
                String minutes = found.get().group(2);
                zone = ZoneOffset.of(found.get().group(1) + ":" + (minutes == null ? "00" : minutes));
                return true;
            }
            found = take(YEAR);
            found.ifPresent(matcher -> at = at.withYear(number(matcher, 1)));
            return found.isPresent();
        }

        private static int number(Matcher matcher, int group) {
            return Integer.parseInt(matcher.group(group));
        }

        private int year(@org.jspecify.annotations.Nullable String text) {
            return text == null ? at.getYear() : Integer.parseInt(text);
        }

        private static int month(String name) {
            return "janfebmaraprmayjunjulaugsepoctnovdec".indexOf(name) / 3 + 1;
        }

        private void date(int year, int month, int day) {
            LocalDate date = LocalDate.of(year, month, day);
            at = timed ? at.with(date) : date.atStartOfDay();
        }

        private void time(Matcher time) {
            boolean bare = time.group(5) != null;
            int hour = number(time, bare ? 5 : 1);
            String half = time.group(bare ? 6 : 4);
            if (half != null) {
                hour = hour % 12 + (half.equals("pm") ? 12 : 0);
            }
            String seconds = bare ? null : time.group(3);
            at = at.with(
                    LocalTime.of(hour, bare ? 0 : number(time, 2), seconds == null ? 0 : Integer.parseInt(seconds)));
            timed = true;
        }

        private void word(String word) {
            switch (word) {
                case "yesterday" -> at = at.minusDays(1);
                case "tomorrow" -> at = at.plusDays(1);
                case "midnight" -> at = at.with(LocalTime.MIDNIGHT);
                case "noon" -> at = at.with(LocalTime.NOON);
                case "utc", "gmt", "z" -> zone = ZoneOffset.UTC;
                case "cet" -> zone = ZoneOffset.ofHours(1);
                case "cest" -> zone = ZoneOffset.ofHours(2);
                case "est" -> zone = ZoneOffset.ofHours(-5);
                case "edt" -> zone = ZoneOffset.ofHours(-4);
                case "pst" -> zone = ZoneOffset.ofHours(-8);
                case "pdt" -> zone = ZoneOffset.ofHours(-7);
                default -> {}
            }
        }

        private void weekday(Matcher found) {
            int wanted = "montuewedthufrisatsun".indexOf(found.group(2)) / 3 + 1;
            int ahead = (wanted - at.getDayOfWeek().getValue() + 7) % 7;
            String which = found.group(1) == null ? "" : found.group(1);
            if (which.equals("next") && ahead == 0) {
                ahead = 7;
            } else if (which.equals("last")) {
                ahead -= 7;
            }
            at = at.plusDays(ahead);
            at = timed ? at : at.with(LocalTime.MIDNIGHT);
        }
    }

    private static LocalDateTime shifted(LocalDateTime at, Matcher shift) {
        String amount = shift.group(1) == null ? "1" : shift.group(1).replaceAll("\\s", "");
        long count = switch (amount) {
            case "next", "a", "an" -> 1;
            case "this" -> 0;
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
            case "month" -> months(at, count);
            case "year" -> months(at, 12 * count);
            default -> at.plus(Duration.ofDays(count));
        };
    }

    /// A day that the month lacks runs over into the next one.
    private static LocalDateTime months(LocalDateTime at, long count) {
        return at.withDayOfMonth(1).plusMonths(count).plusDays(at.getDayOfMonth() - 1L);
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
