package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Task;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.service.Globs;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The tables that `systemctl` prints.
final class SystemctlLists {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ENGLISH);

    private final Process process;
    private final Systemd systemd;
    private final Systemctl.Request request;

    SystemctlLists(Process process, Systemd systemd, Systemctl.Request request) {
        this.process = process;
        this.systemd = systemd;
        this.request = request;
    }

    int units(List<String> patterns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        systemd.loaded().forEach((name, state) -> {
            boolean shown = request.all || !state.active().equals("inactive");
            boolean state1 = request.states.isEmpty()
                    || request.states.contains(state.active())
                    || request.states.contains(state.sub());
            if (shown && state1 && typed(name) && matches(patterns, name)) {
                String mark = state.active().equals("failed") ? "●" : " ";
                rows.add(new String[] {
                    mark,
                    name,
                    state.file().masked() ? "masked" : "loaded",
                    state.active(),
                    state.sub(),
                    state.file().description()
                });
            }
        });
        int width = rows.stream().mapToInt(row -> row[1].length()).max().orElse(4);
        if (!request.noLegend && !rows.isEmpty()) {
            process.println(String.format("  %-" + width + "s LOAD   ACTIVE SUB     DESCRIPTION", "UNIT"));
        }
        for (String[] row : rows) {
            process.println(String.format("%s %-" + width + "s %-6s %-6s %-7s %s", (Object[]) row));
        }
        if (!request.noLegend) {
            process.print(rows.isEmpty() ? "" : """

                    LOAD   = Reflects whether the unit definition was properly loaded.
                    ACTIVE = The high-level unit activation state, i.e. generalization of SUB.
                    SUB    = The low-level unit activation state, values depend on unit type.
                    """);
            process.println(rows.size() + " loaded units listed."
                    + (request.all ? "" : " Pass --all to see loaded but inactive units, too."));
            if (!rows.isEmpty()) {
                process.println("To show all installed unit files use 'systemctl list-unit-files'.");
            }
        }
        return 0;
    }

    int unitFiles(List<String> patterns) throws IOException {
        Units files = systemd.units();
        Map<String, String> rows = new LinkedHashMap<>();
        for (String name : files.names()) {
            Optional<String> state = files.enablement(name);
            boolean wanted = request.states.isEmpty()
                    || state.filter(request.states::contains).isPresent();
            if (state.isPresent() && wanted && typed(name) && matches(patterns, name)) {
                rows.put(name, state.get());
            }
        }
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(9);
        String preset = process.guest().os().family() == OperatingSystem.Family.DEBIAN ? "enabled" : "disabled";
        if (!request.noLegend) {
            process.println(String.format("%-" + width + "s STATE           PRESET", "UNIT FILE"));
        }
        for (Map.Entry<String, String> row : rows.entrySet()) {
            boolean installable = row.getValue().matches("enabled|disabled");
            process.println(String.format(
                    "%-" + width + "s %-15s %s", row.getKey(), row.getValue(), installable ? preset : "-"));
        }
        if (!request.noLegend) {
            process.println("");
            process.println(rows.size() + " unit files listed.");
        }
        return 0;
    }

    private boolean typed(String name) {
        return request.type.isEmpty()
                || List.of(request.type.split(",")).contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern ->
                                Globs.fits(Globs.isPattern(pattern) ? pattern : Units.nameOf(pattern), name));
    }

    int cat(List<String> units) throws IOException {
        for (String typed : units) {
            String name = Units.nameOf(typed);
            Optional<UnitFile> unit = systemd.units().load(name);
            if (unit.isEmpty()) {
                process.warn("No files found for " + name + ".");
                return 1;
            }
            print(unit.get().path());
            String dropIns = Units.ADMIN + "/" + unit.get().name() + ".d";
            if (process.files().isDirectory(dropIns)) {
                for (String file : process.files().list(dropIns).keySet()) {
                    process.println("");
                    print(dropIns + "/" + file);
                }
            }
        }
        return 0;
    }

    private void print(String path) throws IOException {
        process.println("# " + path);
        try {
            process.print(process.files().readText(path));
        } catch (FsException unreadable) {
            process.warn("Failed to read " + path + ": " + unreadable.getMessage());
        }
    }

    int show(List<String> units) throws IOException {
        for (String typed : units) {
            String name = Units.nameOf(typed);
            Map<String, String> properties = properties(name);
            List<String> wanted = request.properties.isEmpty() ? List.copyOf(properties.keySet()) : request.properties;
            for (String property : wanted) {
                String value = properties.getOrDefault(property, "");
                process.println(request.value ? value : property + "=" + value);
            }
        }
        return 0;
    }

    private Map<String, String> properties(String name) {
        Map<String, String> properties = new LinkedHashMap<>();
        Optional<UnitState> unit = systemd.unit(name);
        Optional<Task> main = unit.flatMap(UnitState::main);
        properties.put("Type", unit.map(state -> state.file().type()).orElse("simple"));
        properties.put(
                "Restart",
                unit.flatMap(state -> state.file().last("Service", "Restart")).orElse("no"));
        properties.put("NRestarts", unit.map(UnitState::restarts).orElse(0).toString());
        properties.put("Result", unit.map(UnitState::result).orElse("success"));
        properties.put(
                "ExecMainPID", main.map(task -> Integer.toString(task.pid())).orElse("0"));
        properties.put("MainPID", main.map(task -> Integer.toString(task.pid())).orElse("0"));
        properties.put(
                "ExecMainStatus",
                unit.map(UnitState::ended)
                        .filter(list -> !list.isEmpty())
                        .map(list -> Integer.toString(list.getLast().status()))
                        .orElse("0"));
        properties.put("Id", unit.map(state -> state.file().name()).orElse(name));
        properties.put("Names", unit.map(state -> state.file().name()).orElse(name));
        properties.put(
                "Description", unit.map(state -> state.file().description()).orElse(name));
        properties.put(
                "LoadState",
                unit.map(state -> state.file().masked() ? "masked" : "loaded").orElse("not-found"));
        properties.put("ActiveState", unit.map(UnitState::active).orElse("inactive"));
        properties.put("SubState", unit.map(UnitState::sub).orElse("dead"));
        properties.put("FragmentPath", unit.map(state -> state.file().path()).orElse(""));
        properties.put("UnitFileState", systemd.units().enablement(name).orElse(""));
        properties.put(
                "UnitFilePreset",
                process.guest().os().family() == OperatingSystem.Family.DEBIAN ? "enabled" : "disabled");
        properties.put(
                "ActiveEnterTimestamp",
                unit.flatMap(UnitState::since).map(SystemctlLists::stamp).orElse(""));
        properties.put(
                "User",
                unit.flatMap(state -> state.file().last("Service", "User")).orElse(""));
        return properties;
    }

    private static String stamp(Instant when) {
        return STAMP.format(when.atZone(ZoneOffset.UTC));
    }

    int running() throws IOException {
        boolean degraded = systemd.loaded().values().stream()
                .anyMatch(state -> state.active().equals("failed"));
        process.println(degraded ? "degraded" : "running");
        return degraded ? 1 : 0;
    }

    /// `systemctl status` without a unit.
    int machine() throws IOException {
        Guest guest = process.guest();
        long failed = systemd.loaded().values().stream()
                .filter(state -> state.active().equals("failed"))
                .count();
        process.println("● " + guest.hostname());
        process.println("    State: " + (failed > 0 ? "degraded" : "running"));
        process.println("    Units: " + systemd.loaded().size() + " loaded (incl. loaded aliases)");
        process.println("     Jobs: 0 queued");
        process.println("   Failed: " + failed + " units");
        process.println("   CGroup: /");
        for (Task task : guest.tasks().all()) {
            process.println("           ├─" + task.pid() + " " + task.command());
        }
        return 0;
    }
}
