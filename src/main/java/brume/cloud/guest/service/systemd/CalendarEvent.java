package brume.cloud.guest.service.systemd;

import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `OnCalendar=` of a timer: `daily`, `*:0/5`, `Mon..Fri 08:00`, `*-*-01 02:30:00`.
///
/// Differs from Linux: years, time zones and days counted from the end of a month are not read.
record CalendarEvent(BitSet weekdays, BitSet months, BitSet days, BitSet hours, BitSet minutes, BitSet seconds) {

    private static final int MAX_STEPS = 20_000;
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final Map<String, String> SHORT = Map.of(
            "minutely", "*-*-* *:*:00",
            "hourly", "*-*-* *:00:00",
            "daily", "*-*-* 00:00:00",
            "weekly", "Mon *-*-* 00:00:00",
            "monthly", "*-*-01 00:00:00",
            "quarterly", "*-01,04,07,10-01 00:00:00",
            "yearly", "*-01-01 00:00:00",
            "annually", "*-01-01 00:00:00");
    private static final Pattern ITEM = Pattern.compile("(\\*|\\d{1,4}(?:\\.\\.\\d{1,4})?)(?:/(\\d{1,4}))?");

    /// Empty where it cannot be read.
    static Optional<CalendarEvent> tryParse(String text) {
        String whole = SHORT.getOrDefault(text.strip(), text.strip());
        String weekdays = "*";
        String date = "*-*-*";
        String time = "00:00:00";
        for (String word : whole.split("\\s+")) {
            if (word.matches("[A-Za-z.,]+")) {
                weekdays = word.toLowerCase(Locale.ROOT);
            } else if (word.contains(":")) {
                time = word;
            } else if (word.contains("-")) {
                date = word;
            } else {
                return Optional.empty();
            }
        }
        for (int i = 0; i < NAMES.size(); i++) {
            weekdays = weekdays.replaceAll(NAMES.get(i) + "[a-z]*", Integer.toString(i + 1));
        }
        String[] dates = date.split("-");
        String[] times = (time.chars().filter(c -> c == ':').count() == 1 ? time + ":00" : time).split(":");
        if (dates.length < 2 || times.length != 3) {
            return Optional.empty();
        }
        BitSet[] sets = {
            set(weekdays, 1, 7),
            set(dates[dates.length - 2], 1, 12),
            set(dates[dates.length - 1], 1, 31),
            set(times[0], 0, 23),
            set(times[1], 0, 59),
            set(times[2], 0, 59)
        };
        for (BitSet set : sets) {
            if (set.isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(new CalendarEvent(sets[0], sets[1], sets[2], sets[3], sets[4], sets[5]));
    }

    private static BitSet set(String text, int least, int most) {
        BitSet set = new BitSet();
        for (String item : text.split(",")) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                return new BitSet();
            }
            String[] ends = matcher.group(1).split("\\.\\.");
            boolean all = ends[0].equals("*");
            boolean stepped = matcher.group(2) != null;
            int from = all ? least : Integer.parseInt(ends[0]);
            int to = ends.length > 1 ? Integer.parseInt(ends[1]) : all || stepped ? most : from;
            for (int value = from;
                    value <= Math.min(to, most);
                    value += stepped ? Integer.parseInt(matcher.group(2)) : 1) {
                set.set(value);
                if (stepped && matcher.group(2).matches("0+")) {
                    break;
                }
            }
        }
        return set;
    }

    /// The first time behind a moment.
    Optional<ZonedDateTime> after(ZonedDateTime moment) {
        ZonedDateTime at = moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        for (int i = 0; i < MAX_STEPS; i++) {
            if (!months.get(at.getMonthValue())
                    || !days.get(at.getDayOfMonth())
                    || !weekdays.get(at.getDayOfWeek().getValue())) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hours.get(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(at.getMinute())) {
                at = at.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            } else if (!seconds.get(at.getSecond())) {
                at = at.plusSeconds(1);
            } else {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }
}
