package brume.cloud.guest.service.cron;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A crontab: five fields and a command a line, or `@daily` and its like, and variables.
record CronTable(List<Entry> entries) {

    private static final Pattern VARIABLE = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*=\\s*(.*?)\\s*");
    private static final Pattern ITEM = Pattern.compile("(\\*|\\d{1,4}(?:-\\d{1,4})?)(?:/(\\d{1,4}))?");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> SHORT = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    private static final String[] NAMES = {"minute", "hour", "day-of-month", "month", "day-of-week"};
    private static final int[] LEAST = {0, 0, 1, 1, 0};
    private static final int[] MOST = {59, 23, 31, 12, 7};

    /// A line that cannot be read.
    ///
    /// @param line from 1
    static final class Bad extends RuntimeException {
        final int line;
        final String what;

        Bad(int line, String what) {
            super("bad " + what, null, false, false);
            this.line = line;
            this.what = what;
        }
    }

    /// @param atBoot for `@reboot`, whose fields are empty
    /// @param user whose command it is, in the machine's own tables
    record Entry(
            boolean atBoot,
            List<BitSet> fields,
            boolean anyDay,
            boolean anyWeekday,
            Optional<String> user,
            String command,
            Map<String, String> variables) {

        boolean due(ZonedDateTime at) {
            if (atBoot
                    || !fields.get(0).get(at.getMinute())
                    || !fields.get(1).get(at.getHour())
                    || !fields.get(3).get(at.getMonthValue())) {
                return false;
            }
            int weekday = at.getDayOfWeek().getValue() % 7;
            boolean day = fields.get(2).get(at.getDayOfMonth());
            boolean dayOfWeek =
                    fields.get(4).get(weekday) || weekday == 0 && fields.get(4).get(7);
            return anyDay || anyWeekday ? day && dayOfWeek : day || dayOfWeek;
        }
    }

    /// @param system a table of the machine, whose commands have a user before them
    static CronTable parse(String text, boolean system) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> variables = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            Matcher variable = VARIABLE.matcher(line);
            if (variable.matches()) {
                variables.put(variable.group(1), variable.group(2).replaceFirst("^([\"'])(.*)\\1$", "$2"));
                continue;
            }
            entries.add(entry(bare, number, system, Map.copyOf(variables)));
        }
        return new CronTable(entries);
    }

    private static Entry entry(String line, int number, boolean system, Map<String, String> variables) {
        String[] head = line.split("\\s+", 2);
        boolean atBoot = head[0].equals("@reboot");
        String whole = line;
        if (head[0].startsWith("@") && !atBoot) {
            String fields = SHORT.get(head[0]);
            if (fields == null) {
                throw new Bad(number, "time specifier");
            }
            whole = fields + " " + (head.length > 1 ? head[1] : "");
        }
        int count = atBoot ? 1 : 5;
        String[] words = whole.split("\\s+", count + (system ? 2 : 1));
        List<BitSet> fields = new ArrayList<>();
        for (int i = 0; i < count && !atBoot; i++) {
            if (i >= words.length) {
                throw new Bad(number, NAMES[i]);
            }
            fields.add(field(words[i], i, number));
        }
        if (words.length < count + (system ? 2 : 1) || words[words.length - 1].isBlank()) {
            throw new Bad(number, system && words.length == count ? "username" : "command");
        }
        return new Entry(
                atBoot,
                fields,
                !atBoot && words[2].startsWith("*"),
                !atBoot && words[4].startsWith("*"),
                system ? Optional.of(words[count]) : Optional.empty(),
                words[words.length - 1],
                variables);
    }

    private static BitSet field(String text, int which, int line) {
        BitSet set = new BitSet();
        String plain = text.toLowerCase(Locale.ROOT);
        List<String> names = which == 3 ? MONTHS : which == 4 ? DAYS : List.of();
        for (int i = 0; i < names.size(); i++) {
            plain = plain.replaceAll("\\b" + names.get(i) + "\\b", Integer.toString(i + LEAST[which]));
        }
        for (String item : plain.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                throw new Bad(line, NAMES[which]);
            }
            String range = matcher.group(1);
            String[] ends = range.equals("*")
                    ? new String[] {Integer.toString(LEAST[which]), Integer.toString(MOST[which])}
                    : range.split("-");
            int from = Integer.parseInt(ends[0]);
            boolean stepped = matcher.group(2) != null;
            int to = ends.length > 1 ? Integer.parseInt(ends[1]) : stepped ? MOST[which] : from;
            int step = stepped ? Integer.parseInt(matcher.group(2)) : 1;
            if (from < LEAST[which] || to > MOST[which] || from > to || step == 0) {
                throw new Bad(line, NAMES[which]);
            }
            for (int value = from; value <= to; value += step) {
                set.set(value);
            }
        }
        return set;
    }
}
