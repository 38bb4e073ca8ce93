package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Task;
import brume.cloud.guest.image.OperatingSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What `systemctl status` prints about a unit.
///
/// Differs from Linux: memory and CPU time are estimates by the number of processes.
final class StatusText {

    private static final DateTimeFormatter SINCE =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH);
    private static final String GREEN = "\u001b[0;1;32m";
    private static final String RED = "\u001b[0;1;31m";
    private static final String PLAIN = "\u001b[0m";

    private final Guest guest;
    private final boolean colour;

    StatusText(Guest guest, boolean colour) {
        this.guest = guest;
        this.colour = colour;
    }

    String of(UnitState state, int lines, boolean full) {
        UnitFile file = state.file();
        StringBuilder text = new StringBuilder();
        text.append(dot(state)).append(' ').append(Systemd.title(file)).append('\n');
        text.append("     Loaded: ").append(loaded(file)).append('\n');
        text.append("     Active: ").append(active(state)).append('\n');
        for (UnitState.Ended ended : state.ended()) {
            boolean main = ended.key().equals("ExecStart") && !file.type().equals("forking");
            if (!main) {
                text.append("    Process: ")
                        .append(ended.pid())
                        .append(' ')
                        .append(ended.key())
                        .append('=')
                        .append(ended.command())
                        .append(" (")
                        .append(ended.words())
                        .append(")\n");
            } else if (state.main().isEmpty()) {
                String name = ended.command().split(" ", 2)[0];
                text.append("    Process: ")
                        .append(ended.pid())
                        .append(' ')
                        .append(ended.key())
                        .append('=')
                        .append(ended.command())
                        .append(" (")
                        .append(ended.words())
                        .append(")\n");
                text.append("   Main PID: ")
                        .append(ended.pid())
                        .append(" (")
                        .append(ended.words())
                        .append(")\n");
                if (name.isEmpty()) {
                    continue;
                }
            }
        }
        state.main().ifPresent(main -> running(text, state, main));
        if (state.main().isEmpty() && !state.ended().isEmpty()) {
            text.append("        CPU: 12ms\n");
        }
        journal(text, file.name(), lines);
        return text.toString();
    }

    private void running(StringBuilder text, UnitState state, Task main) {
        List<Task> family = Spawner.family(guest, main);
        text.append("   Main PID: ")
                .append(main.pid())
                .append(" (")
                .append(state.mainName())
                .append(")\n");
        text.append("      Tasks: ")
                .append(family.size())
                .append(" (limit: ")
                .append(limit())
                .append(")\n");
        text.append("     Memory: ")
                .append(String.format(Locale.ROOT, "%.1fM", 1.2 + 1.1 * family.size()))
                .append('\n');
        text.append("        CPU: ").append(20 + 13 * family.size()).append("ms\n");
        text.append("     CGroup: /system.slice/").append(state.file().name()).append('\n');
        for (int i = 0; i < family.size(); i++) {
            Task task = family.get(i);
            String shown = task.command().contains(": ") ? "\"" + task.command() + "\"" : task.command();
            text.append("             ")
                    .append(i == family.size() - 1 ? "└─" : "├─")
                    .append(task.pid())
                    .append(' ')
                    .append(shown)
                    .append('\n');
        }
    }

    private long limit() {
        return guest.world().facts().memoryMib() * 11 / 10;
    }

    private void journal(StringBuilder text, String unit, int lines) {
        List<Journald.Message> messages = Journald.of(guest).messages().stream()
                .filter(message -> message.unit().equals(unit))
                .toList();
        if (!messages.isEmpty() && lines > 0) {
            text.append('\n');
            messages.subList(Math.max(0, messages.size() - lines), messages.size())
                    .forEach(message ->
                            text.append(message.shortForm(guest.hostname())).append('\n'));
        }
    }

    private String dot(UnitState state) {
        return switch (state.active()) {
            case "active" -> coloured(GREEN, "●");
            case "failed" -> coloured(RED, "×");
            case "inactive" -> "○";
            default -> "●";
        };
    }

    private String loaded(UnitFile file) {
        if (file.masked()) {
            return "masked (Reason: Unit " + file.name() + " is masked.)";
        }
        String enablement = Systemd.of(guest).units().enablement(file.name()).orElse("static");
        String preset = guest.os().family() == OperatingSystem.Family.DEBIAN ? "enabled" : "disabled";
        String rest = enablement.equals("static") ? "static" : paint(enablement) + "; preset: " + paint(preset);
        return "loaded (" + file.path() + "; " + rest + ")";
    }

    private String paint(String word) {
        return word.equals("enabled") ? coloured(GREEN, word) : word;
    }

    private String active(UnitState state) {
        String since = state.since().map(this::since).orElse("");
        return switch (state.active()) {
            case "active" -> coloured(GREEN, "active (" + state.sub() + ")") + since;
            case "failed" -> coloured(RED, "failed") + " (Result: " + state.result() + ")" + since;
            case "inactive" -> "inactive (dead)" + since;
            default -> state.active() + " (" + state.sub() + ")" + since;
        };
    }

    private String since(Instant when) {
        return " since " + SINCE.format(when.atZone(ZoneOffset.UTC)) + "; "
                + Durations.ago(Duration.between(when, guest.world().now()));
    }

    private String coloured(String code, String text) {
        return colour ? code + text + PLAIN : text;
    }
}
