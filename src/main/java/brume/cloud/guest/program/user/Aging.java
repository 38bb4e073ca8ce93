package brume.cloud.guest.program.user;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `chage`: when a password and an account end.
///
/// Differs from Linux: nobody is kept out by an end that has come.
public final class Aging implements Program {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM dd, yyyy", Locale.ROOT);
    private static final int LAST = 2;
    private static final int LEAST = 3;
    private static final int MOST = 4;
    private static final int WARNING = 5;
    private static final int INACTIVE = 6;
    private static final int EXPIRES = 7;
    private static final int FIELDS = 9;

    @Override
    public int run(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "ld:E:I:m:M:W:i",
                        "list=l lastday=d expiredate=E inactive=I mindays=m maxdays=M warndays=W iso8601=i")
                .parse(process.args());
        if (options.operands().isEmpty()) {
            process.warn("Usage: chage [options] LOGIN");
            return 2;
        }
        String user = options.operand(0);
        boolean own = user.equals(process.login().user());
        if (process.login().uid() != 0 && !(options.has('l') && own)) {
            return process.fail("Permission denied.");
        }
        Files files = process.guest().files().asRoot();
        List<String> lines =
                new ArrayList<>(files.readText("/etc/shadow").lines().toList());
        int row = 0;
        while (row < lines.size() && !lines.get(row).startsWith(user + ":")) {
            row++;
        }
        if (row == lines.size()) {
            return process.fail("user '" + user + "' does not exist in /etc/passwd");
        }
        List<String> fields = new ArrayList<>(List.of(lines.get(row).split(":", -1)));
        while (fields.size() < FIELDS) {
            fields.add("");
        }
        if (options.has('l')) {
            list(process, fields);
            return 0;
        }
        for (Options.Given given : options.given()) {
            int field = "dmMWIE".indexOf(given.letter()) + LAST;
            Optional<String> value = value(given.value(), field == LAST || field == EXPIRES);
            if (value.isEmpty()) {
                return process.fail("invalid " + (field == LAST || field == EXPIRES ? "date" : "numeric argument")
                        + " '" + given.value() + "'");
            }
            fields.set(field, value.get());
        }
        lines.set(row, String.join(":", fields));
        files.write("/etc/shadow", String.join("\n", lines) + "\n");
        return 0;
    }

    private static Optional<String> value(String text, boolean date) {
        if (text.equals("-1")) {
            return Optional.of("");
        }
        if (text.matches("\\d{1,6}")) {
            return Optional.of(text);
        }
        try {
            return date ? Optional.of(Long.toString(LocalDate.parse(text).toEpochDay())) : Optional.empty();
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static void list(Process process, List<String> fields) throws IOException {
        long today = process.guest()
                .world()
                .now()
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toEpochDay();
        long last = number(fields.get(LAST), today);
        long most = number(fields.get(MOST), 99_999);
        long inactive = number(fields.get(INACTIVE), -1);
        boolean ends = most < 10_000;
        process.println("Last password change\t\t\t\t\t: "
                + (last == 0 ? "password must be changed" : DAY.format(LocalDate.ofEpochDay(last))));
        process.println("Password expires\t\t\t\t\t: "
                + (last == 0
                        ? "password must be changed"
                        : ends ? DAY.format(LocalDate.ofEpochDay(last + most)) : "never"));
        process.println("Password inactive\t\t\t\t\t: "
                + (ends && inactive >= 0 ? DAY.format(LocalDate.ofEpochDay(last + most + inactive)) : "never"));
        long expires = number(fields.get(EXPIRES), -1);
        process.println(
                "Account expires\t\t\t\t\t\t: " + (expires < 0 ? "never" : DAY.format(LocalDate.ofEpochDay(expires))));
        process.println("Minimum number of days between password change\t\t: " + number(fields.get(LEAST), 0));
        process.println("Maximum number of days between password change\t\t: " + most);
        process.println("Number of days of warning before password expires\t: " + number(fields.get(WARNING), 7));
    }

    private static long number(String text, long otherwise) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : otherwise;
    }
}
