package brume.cloud.guest.pkg;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.service.Globs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `rpm -q`, `-qa`, `-ql`, `-qi`, `-qf`, `-qc`: what is installed.
public final class Rpm implements Program {

    @Override
    public int run(Process process) throws IOException {
        StringBuilder letters = new StringBuilder();
        List<String> words = new ArrayList<>();
        String format = "";
        for (int i = 0; i < process.args().size(); i++) {
            String arg = process.args().get(i);
            if (arg.equals("--qf") || arg.equals("--queryformat")) {
                format = i + 1 < process.args().size() ? process.args().get(++i) : "";
            } else if (arg.equals("--version")) {
                process.println("RPM version 4.16.1.3");
                return 0;
            } else if (arg.matches("--(query|all|list|info)")) {
                letters.append(
                        switch (arg) {
                            case "--query" -> "q";
                            case "--all" -> "a";
                            case "--list" -> "l";
                            default -> "i";
                        });
            } else if (arg.startsWith("-") && !arg.startsWith("--")) {
                letters.append(arg.substring(1));
            } else if (!arg.startsWith("-")) {
                words.add(arg);
            }
        }
        String options = letters.toString();
        if (!options.contains("q")) {
            process.warn("rpm: this machine's packages are installed and removed with dnf");
            return 1;
        }
        return query(process, options, words, format);
    }

    private static int query(Process process, String options, List<String> words, String format) throws IOException {
        PackageDatabase database = new PackageDatabase(process.guest());
        Catalogue catalogue = Catalogue.of(process.guest().os());
        if (options.contains("a")) {
            for (PackageDatabase.Installed entry : database.all()) {
                if (words.isEmpty() || words.stream().anyMatch(word -> Globs.fits(word, entry.name()))) {
                    print(process, entry, format);
                }
            }
            return 0;
        }
        int status = 0;
        for (String word : words) {
            Optional<String> name = options.contains("f") ? owner(database, catalogue, word) : Optional.of(word);
            Optional<PackageDatabase.Installed> entry = name.flatMap(database::named);
            Optional<Package> item = name.flatMap(catalogue::named);
            if (entry.isEmpty()) {
                process.println(
                        options.contains("f")
                                ? "file " + word + " is not owned by any package"
                                : "package " + word + " is not installed");
                status = 1;
            } else if (options.contains("l") || options.contains("c")) {
                for (Package.Item content : item.map(Package::contents).orElse(List.of())) {
                    if (!content.kind().equals("User")
                            && (options.contains("l") || content.kind().equals("Config"))) {
                        process.println(content.path());
                    }
                }
            } else if (options.contains("i")) {
                info(process, entry.get(), item);
            } else {
                print(process, entry.get(), format);
            }
        }
        return status;
    }

    private static Optional<String> owner(PackageDatabase database, Catalogue catalogue, String path) {
        return catalogue.all().stream()
                .filter(item -> database.isInstalled(item.name())
                        && Installer.paths(item).contains(path))
                .map(Package::name)
                .findFirst();
    }

    private static void print(Process process, PackageDatabase.Installed entry, String format) throws IOException {
        String bare = entry.version().substring(entry.version().indexOf(':') + 1);
        int dash = bare.lastIndexOf('-');
        process.print(
                format.isEmpty()
                        ? entry.name() + "-" + bare + "." + entry.arch() + "\n"
                        : format.replaceAll("%\\{(?i:name)}", entry.name())
                                .replaceAll("%\\{(?i:version)}", dash < 0 ? bare : bare.substring(0, dash))
                                .replaceAll("%\\{(?i:release)}", dash < 0 ? "" : bare.substring(dash + 1))
                                .replaceAll("%\\{(?i:arch)}", entry.arch())
                                .replace("\\n", "\n")
                                .replace("\\t", "\t"));
    }

    private static void info(Process process, PackageDatabase.Installed entry, Optional<Package> item)
            throws IOException {
        String bare = entry.version().substring(entry.version().indexOf(':') + 1);
        int dash = bare.lastIndexOf('-');
        process.println("Name        : " + entry.name() + "\nVersion     : "
                + (dash < 0 ? bare : bare.substring(0, dash)) + "\nRelease     : "
                + (dash < 0 ? "" : bare.substring(dash + 1)) + "\nArchitecture: " + entry.arch() + "\nSize        : "
                + item.map(found -> found.installedKib() * 1024).orElse(0L) + "\nLicense     : "
                + item.map(Package::license).orElse("")
                + "\nVendor      : Amazon Linux\nURL         : "
                + item.map(Package::url).orElse("") + "\nSummary     : "
                + item.map(Package::summary).orElse(""));
    }
}
