package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.service.Globs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `dpkg` and `dpkg-query`: what is installed (`-l`, `-s`, `-L`, `-S`, `-W`).
public final class Dpkg implements Program {

    private static final String HEAD = """
            Desired=Unknown/Install/Remove/Purge/Hold
            | Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
            |/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
            """;

    @Override
    public int run(Process process) throws IOException {
        String option = "";
        String format = "";
        List<String> words = new ArrayList<>();
        for (String arg : process.args()) {
            if (arg.startsWith("-f=") || arg.startsWith("-f$") || arg.startsWith("--showformat=")) {
                format = arg.replaceFirst("^(-f=?|--showformat=)", "");
            } else if (arg.startsWith("-") && option.isEmpty()) {
                option = arg;
            } else if (!arg.startsWith("-")) {
                words.add(arg);
            }
        }
        PackageDatabase database = new PackageDatabase(process.guest());
        return switch (option) {
            case "-l", "--list" -> list(process, database, words);
            case "-s", "--status" -> status(process, database, words);
            case "-L", "--listfiles" -> files(process, database, words);
            case "-S", "--search" -> owner(process, database, words);
            case "-W", "--show" -> show(process, database, words, format);
            case "--print-architecture" -> {
                process.println("amd64");
                yield 0;
            }
            case "--get-selections" -> {
                for (PackageDatabase.Installed entry : database.all()) {
                    process.println(String.format("%-47s %s", entry.name(), entry.present() ? "install" : "deinstall"));
                }
                yield 0;
            }
            case "--configure" -> 0;
            default -> {
                process.warn(
                        "dpkg: error: need an action option\n\nUse dpkg --help for help about installing and deinstalling packages [*];");
                yield 2;
            }
        };
    }

    private static int list(Process process, PackageDatabase database, List<String> patterns) throws IOException {
        List<PackageDatabase.Installed> shown = database.all().stream()
                .filter(entry ->
                        patterns.isEmpty() || patterns.stream().anyMatch(pattern -> Globs.fits(pattern, entry.name())))
                .toList();
        if (shown.isEmpty()) {
            process.warn("dpkg-query: no packages found matching " + String.join(" ", patterns));
            return 1;
        }
        int name = Math.max(
                14,
                shown.stream().mapToInt(entry -> entry.name().length()).max().orElse(14));
        int version = Math.max(
                12,
                shown.stream().mapToInt(entry -> entry.version().length()).max().orElse(12));
        process.print(HEAD);
        process.println(
                String.format("||/ %-" + name + "s %-" + version + "s Architecture Description", "Name", "Version"));
        process.println("+++-" + "=".repeat(name) + "-" + "=".repeat(version)
                + "-============-=================================");
        Catalogue catalogue = Catalogue.of(process.guest().os());
        for (PackageDatabase.Installed entry : shown) {
            String summary = catalogue.named(entry.name()).map(Package::summary).orElse("");
            process.println(String.format(
                    "%s  %-" + name + "s %-" + version + "s %-12s %s",
                    entry.present() ? "ii" : "rc",
                    entry.name(),
                    entry.version(),
                    entry.arch(),
                    summary));
        }
        return 0;
    }

    private static int status(Process process, PackageDatabase database, List<String> names) throws IOException {
        int status = 0;
        for (String name : names) {
            Optional<PackageDatabase.Installed> entry =
                    database.all().stream().filter(e -> e.name().equals(name)).findFirst();
            if (entry.isEmpty()) {
                process.warn("dpkg-query: package '" + name + "' is not installed and no information is available");
                process.warn("Use dpkg --info (= dpkg-deb --info) to examine archive files.");
                status = 1;
                continue;
            }
            process.println("Package: " + name + "\nStatus: "
                    + (entry.get().present() ? "install ok installed" : "deinstall ok config-files")
                    + "\nPriority: optional\nArchitecture: " + entry.get().arch() + "\nVersion: "
                    + entry.get().version()
                    + "\nDescription: "
                    + Catalogue.of(process.guest().os())
                            .named(name)
                            .map(Package::summary)
                            .orElse(""));
        }
        return status;
    }

    private static int files(Process process, PackageDatabase database, List<String> names) throws IOException {
        for (String name : names) {
            Optional<Package> item = Catalogue.of(process.guest().os()).named(name);
            if (!database.isInstalled(name) || item.isEmpty()) {
                process.warn("dpkg-query: package '" + name + "' is not installed");
                process.warn("Use dpkg --contents (= dpkg-deb --contents) to list archive files contents.");
                return 1;
            }
            process.println("/.");
            for (String path : Installer.paths(item.get())) {
                process.println(path);
            }
        }
        return 0;
    }

    private static int owner(Process process, PackageDatabase database, List<String> patterns) throws IOException {
        int status = 0;
        for (String pattern : patterns) {
            boolean any = false;
            for (Package item : Catalogue.of(process.guest().os()).all()) {
                for (String path : Installer.paths(item)) {
                    if (database.isInstalled(item.name()) && path.contains(pattern)) {
                        process.println(item.name() + ": " + path);
                        any = true;
                    }
                }
            }
            if (!any) {
                process.warn("dpkg-query: no path found matching pattern " + pattern);
                status = 1;
            }
        }
        return status;
    }

    private static int show(Process process, PackageDatabase database, List<String> names, String format)
            throws IOException {
        int status = 0;
        for (PackageDatabase.Installed entry : database.all()) {
            if (names.isEmpty() || names.stream().anyMatch(pattern -> Globs.fits(pattern, entry.name()))) {
                process.print(
                        format.isEmpty()
                                ? entry.name() + "\t" + entry.version() + "\n"
                                : format.replace("${Package}", entry.name())
                                        .replace("${binary:Package}", entry.name())
                                        .replace("${Version}", entry.version())
                                        .replace("${Architecture}", entry.arch())
                                        .replace(
                                                "${Status}",
                                                entry.present() ? "install ok installed" : "deinstall ok config-files")
                                        .replace("${db:Status-Abbrev}", entry.present() ? "ii " : "rc ")
                                        .replace("\\n", "\n")
                                        .replace("\\t", "\t"));
            }
        }
        for (String name : names) {
            if (!Globs.isPattern(name)
                    && database.all().stream().noneMatch(entry -> entry.name().equals(name))) {
                process.warn("dpkg-query: no packages found matching " + name);
                status = 1;
            }
        }
        return status;
    }
}
