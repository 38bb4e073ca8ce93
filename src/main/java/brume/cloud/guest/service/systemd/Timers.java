package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/// The timer units that wait: each starts its service at its times.
///
/// Differs from Linux: times are the machine's UTC, and when the clock is wound forward a timer elapses once.
final class Timers {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Guest guest;
    private final Systemd systemd;
    private final Map<String, Instant> next = new ConcurrentHashMap<>();
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    Timers(Guest guest, Systemd systemd) {
        this.guest = guest;
        this.systemd = systemd;
    }

    /// The service that a timer starts.
    private static String service(UnitFile timer) {
        return timer.last("Timer", "Unit").orElse(timer.name().replaceFirst("\\.timer$", ".service"));
    }

    /// Waits behind the back of whoever started the timer.
    void start(UnitState timer) {
        Instant since = guest.world().now();
        try {
            guest.world().executor().execute(() -> elapse(timer, since));
        } catch (RejectedExecutionException brumeStops) {
            return;
        }
    }

    private void elapse(UnitState timer, Instant since) {
        String name = timer.file().name();
        try {
            while (timer.isActive() && systemd.isCurrent(timer)) {
                Optional<Instant> at = next(timer.file(), since);
                if (at.isEmpty()) {
                    next.remove(name);
                    return;
                }
                next.put(name, at.get());
                guest.world().sleep(Duration.between(guest.world().now(), at.get()));
                if (timer.isActive() && systemd.isCurrent(timer)) {
                    last.put(name, guest.world().now());
                    systemd.start(service(timer.file()));
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Instant> next(UnitFile timer, Instant since) {
        Instant now = guest.world().now();
        Optional<Instant> before = Optional.ofNullable(last.get(timer.name()));
        List<Instant> times = new ArrayList<>();
        for (String event : timer.all("Timer", "OnCalendar")) {
            CalendarEvent.tryParse(event)
                    .flatMap(calendar -> calendar.after(now.atZone(ZoneOffset.UTC)))
                    .ifPresent(at -> times.add(at.toInstant()));
        }
        for (String key : List.of("OnBootSec", "OnStartupSec", "OnActiveSec")) {
            for (String span : timer.all("Timer", key)) {
                Instant from = key.equals("OnActiveSec") ? since : guest.bootedAt();
                Instant at = from.plus(Durations.parse(span));
                if (before.isEmpty()) {
                    times.add(at.isAfter(now) ? at : now);
                }
            }
        }
        for (String key : List.of("OnUnitActiveSec", "OnUnitInactiveSec")) {
            for (String span : timer.all("Timer", key)) {
                before.ifPresent(once -> {
                    Instant at = once.plus(Durations.parse(span));
                    times.add(at.isAfter(now) ? at : now.plusSeconds(1));
                });
            }
        }
        return times.stream().min(Instant::compareTo);
    }

    /// `systemctl list-timers`.
    int list(Process process) throws IOException {
        List<List<String>> rows =
                new ArrayList<>(List.of(List.of("NEXT", "LEFT", "LAST", "PASSED", "UNIT", "ACTIVATES")));
        Instant now = guest.world().now();
        systemd.loaded().forEach((name, state) -> {
            if (name.endsWith(".timer") && state.isActive()) {
                Optional<Instant> at = Optional.ofNullable(next.get(name));
                Optional<Instant> before = Optional.ofNullable(last.get(name));
                rows.add(List.of(
                        at.map(TIME::format).orElse("-"),
                        at.map(time -> Durations.span(Duration.between(now, time)))
                                .orElse("-"),
                        before.map(TIME::format).orElse("-"),
                        before.map(time -> Durations.ago(Duration.between(time, now)))
                                .orElse("-"),
                        name,
                        service(state.file())));
            }
        });
        int[] widths = new int[6];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows.size() > 1 ? rows : List.<List<String>>of()) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 1));
            }
            process.println(line.toString().stripTrailing());
        }
        process.println((rows.size() > 1 ? "\n" : "") + (rows.size() - 1)
                + " timers listed.\nPass --all to see loaded but inactive timers, too.");
        return 0;
    }
}
