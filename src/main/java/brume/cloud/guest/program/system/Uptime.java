package brume.cloud.guest.program.system;

import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.time.Duration;

/// `uptime [-p|-s]`.
public final class Uptime implements Program {

    @Override
    public int run(Process process) throws IOException {
        Duration up = Duration.between(
                process.guest().bootedAt(), process.guest().world().now());
        if (process.args().contains("-p")) {
            process.println(
                    "up " + (up.toHours() > 0 ? up.toHours() + " hour" + (up.toHours() > 1 ? "s" : "") + ", " : "")
                            + up.toMinutesPart() + " minute" + (up.toMinutesPart() == 1 ? "" : "s"));
        } else if (process.args().contains("-s")) {
            process.println(DateFormat.format("%F %T", process.guest().bootedAt()));
        } else {
            process.println(line(process));
        }
        return 0;
    }

    /// The line that `uptime` and `w` show.
    public static String line(Process process) {
        Duration up = Duration.between(
                process.guest().bootedAt(), process.guest().world().now());
        String days = up.toDays() > 0 ? up.toDays() + " day" + (up.toDays() > 1 ? "s" : "") + ", " : "";
        String time = up.toHours() == 0
                ? up.toMinutes() + " min"
                : "%2d:%02d".formatted(up.toHoursPart(), up.toMinutesPart());
        long users = process.guest().tasks().all().stream()
                .filter(task -> task.command().matches("sshd: .*@pts.*"))
                .count();
        return " %s up %s%s,  %d user%s,  load average: 0.00, 0.01, 0.00"
                .formatted(
                        DateFormat.format("%H:%M:%S", process.guest().world().now()),
                        days,
                        time,
                        users,
                        users == 1 ? "" : "s");
    }
}
