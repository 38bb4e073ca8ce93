package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.service.Globs;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What `apt` and `apt-cache` answer without changing anything.
final class AptQueries {

    private final Process process;
    private final Catalogue catalogue;
    private final PackageDatabase database;

    AptQueries(Process process) {
        this.process = process;
        this.catalogue = Catalogue.of(process.guest().os());
        this.database = new PackageDatabase(process.guest());
    }

    int answer(String command, List<String> words) throws IOException {
        return switch (command) {
            case "list" -> list(words);
            case "search" -> search(words);
            case "show" -> show(words);
            case "policy" -> policy(words);
            case "depends" -> depends(words);
            default -> {
                process.warn("E: Invalid operation " + command);
                yield 100;
            }
        };
    }

    private boolean visible(Package item) {
        return Apt.knowsPackages(process) || database.isInstalled(item.name());
    }

    private int list(List<String> words) throws IOException {
        boolean installed = words.contains("--installed") || words.contains("--manual-installed");
        List<String> patterns =
                words.stream().filter(word -> !word.startsWith("--")).toList();
        process.println("Listing... Done");
        if (words.contains("--upgradable")) {
            return 0;
        }
        for (Package item : catalogue.all()) {
            boolean wanted =
                    patterns.isEmpty() || patterns.stream().anyMatch(pattern -> Globs.fits(pattern, item.name()));
            Optional<PackageDatabase.Installed> there = database.named(item.name());
            if (wanted && visible(item) && (!installed || there.isPresent())) {
                String state =
                        there.isEmpty() ? "" : there.get().automatic() ? " [installed,automatic]" : " [installed]";
                process.println(item.name() + "/" + Apt.suite(process.guest().os())
                        + (there.isPresent() ? ",now " : " ") + item.version() + " " + item.arch() + state);
            }
        }
        return 0;
    }

    private int search(List<String> words) throws IOException {
        boolean cache = process.name().equals("apt-cache");
        if (!cache) {
            process.println("Sorting... Done\nFull Text Search... Done");
        }
        for (Package item : catalogue.all()) {
            String text = (item.name() + " " + item.summary()).toLowerCase(Locale.ROOT);
            if (visible(item) && words.stream().allMatch(word -> text.contains(word.toLowerCase(Locale.ROOT)))) {
                process.println(
                        cache
                                ? item.name() + " - " + item.summary()
                                : item.name() + "/" + Apt.suite(process.guest().os()) + " " + item.version() + " "
                                        + item.arch() + "\n  " + item.summary() + "\n");
            }
        }
        return 0;
    }

    private int show(List<String> words) throws IOException {
        for (String word : words) {
            Optional<Package> item = catalogue.named(word).filter(this::visible);
            if (item.isEmpty()) {
                process.warn("N: Unable to locate package " + word);
                process.warn("E: No packages found");
                return 100;
            }
            process.print("Package: " + word + "\nVersion: " + item.get().version() + "\nPriority: optional\nSection: "
                    + item.get().repository() + "\nInstalled-Size: "
                    + Sizes.apt(item.get().installedKib())
                    + (item.get().depends().isEmpty()
                            ? ""
                            : "\nDepends: " + String.join(", ", item.get().depends()))
                    + (item.get().url().isEmpty()
                            ? ""
                            : "\nHomepage: " + item.get().url()) + "\nDownload-Size: "
                    + Sizes.apt(item.get().downloadKib()) + "\nDescription: "
                    + item.get().summary() + "\n\n");
        }
        return 0;
    }

    private int policy(List<String> words) throws IOException {
        for (String word : words) {
            Optional<Package> item = catalogue.named(word).filter(this::visible);
            if (item.isEmpty()) {
                process.warn("N: Unable to locate package " + word);
                continue;
            }
            boolean there = database.isInstalled(word);
            process.print(word + ":\n  Installed: " + (there ? item.get().version() : "(none)") + "\n  Candidate: "
                    + item.get().version()
                    + "\n  Version table:\n" + (there ? " *** " : "     ")
                    + item.get().version() + " 500\n        500 http://"
                    + Mirrors.hostOf(process.guest()) + " " + item.get().repository() + " amd64 Packages\n"
                    + (there ? "        100 /var/lib/dpkg/status\n" : ""));
        }
        return 0;
    }

    private int depends(List<String> words) throws IOException {
        for (String word : words) {
            Optional<Package> item = catalogue.named(word).filter(this::visible);
            if (item.isEmpty()) {
                process.warn("E: No packages found");
                return 100;
            }
            process.println(word);
            for (String needed : item.get().depends()) {
                process.println("  Depends: " + needed);
            }
        }
        return 0;
    }
}
