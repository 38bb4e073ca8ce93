package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.service.BoundedPattern;
import brume.cloud.guest.service.Globs;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `journalctl`: reads the journal (`-u`, `-t`, `-n`, `-f`, `-p`, `-b`, `-k`, `-r`, `-g`, `-o`, `--since`, `--until`).
final class Journalctl implements Program {

    private static final List<String> PRIORITIES =
            List.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxxx");
    private static final Duration FOLLOW = Duration.ofMillis(200);

    private static final class Query {
        private final List<String> units = new ArrayList<>();
        private final List<String> identifiers = new ArrayList<>();
        private Optional<Instant> since = Optional.empty();
        private Optional<Instant> until = Optional.empty();
        private Optional<BoundedPattern> pattern = Optional.empty();
        private int lowest = 7;
        private int lines = Integer.MAX_VALUE;
        private String output = "short";
        private boolean follow;
        private boolean reverse;
        private boolean kernel;
        private boolean thisBoot;
        private boolean quiet;
        private String wrong = "";
    }

    @Override
    public int run(Process process) throws IOException {
        Guest guest = process.guest();
        Query query = read(process.args(), guest.world().now());
        if (!query.wrong.isEmpty()) {
            process.warn(query.wrong);
            return 1;
        }
        if (process.args().contains("--disk-usage")) {
            process.println("Archived and active journals take up "
                    + String.format(
                            Locale.ROOT,
                            "%.1f",
                            guest.files()
                                    .asRoot()
                                    .find("/var/log/journal/system.journal")
                                    .map(file -> file.size() / 1048576.0)
                                    .orElse(0.0))
                    + "M in the file system.");
            return 0;
        }
        if (!mayRead(process)) {
            process.warn(
                    "Hint: You are currently not seeing messages from other users and the system.\n      Users in groups 'adm',"
                            + " 'systemd-journal' can see all messages.\n      Pass -q to turn off this notice.\nNo journal files were opened due to insufficient permissions.");
            return 1;
        }
        List<Journald.Message> found = matching(guest, query);
        List<Journald.Message> shown = found.subList(Math.max(0, found.size() - query.lines), found.size());
        if (shown.isEmpty() && !query.follow && !query.quiet) {
            process.println("-- No entries --");
        }
        print(process, query.reverse ? shown.reversed() : shown, query);
        if (query.follow) {
            follow(process, query, found.size());
        }
        return 0;
    }

    private static boolean mayRead(Process process) {
        return process.login().uid() == 0
                || process.guest().users().groups().stream()
                        .filter(group -> group.name().matches("adm|wheel|systemd-journal"))
                        .anyMatch(group -> process.login().credentials().in(group.gid()));
    }

    private static void follow(Process process, Query query, int seen) throws IOException {
        int known = seen;
        while (true) {
            process.out().flush();
            try {
                process.guest().world().sleep(FOLLOW);
            } catch (InterruptedException signal) {
                throw new InterruptedIOException();
            }
            process.checkSignals();
            List<Journald.Message> all = matching(process.guest(), query);
            if (all.size() > known) {
                print(process, all.subList(known, all.size()), query);
            }
            known = all.size();
        }
    }

    private static List<Journald.Message> matching(Guest guest, Query query) {
        String boot = Journald.of(guest).boot();
        return Journald.of(guest).messages().stream()
                .filter(message -> query.units.isEmpty()
                        || query.units.stream().anyMatch(unit -> Globs.fits(unit, message.unit())))
                .filter(message -> query.identifiers.isEmpty() || query.identifiers.contains(message.identifier()))
                .filter(message -> message.priority() <= query.lowest)
                .filter(message -> query.since
                        .filter(since -> message.at().isBefore(since))
                        .isEmpty())
                .filter(message ->
                        query.until.filter(until -> message.at().isAfter(until)).isEmpty())
                .filter(message -> !query.kernel || message.identifier().equals("kernel"))
                .filter(message -> !query.thisBoot || message.boot().equals(boot))
                .filter(message -> query.pattern.isEmpty()
                        || query.pattern.flatMap(p -> p.find(message.text())).isPresent())
                .toList();
    }

    private static void print(Process process, List<Journald.Message> messages, Query query) throws IOException {
        String host = process.guest().hostname();
        String boot = messages.isEmpty() ? "" : messages.getFirst().boot();
        for (Journald.Message message : messages) {
            if (!message.boot().equals(boot) && query.output.startsWith("short")) {
                process.println("-- Boot " + message.boot() + " --");
            }
            boot = message.boot();
            process.println(
                    switch (query.output) {
                        case "cat" -> message.text();
                        case "json" -> json(message, host);
                        case "short-iso" ->
                            ISO.format(message.at().atOffset(ZoneOffset.UTC))
                                    + message.shortForm(host).substring(15);
                        default -> message.shortForm(host);
                    });
        }
    }

    private static String json(Journald.Message message, String host) {
        return "{\"__REALTIME_TIMESTAMP\":\"" + message.at().toEpochMilli() + "000\",\"PRIORITY\":\""
                + message.priority() + "\",\"_HOSTNAME\":\"" + host
                + "\",\"_PID\":\"" + message.pid() + "\",\"SYSLOG_IDENTIFIER\":\"" + quoted(message.identifier())
                + "\",\"_SYSTEMD_UNIT\":\""
                + quoted(message.unit()) + "\",\"MESSAGE\":\"" + quoted(message.text()) + "\"}";
    }

    private static String quoted(String text) {
        StringBuilder safe = new StringBuilder();
        for (char letter : text.toCharArray()) {
            if (letter == '"' || letter == '\\') {
                safe.append('\\').append(letter);
            } else if (letter < ' ') {
                safe.append(String.format("\\u%04x", (int) letter));
            } else {
                safe.append(letter);
            }
        }
        return safe.toString();
    }

    private static Query read(List<String> args, Instant now) {
        Query query = new Query();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
            if (equals > 0) {
                value(query, arg.substring(0, equals), arg.substring(equals + 1), now);
            } else if (arg.startsWith("--")) {
                boolean takes = arg.matches("--(unit|identifier|lines|since|until|priority|output|grep)");
                String next = i + 1 < args.size() ? args.get(i + 1) : "";
                if (takes && arg.equals("--lines") && !next.matches("\\d+|all")) {
                    query.lines = 10;
                } else if (takes) {
                    value(query, arg, next, now);
                    i++;
                } else {
                    flag(
                            query,
                            arg.equals("--follow")
                                    ? 'f'
                                    : arg.equals("--reverse")
                                            ? 'r'
                                            : arg.equals("--dmesg")
                                                    ? 'k'
                                                    : arg.equals("--boot") ? 'b' : arg.equals("--quiet") ? 'q' : ' ');
                }
            } else if (arg.startsWith("-") && arg.length() > 1) {
                i = letters(query, args, i, now);
            }
        }
        return query;
    }

    /// A cluster such as `-xeu nginx` or `-n20`.
    private static int letters(Query query, List<String> args, int index, Instant now) {
        String arg = args.get(index);
        for (int at = 1; at < arg.length(); at++) {
            char letter = arg.charAt(at);
            if ("utnpogSU".indexOf(letter) < 0) {
                flag(query, letter);
                continue;
            }
            String rest = arg.substring(at + 1);
            String next = index + 1 < args.size() ? args.get(index + 1) : "";
            if (letter == 'n' && rest.isEmpty() && !next.matches("\\d+|all")) {
                query.lines = 10;
                return index;
            }
            value(query, "-" + letter, rest.isEmpty() ? next : rest, now);
            return rest.isEmpty() ? index + 1 : index;
        }
        return index;
    }

    private static void flag(Query query, char letter) {
        switch (letter) {
            case 'f' -> {
                query.follow = true;
                query.lines = Math.min(query.lines, 10);
            }
            case 'r' -> query.reverse = true;
            case 'k' -> query.kernel = true;
            case 'b' -> query.thisBoot = true;
            case 'q' -> query.quiet = true;
            case 'e' -> query.lines = Math.min(query.lines, 1000);
            default -> {
                // Options about the pager and explanations change nothing here.
            }
        }
    }

    private static void value(Query query, String option, String value, Instant now) {
        switch (option) {
            case "-u", "--unit" -> query.units.add(Globs.isPattern(value) ? value : Units.nameOf(value));
            case "-t", "--identifier" -> query.identifiers.add(value);
            case "-n", "--lines" ->
                query.lines = value.matches("\\d{1,9}") ? Integer.parseInt(value) : Integer.MAX_VALUE;
            case "-o", "--output" -> query.output = value;
            case "-g", "--grep" ->
                query.pattern = BoundedPattern.tryParse(value, value.equals(value.toLowerCase(Locale.ROOT)));
            case "-p", "--priority" -> {
                String name = value.substring(value.lastIndexOf('.') + 1);
                int number = name.matches("[0-7]") ? Integer.parseInt(name) : PRIORITIES.indexOf(name);
                query.wrong = number < 0 ? "Unknown log level " + value : query.wrong;
                query.lowest = number;
            }
            case "-S", "--since", "-U", "--until" -> {
                Optional<Instant> when = time(value, now);
                query.wrong = when.isEmpty() ? "Failed to parse timestamp: " + value : query.wrong;
                if (option.equals("-S") || option.equals("--since")) {
                    query.since = when;
                } else {
                    query.until = when;
                }
            }
            default -> {
                // An option without an effect here.
            }
        }
    }

    /// `today`, `yesterday`, `now`, `10 min ago`, `-1h`, `2026-03-02 09:30:00`, `09:30`.
    private static Optional<Instant> time(String text, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        switch (text) {
            case "now" -> {
                return Optional.of(now);
            }
            case "today" -> {
                return Optional.of(today.atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            case "yesterday" -> {
                return Optional.of(today.minusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            default -> {
                if (text.endsWith(" ago")) {
                    return Optional.of(now.minus(Durations.parse(text.substring(0, text.length() - 4))));
                }
                if (text.matches("-\\d+.*")) {
                    return Optional.of(now.minus(Durations.parse(text.substring(1))));
                }
                try {
                    return Optional.of(moment(text, today).toInstant(ZoneOffset.UTC));
                } catch (DateTimeException wrong) {
                    return Optional.empty();
                }
            }
        }
    }

    private static LocalDateTime moment(String text, LocalDate today) {
        if (text.matches("\\d{1,2}:\\d{2}(:\\d{2})?")) {
            return today.atTime(LocalTime.parse(text.length() < 5 ? "0" + text : text));
        }
        return text.length() == 10 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text.replace(' ', 'T'));
    }
}
