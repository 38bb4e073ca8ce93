package brume.cloud.guest.service.systemd;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Time spans as systemd writes them: `90`, `5s`, `1min 30s`, `100ms`.
final class Durations {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})\\s*([a-z]*)");

    private Durations() {}

    /// What is not understood counts as nothing.
    static Duration parse(String text) {
        if (text.equals("infinity")) {
            return Duration.ofDays(1);
        }
        Duration total = Duration.ZERO;
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            long number = Long.parseLong(matcher.group(1));
            total = total.plus(
                    switch (matcher.group(2)) {
                        case "us", "usec" -> Duration.ofNanos(number * 1000);
                        case "ms", "msec" -> Duration.ofMillis(number);
                        case "m", "min", "minute", "minutes" -> Duration.ofMinutes(number);
                        case "h", "hr", "hour", "hours" -> Duration.ofHours(number);
                        case "d", "day", "days" -> Duration.ofDays(number);
                        case "w", "week", "weeks" -> Duration.ofDays(7 * number);
                        default -> Duration.ofSeconds(number);
                    });
        }
        return total;
    }

    /// `4min 55s`, `8h`, `2 days 3h`, as `systemctl list-timers` words what is left.
    static String span(Duration left) {
        return ago(left).replace(" ago", "");
    }

    /// `5s ago`, `2min 3s ago`, `1h 5min ago`, as `systemctl status` words it.
    static String ago(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s ago";
        }
        if (seconds < 3600) {
            return seconds / 60 + "min " + seconds % 60 + "s ago";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + "h " + seconds % 3600 / 60 + "min ago";
        }
        long days = seconds / 86_400;
        return days < 2 ? "1 day " + seconds % 86_400 / 3600 + "h ago" : days + " days ago";
    }
}
