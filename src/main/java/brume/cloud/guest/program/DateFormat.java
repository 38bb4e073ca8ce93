package brume.cloud.guest.program;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// `strftime`: `%Y-%m-%d`. Guests live in UTC, as the provider's images do.
public final class DateFormat {

    private DateFormat() {}

    public static String format(String pattern, Instant instant) {
        return format(pattern, instant, ZoneOffset.UTC);
    }

    public static String format(String pattern, Instant instant, ZoneId zone) {
        ZonedDateTime at = instant.atZone(zone);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c != '%' || i + 1 == pattern.length()) {
                out.append(c);
                continue;
            }
            char letter = pattern.charAt(++i);
            boolean unpadded = letter == '-' && i + 1 < pattern.length();
            boolean other = "_0^#".indexOf(letter) >= 0 && i + 1 < pattern.length();
            char filler = other ? letter : ' ';
            if (unpadded || other) {
                letter = pattern.charAt(++i);
            }
            if (letter == ':' && pattern.startsWith(":z", i)) {
                out.append(pattern(at, "xxx"));
                i++;
                continue;
            }
            int digits = 9;
            while (Character.isDigit(letter) && i + 1 < pattern.length()) {
                digits = letter - '0';
                letter = pattern.charAt(++i);
            }
            String text = letter == 'N'
                    ? "%09d".formatted(at.getNano()).substring(0, Math.clamp(digits, 1, 9))
                    : field(letter, at);
            String padded = filler == '_'
                    ? text.replaceFirst("^0(?=.)", " ")
                    : filler == '^' ? text.toUpperCase(Locale.ROOT) : text;
            out.append(unpadded ? text.replaceFirst("^[0 ]+(?=.)", "") : padded);
        }
        return out.toString();
    }

    private static String field(char letter, ZonedDateTime at) {
        return switch (letter) {
            case 'Y' -> pattern(at, "yyyy");
            case 'm' -> pattern(at, "MM");
            case 'd' -> pattern(at, "dd");
            case 'e' -> "%2d".formatted(at.getDayOfMonth());
            case 'H' -> pattern(at, "HH");
            case 'k' -> "%2d".formatted(at.getHour());
            case 'I' -> pattern(at, "hh");
            case 'l' -> "%2d".formatted(at.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'M' -> pattern(at, "mm");
            case 'S' -> pattern(at, "ss");
            case 'p' -> pattern(at, "a").toUpperCase(Locale.ROOT);
            case 'P' -> pattern(at, "a").toLowerCase(Locale.ROOT);
            case 'a' -> pattern(at, "EEE");
            case 'A' -> pattern(at, "EEEE");
            case 'b', 'h' -> pattern(at, "MMM");
            case 'B' -> pattern(at, "MMMM");
            case 'y' -> pattern(at, "yy");
            case 'C' -> "%02d".formatted(at.getYear() / 100);
            case 'j' -> "%03d".formatted(at.getDayOfYear());
            case 's' -> Long.toString(at.toEpochSecond());
            case 'F' -> pattern(at, "yyyy-MM-dd");
            case 'T' -> pattern(at, "HH:mm:ss");
            case 'R' -> pattern(at, "HH:mm");
            case 'r' -> pattern(at, "hh:mm:ss a");
            case 'D', 'x' -> pattern(at, "MM/dd/yy");
            case 'X' -> pattern(at, "HH:mm:ss");
            case 'c' -> pattern(at, "EEE MMM ") + "%2d".formatted(at.getDayOfMonth()) + pattern(at, " HH:mm:ss yyyy");
            case 'Z' -> at.getZone().equals(ZoneOffset.UTC) ? "UTC" : pattern(at, "zzz");
            case 'z' -> pattern(at, "xx");
            case 'u' -> Integer.toString(at.getDayOfWeek().getValue());
            case 'w' -> Integer.toString(at.getDayOfWeek().getValue() % 7);
            case 'V' -> "%02d".formatted(at.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'G' -> Integer.toString(at.get(IsoFields.WEEK_BASED_YEAR));
            case 'q' -> Integer.toString(at.get(IsoFields.QUARTER_OF_YEAR));
            case 'U' ->
                "%02d".formatted((at.getDayOfYear() + 6 - at.getDayOfWeek().getValue() % 7) / 7);
            case 'W' ->
                "%02d".formatted((at.getDayOfYear() + 6 - (at.getDayOfWeek().getValue() - 1)) / 7);
            case 'n' -> "\n";
            case 't' -> "\t";
            case '%' -> "%";
            default -> "%" + letter;
        };
    }

    private static String pattern(ZonedDateTime at, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(at);
    }
}
