package brume.cloud.guest.program;

import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What programs answer to `--help` and `--version`, from `brume/guest/usage.txt`.
///
/// Differs from Linux: `--help` is the first line of the real one and no list of options.
final class Usage {

    private record Entry(String bundle, String synopsis, String does) {}

    /// Versions of a bundle on Amazon Linux 2023, Ubuntu 24.04 and Debian 12.
    private record Bundle(String shown, List<String> versions) {}

    private static final Map<String, Bundle> BUNDLES = Map.ofEntries(
            bundle("coreutils", "(GNU coreutils)", "8.32", "9.4", "9.1"),
            bundle("grep", "(GNU grep)", "3.8", "3.11", "3.8"),
            bundle("sed", "(GNU sed)", "4.8", "4.9", "4.9"),
            bundle("findutils", "(GNU findutils)", "4.8.0", "4.9.0", "4.9.0"),
            bundle("diffutils", "(GNU diffutils)", "3.8", "3.10", "3.8"),
            bundle("tar", "(GNU tar)", "1.34", "1.35", "1.34"),
            bundle("gzip", "", "1.12", "1.12", "1.12"),
            bundle("bzip2", "", "1.0.8", "1.0.8", "1.0.8"),
            bundle("xz", "(XZ Utils)", "5.2.5", "5.4.5", "5.4.1"),
            bundle("file", "", "5.39", "5.45", "5.44"),
            bundle("procps", "from procps-ng", "3.3.17", "4.0.4", "4.0.2"),
            bundle("util-linux", "from util-linux", "2.37.4", "2.39.3", "2.38.1"),
            bundle("shadow", "from shadow", "4.9", "4.13", "4.13"),
            bundle("sudo", "version", "1.9.15p5", "1.9.15p5", "1.9.13p3"),
            bundle("systemd", "", "252", "255", "252"),
            bundle("wget", "", "1.21.3", "1.21.4", "1.21.3"),
            bundle("tree", "", "1.8.0", "2.1.1", "2.1.0"),
            bundle("cron", "", "1.5.7", "3.0", "3.0"));

    private static final Map<String, Entry> ENTRIES = read();

    private Usage() {}

    private static Map.Entry<String, Bundle> bundle(String name, String shown, String... versions) {
        return Map.entry(name, new Bundle(shown, List.of(versions)));
    }

    private static Map<String, Entry> read() {
        Map<String, Entry> entries = new HashMap<>();
        try (InputStream in = Usage.class.getResourceAsStream("/brume/guest/usage.txt")) {
            if (in == null) {
                throw new IllegalStateException("No usage.txt");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.split("\n")) {
                String[] columns = line.split(";", 4);
                if (columns.length == 4 && !line.startsWith("#")) {
                    entries.put(columns[0], new Entry(columns[1], columns[2], columns[3]));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(entries);
    }

    /// The answer where this is all that was asked for.
    static Optional<String> answer(Process process) {
        if (process.args().size() != 1) {
            return Optional.empty();
        }
        Optional<Entry> entry = Optional.ofNullable(ENTRIES.get(process.name()));
        return switch (process.args().getFirst()) {
            case "--help" -> entry.map(one -> help(process.name(), one));
            case "--version" ->
                entry.filter(one -> BUNDLES.containsKey(one.bundle())).map(one -> version(process, one));
            default -> Optional.empty();
        };
    }

    /// What a program without an entry says to `--help`.
    static String plain(String name) {
        return "Usage: " + name + " [OPTION]... [ARGUMENT]...\n";
    }

    private static String help(String name, Entry entry) {
        String synopsis = name.equals("systemctl") || name.endsWith("ctl")
                ? name + " " + entry.synopsis() + "\n\n" + entry.does() + "\n"
                : "Usage: " + name + " " + entry.synopsis() + "\n"
                        + (entry.does().isEmpty() ? "" : entry.does() + "\n");
        boolean gnu = List.of("coreutils", "diffutils", "grep", "tar", "gzip").contains(entry.bundle());
        return synopsis
                + (gnu
                        ? "\n      --help        display this help and exit\n      --version     output version information and exit\n"
                        : "\nSee man " + name + "\n");
    }

    private static String version(Process process, Entry entry) {
        Bundle bundle = BUNDLES.getOrDefault(entry.bundle(), new Bundle("", List.of("1", "1", "1")));
        OperatingSystem os = process.guest().os();
        String number = bundle.versions().get(os.ordinal());
        String name = process.name();
        if (entry.bundle().equals("systemd")) {
            return "systemd " + number + " (" + number + (os == OperatingSystem.AMAZON_LINUX_2023 ? "-1.amzn2023" : "")
                    + ")\n";
        }
        if (entry.bundle().equals("sudo")) {
            return "Sudo version " + number + "\n";
        }
        if (name.equals("file")) {
            return "file-" + number + "\nmagic file from /etc/magic:/usr/share/misc/magic\n";
        }
        return (name + " " + bundle.shown()).stripTrailing() + " " + number + "\n";
    }
}
