package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.service.Globs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `dnf` answers without changing anything.
final class DnfQueries {

    private final Process process;
    private final Dnf.Run run;
    private final Catalogue catalogue;
    private final PackageDatabase database;

    DnfQueries(Process process, Dnf.Run run) {
        this.process = process;
        this.run = run;
        this.catalogue = Catalogue.of(process.guest().os());
        this.database = new PackageDatabase(process.guest());
    }

    /// The packages that an argument names: by name, `name.arch`, pattern, or a file they install.
    static List<Package> matching(Catalogue catalogue, String typed) {
        if (typed.startsWith("/")) {
            return catalogue.all().stream()
                    .filter(item -> Installer.paths(item).contains(typed))
                    .toList();
        }
        return catalogue.all().stream()
                .filter(item -> item.name().equals(typed)
                        || (item.name() + "." + item.arch()).equals(typed)
                        || (item.name() + "-" + item.bareVersion()).equals(typed)
                        || Globs.isPattern(typed) && Globs.fits(typed, item.name()))
                .toList();
    }

    int answer(String command, List<String> words) throws IOException {
        return switch (command) {
            case "list" -> list(words);
            case "search" -> search(words);
            case "info" -> info(words);
            case "provides", "whatprovides" -> provides(words);
            case "repolist" -> {
                process.println("repo id                     repo name");
                process.println("amazonlinux                 Amazon Linux 2023 repository");
                process.println("kernel-livepatch            Amazon Linux 2023 Kernel Livepatch repository");
                yield 0;
            }
            case "check-update", "check-upgrade" -> run.refresh(false) ? 0 : 1;
            case "repoquery" -> {
                for (String word : words) {
                    for (Package item : matching(catalogue, word)) {
                        process.println(item.name() + "-" + (item.version().contains(":") ? "" : "0:") + item.version()
                                + "." + item.arch());
                    }
                }
                yield 0;
            }
            case "history" -> {
                process.println("ID     | Command line                  | Date and time    | Action(s)      | Altered");
                process.println("-".repeat(80));
                yield 0;
            }
            default -> {
                process.warn("No such command: " + command + ". Please use /usr/bin/dnf --help");
                process.warn("It could be a DNF plugin command, try: \"dnf install 'dnf-command(" + command + ")'\"");
                yield 1;
            }
        };
    }

    private int list(List<String> words) throws IOException {
        boolean onlyInstalled = words.contains("installed") || words.contains("--installed");
        boolean onlyAvailable = words.contains("available");
        List<String> patterns = words.stream()
                .filter(word -> !word.matches("installed|--installed|available|all|updates|upgrades"))
                .toList();
        if (words.contains("updates") || words.contains("upgrades")) {
            return run.refresh(false) ? 0 : 1;
        }
        if (!onlyInstalled && !run.refresh(false)) {
            return 1;
        }
        List<String> installed = new ArrayList<>();
        List<String> available = new ArrayList<>();
        for (Package item : catalogue.all()) {
            boolean wanted = patterns.isEmpty()
                    || patterns.stream()
                            .anyMatch(pattern -> matching(catalogue, pattern).contains(item));
            Optional<PackageDatabase.Installed> there = database.named(item.name());
            if (wanted && there.isPresent()) {
                installed.add(
                        line(item, there.get().version(), item.preinstalled() ? "@System" : "@" + item.repository()));
            } else if (wanted) {
                available.add(line(item, item.version(), item.repository()));
            }
        }
        int shown = print("Installed Packages", onlyAvailable ? List.of() : installed)
                + print("Available Packages", onlyInstalled ? List.of() : available);
        if (shown == 0) {
            process.warn("Error: No matching Packages to list");
            return 1;
        }
        return 0;
    }

    private int print(String title, List<String> lines) throws IOException {
        if (!lines.isEmpty()) {
            process.println(title);
            for (String line : lines) {
                process.println(line);
            }
        }
        return lines.size();
    }

    private static String line(Package item, String version, String repository) {
        return String.format("%-42s %-33s %s", item.name() + "." + item.arch(), version, repository);
    }

    private int search(List<String> words) throws IOException {
        if (!run.refresh(false)) {
            return 1;
        }
        String term = String.join(" ", words).toLowerCase(Locale.ROOT);
        List<Package> exact = new ArrayList<>();
        List<Package> named = new ArrayList<>();
        List<Package> summary = new ArrayList<>();
        for (Package item : catalogue.all()) {
            if (item.name().equals(term)) {
                exact.add(item);
            } else if (item.name().contains(term)) {
                named.add(item);
            } else if (item.summary().toLowerCase(Locale.ROOT).contains(term)) {
                summary.add(item);
            }
        }
        section("Name Exactly Matched: " + term, exact);
        section("Name Matched: " + term, named);
        section("Summary Matched: " + term, summary);
        if (exact.isEmpty() && named.isEmpty() && summary.isEmpty()) {
            process.println("No matches found.");
        }
        return 0;
    }

    private void section(String title, List<Package> items) throws IOException {
        if (!items.isEmpty()) {
            int left = (80 - title.length() - 2) / 2;
            process.println("=".repeat(left) + " " + title + " " + "=".repeat(80 - title.length() - 2 - left));
            for (Package item : items) {
                process.println(item.name() + "." + item.arch() + " : " + item.summary());
            }
        }
    }

    private int info(List<String> words) throws IOException {
        if (!run.refresh(false)) {
            return 1;
        }
        List<Package> found = words.stream()
                .flatMap(word -> matching(catalogue, word).stream())
                .toList();
        if (found.isEmpty()) {
            process.warn("Error: No matching Packages to list");
            return 1;
        }
        for (Package item : found) {
            boolean there = database.isInstalled(item.name());
            process.println(there ? "Installed Packages" : "Available Packages");
            process.print(details(item, there));
        }
        return 0;
    }

    private static String details(Package item, boolean there) {
        String version = item.bareVersion();
        int dash = version.lastIndexOf('-');
        String epoch = item.version().contains(":")
                ? field("Epoch", item.version().substring(0, item.version().indexOf(':')))
                : "";
        return field("Name", item.name()) + epoch + field("Version", dash < 0 ? version : version.substring(0, dash))
                + field("Release", dash < 0 ? "" : version.substring(dash + 1)) + field("Architecture", item.arch())
                + field("Size", Sizes.dnf(there ? item.installedKib() : item.downloadKib()))
                + field("Source", item.name() + "-" + version + ".src.rpm")
                + field("Repository", there ? "@System" : item.repository())
                + field("Summary", item.summary()) + (item.url().isEmpty() ? "" : field("URL", item.url()))
                + (item.license().isEmpty() ? "" : field("License", item.license()))
                + field("Description", item.summary() + ".") + "\n";
    }

    private static String field(String name, String value) {
        return String.format("%-13s: %s%n", name, value);
    }

    private int provides(List<String> words) throws IOException {
        if (!run.refresh(false)) {
            return 1;
        }
        boolean any = false;
        for (String word : words) {
            for (Package item : catalogue.all()) {
                String match = word.startsWith("*/") ? word.substring(1) : word;
                Optional<String> path = Installer.paths(item).stream()
                        .filter(p -> p.equals(word)
                                || word.startsWith("*") && p.endsWith(match)
                                || p.endsWith("bin/" + word))
                        .findFirst();
                if (path.isPresent() || item.name().equals(word)) {
                    any = true;
                    process.println(item.nevra() + " : " + item.summary());
                    process.println("Repo        : " + item.repository());
                    process.println("Matched from:");
                    process.println(path.map(p -> "Filename    : " + p)
                            .orElse("Provide    : " + item.name() + " = " + item.version()));
                    process.println("");
                }
            }
        }
        if (!any) {
            process.warn(
                    "Error: No matches found. If searching for a file, try specifying the full path or using a wildcard prefix (\"*/\") at the"
                            + " beginning.");
            return 1;
        }
        return 0;
    }
}
