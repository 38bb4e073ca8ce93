package brume.cloud.guest.service.systemd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A unit file with its drop-ins, as it was read.
///
/// @param name `nginx.service`
/// @param path of the file itself, empty for a unit made by systemd
/// @param lines in their order, comments left out
record UnitFile(String name, String path, List<Line> lines, boolean masked) {

    /// `key=value` within a section.
    record Line(String section, String key, String value) {}

    UnitFile {
        lines = List.copyOf(lines);
    }

    static UnitFile parse(String name, String path, String text) {
        return new UnitFile(name, path, read(text), false);
    }

    static UnitFile masked(String name, String path) {
        return new UnitFile(name, path, List.of(), true);
    }

    UnitFile withDropIn(String text) {
        List<Line> more = new ArrayList<>(lines);
        more.addAll(read(text));
        return new UnitFile(name, path, more, masked);
    }

    private static List<Line> read(String text) {
        List<Line> lines = new ArrayList<>();
        String section = "";
        String joined = text.replace("\\\r\n", " ").replace("\\\n", " ");
        for (String raw : joined.split("\\R")) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (line.isEmpty() || line.startsWith("#") || line.startsWith(";")) {
                continue;
            }
            if (line.startsWith("[") && line.endsWith("]")) {
                section = line.substring(1, line.length() - 1);
            } else if (equals > 0) {
                lines.add(new Line(
                        section,
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip()));
            }
        }
        return lines;
    }

    /// The last value of a key, as single settings are read.
    Optional<String> last(String section, String key) {
        Optional<String> found = Optional.empty();
        for (Line line : lines) {
            if (line.section.equals(section) && line.key.equals(key)) {
                found = Optional.of(line.value);
            }
        }
        return found.filter(value -> !value.isEmpty());
    }

    /// All values of a key that may be repeated; an empty one forgets those before it.
    List<String> all(String section, String key) {
        List<String> found = new ArrayList<>();
        for (Line line : lines) {
            if (line.section.equals(section) && line.key.equals(key)) {
                if (line.value.isEmpty()) {
                    found.clear();
                } else {
                    found.add(line.value);
                }
            }
        }
        return found;
    }

    String description() {
        return last("Unit", "Description").orElse(name);
    }

    /// `simple`, `forking`, `oneshot`, `notify` ...
    String type() {
        return last("Service", "Type").orElse(all("Service", "ExecStart").isEmpty() ? "oneshot" : "simple");
    }

    boolean isYes(String section, String key) {
        return last(section, key)
                .filter(value -> value.matches("(?i)yes|true|on|1"))
                .isPresent();
    }

    /// The units that want this one when it is enabled.
    List<String> wantedBy() {
        List<String> targets = new ArrayList<>();
        for (String value : all("Install", "WantedBy")) {
            targets.addAll(List.of(value.split("\\s+")));
        }
        return targets;
    }

    List<String> aliases() {
        List<String> names = new ArrayList<>();
        for (String value : all("Install", "Alias")) {
            names.addAll(List.of(value.split("\\s+")));
        }
        return names;
    }

    boolean isService() {
        return name.endsWith(".service");
    }
}
