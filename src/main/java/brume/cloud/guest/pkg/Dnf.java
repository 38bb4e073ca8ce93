package brume.cloud.guest.pkg;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `dnf` and `yum` on Amazon Linux: installs and removes, and hands questions to [DnfQueries].
public final class Dnf implements Program {

    static final String METADATA = "/var/cache/dnf/amazonlinux/repodata/repomd.xml";
    private static final Duration FRESH = Duration.ofHours(48);
    private static final String RULE = "=".repeat(80);
    private static final DateTimeFormatter CHECKED =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);
    private static final Set<String> CHANGING = Set.of(
            "install",
            "remove",
            "erase",
            "update",
            "upgrade",
            "reinstall",
            "autoremove",
            "upgrade-minimal",
            "swap",
            "localinstall");

    @Override
    public int run(Process process) throws IOException {
        List<String> words = new ArrayList<>();
        boolean yes = false;
        boolean no = false;
        boolean quiet = false;
        for (String arg : process.args()) {
            switch (arg) {
                case "-y", "--assumeyes" -> yes = true;
                case "-qy", "-yq" -> {
                    yes = true;
                    quiet = true;
                }
                case "--assumeno" -> no = true;
                case "-q", "--quiet" -> quiet = true;
                case "--version" -> {
                    process.println("4.14.0");
                    return 0;
                }
                default -> {
                    if (!arg.startsWith("-") || arg.equals("--installed")) {
                        words.add(arg);
                    }
                }
            }
        }
        if (words.isEmpty()) {
            process.warn(
                    "usage: dnf [options] COMMAND\n\nMain commands: install, remove, update, list, search, info, provides, repolist, clean,"
                            + " makecache");
            return 1;
        }
        String command = words.getFirst();
        List<String> names = words.subList(1, words.size());
        if (CHANGING.contains(command) && process.login().uid() != 0) {
            process.warn(
                    "Error: This command has to be run with superuser privileges (under the root user on most systems).");
            return 1;
        }
        Run run = new Run(process, yes, no, quiet);
        return switch (command) {
            case "install", "reinstall", "localinstall" -> run.install(names);
            case "remove", "erase" -> run.remove(names);
            case "autoremove", "update", "upgrade", "upgrade-minimal" -> run.nothing();
            case "makecache" -> run.makeCache();
            case "clean" -> run.clean();
            default -> new DnfQueries(process, run).answer(command, names);
        };
    }

    /// One call of the command.
    static final class Run {
        private final Process process;
        private final boolean yes;
        private final boolean no;
        private final boolean quiet;
        private final Installer installer;
        private final Catalogue catalogue;
        private final PackageDatabase database;

        Run(Process process, boolean yes, boolean no, boolean quiet) {
            this.process = process;
            this.yes = yes;
            this.no = no;
            this.quiet = quiet;
            this.installer = new Installer(process.guest());
            this.catalogue = Catalogue.of(process.guest().os());
            this.database = new PackageDatabase(process.guest());
        }

        private void say(String line) throws IOException {
            if (!quiet) {
                process.println(line);
            }
        }

        /// Fetches the list of packages where it is missing or old.
        ///
        /// @return false where the mirror does not answer
        boolean refresh(boolean always) throws IOException {
            Files files = process.guest().files().asRoot();
            Instant now = process.guest().world().now();
            Optional<Inode> cached = files.find(METADATA);
            if (!always
                    && cached.filter(file -> file.modified().isAfter(now.minus(FRESH)))
                            .isPresent()) {
                Duration age = Duration.between(cached.orElseThrow().modified(), now);
                say(String.format(
                        "Last metadata expiration check: %d:%02d:%02d ago on %s.",
                        age.toHours(),
                        age.toMinutesPart(),
                        age.toSecondsPart(),
                        CHECKED.format(cached.orElseThrow().modified().atZone(ZoneOffset.UTC))));
                return true;
            }
            Optional<Mirrors.Trouble> trouble = Mirrors.trouble(process.guest());
            if (trouble.isPresent()) {
                say("Amazon Linux 2023 repository                    0.0  B/s |   0  B     00:05    ");
                String error = curlError(trouble.get(), "core/mirrors/latest/x86_64/mirror.list");
                process.warn("Errors during downloading metadata for repository 'amazonlinux':");
                process.warn("  - " + error);
                process.warn(
                        "Error: Failed to download metadata for repo 'amazonlinux': Cannot prepare internal mirrorlist: "
                                + error);
                return false;
            }
            say("Amazon Linux 2023 repository                     38 MB/s |  42 MB     00:01    ");
            say("Amazon Linux 2023 Kernel Livepatch repository   155 kB/s |  18 kB     00:00    ");
            if (process.login().uid() == 0) {
                files.mkdirs(METADATA.substring(0, METADATA.lastIndexOf('/')));
                files.write(METADATA, "<repomd/>\n");
            }
            return true;
        }

        private static String curlError(Mirrors.Trouble trouble, String path) {
            String url = "https://" + trouble.host() + "/" + path;
            return switch (trouble.kind()) {
                case "name" ->
                    "Curl error (6): Couldn't resolve host name for " + url + " [Could not resolve host: "
                            + trouble.host() + "]";
                case "refused" ->
                    "Curl error (7): Couldn't connect to server for " + url + " [Failed to connect to " + trouble.host()
                            + " port 443: Connection refused]";
                default ->
                    "Curl error (28): Timeout was reached for " + url
                            + " [Connection timed out after 5000 milliseconds]";
            };
        }

        int makeCache() throws IOException {
            if (!refresh(true)) {
                return 1;
            }
            say("Metadata cache created.");
            return 0;
        }

        int clean() throws IOException {
            try {
                process.guest().files().asRoot().unlink(METADATA);
                say("17 files removed");
            } catch (FsException nothing) {
                say("0 files removed");
            }
            return 0;
        }

        int nothing() throws IOException {
            if (!refresh(false)) {
                return 1;
            }
            say("Dependencies resolved.\nNothing to do.\nComplete!");
            return 0;
        }

        int install(List<String> names) throws IOException {
            if (names.isEmpty()) {
                process.warn(
                        "usage: dnf install [-c [config file]] [-q] [-v] [--version]\nError: the following arguments are required: PACKAGE");
                return 1;
            }
            if (!refresh(false)) {
                return 1;
            }
            List<String> wanted = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (String typed : names) {
                List<Package> found = DnfQueries.matching(catalogue, typed);
                found.forEach(match -> wanted.add(match.name()));
                if (found.isEmpty()) {
                    unknown.add(typed);
                }
            }
            if (!unknown.isEmpty()) {
                for (String typed : unknown) {
                    process.println("No match for argument: " + typed);
                }
                process.warn("Error: Unable to find a match: " + String.join(" ", unknown));
                return 1;
            }
            for (String name : wanted) {
                Optional<PackageDatabase.Installed> there = database.named(name);
                if (there.isPresent()) {
                    say("Package " + name + "-" + there.get().version() + "."
                            + there.get().arch() + " is already installed.");
                }
            }
            List<Package> plan = installer.resolve(wanted);
            say("Dependencies resolved.");
            if (plan.isEmpty()) {
                say("Nothing to do.\nComplete!");
                return 0;
            }
            table(
                    "Installing",
                    plan.stream().filter(item -> wanted.contains(item.name())).toList(),
                    "Installing dependencies",
                    plan.stream().filter(item -> !wanted.contains(item.name())).toList());
            long download = plan.stream().mapToLong(Package::downloadKib).sum();
            long installed = plan.stream().mapToLong(Package::installedKib).sum();
            say("\nTransaction Summary\n" + RULE + "\nInstall  " + plan.size()
                    + (plan.size() == 1 ? " Package" : " Packages") + "\n");
            say("Total download size: " + Sizes.dnf(download) + "\nInstalled size: " + Sizes.dnf(installed));
            if (!agreed()) {
                return 1;
            }
            return download(plan, download) ? carryOut(plan, wanted) : 1;
        }

        private void table(String title, List<Package> asked, String otherTitle, List<Package> others)
                throws IOException {
            say(RULE);
            say(row("Package", "Arch", "Version", "Repository", "Size"));
            say(RULE);
            rows(title, asked);
            rows(otherTitle, others);
        }

        private void rows(String title, List<Package> packages) throws IOException {
            if (!packages.isEmpty()) {
                say(title + ":");
                for (Package item : packages) {
                    say(row(
                            item.name(),
                            item.arch(),
                            item.version(),
                            title.startsWith("Remov") || title.startsWith("Unused")
                                    ? "@" + item.repository()
                                    : item.repository(),
                            Sizes.dnf(title.startsWith("I") ? item.downloadKib() : item.installedKib())));
                }
            }
        }

        private static String row(String name, String arch, String version, String repository, String size) {
            return String.format(" %-24s %-8s %-27s %-13s %5s", name, arch, version, repository, size)
                    .stripTrailing();
        }

        private boolean agreed() throws IOException {
            if (yes) {
                return true;
            }
            if (!no) {
                String answer = Asking.answer(process, "Is this ok [y/N]: ");
                if (answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes")) {
                    return true;
                }
            }
            process.warn("Operation aborted.");
            return false;
        }

        private boolean download(List<Package> plan, long total) throws IOException {
            say("Downloading Packages:");
            Optional<Mirrors.Trouble> trouble = Mirrors.trouble(process.guest());
            if (trouble.isPresent()) {
                Package first = plan.getFirst();
                String file = first.name() + "-" + first.bareVersion() + "." + first.arch() + ".rpm";
                process.warn("[MIRROR] " + file + ": " + curlError(trouble.get(), "blobstore/" + file));
                process.warn("[FAILED] " + file
                        + ": No more mirrors to try - All mirrors were already tried without success");
                process.warn("Error: Error downloading packages:\n  " + first.nevra()
                        + ": Cannot download, all mirrors were already tried without success");
                return false;
            }
            int index = 1;
            for (Package item : plan) {
                String file = "(" + index++ + "/" + plan.size() + "): " + item.name() + "-" + item.bareVersion() + "."
                        + item.arch() + ".rpm";
                say(String.format(
                        "%-47.47s %8s | %7s     00:00    ",
                        file, Sizes.download(item.downloadKib() * 10) + "/s", Sizes.download(item.downloadKib())));
            }
            say("-".repeat(80));
            say(String.format(
                    "%-47s %8s | %7s     00:00     ",
                    "Total", Sizes.download(total * 5) + "/s", Sizes.download(total)));
            return true;
        }

        private int carryOut(List<Package> plan, List<String> wanted) throws IOException {
            say(
                    "Running transaction check\nTransaction check succeeded.\nRunning transaction test\nTransaction test succeeded.\nRunning transaction");
            step("Preparing", "", 1, 1);
            int index = 0;
            for (Package item : plan) {
                process.checkSignals();
                installer.install(item, !wanted.contains(item.name()));
                step("Installing", item.nevra(), ++index, plan.size());
            }
            index = 0;
            for (Package item : plan) {
                step("Verifying", item.nevra(), ++index, plan.size());
            }
            say("\nInstalled:");
            for (String line : plan.stream().map(Package::nevra).sorted().toList()) {
                say(String.format("  %-77s", line));
            }
            say("\nComplete!");
            return 0;
        }

        private void step(String what, String which, int index, int count) throws IOException {
            say(String.format("  %-16s : %-53.53s %5s ", what, which, index + "/" + count));
        }

        int remove(List<String> names) throws IOException {
            List<Package> asked = new ArrayList<>();
            for (String typed : names) {
                List<Package> found = DnfQueries.matching(catalogue, typed).stream()
                        .filter(item -> database.isInstalled(item.name()))
                        .toList();
                if (found.isEmpty()) {
                    process.println("No match for argument: " + typed);
                }
                asked.addAll(found);
            }
            if (asked.isEmpty()) {
                process.warn("No packages marked for removal.");
                say("Dependencies resolved.\nNothing to do.\nComplete!");
                return 0;
            }
            List<Package> dependants = new ArrayList<>();
            asked.forEach(item -> installer
                    .dependants(item.name())
                    .forEach(name -> catalogue
                            .named(name)
                            .filter(found -> !asked.contains(found) && !dependants.contains(found))
                            .ifPresent(dependants::add)));
            List<Package> unused = installer.unused(asked);
            unused.removeAll(dependants);
            List<Package> all = new ArrayList<>(dependants);
            all.addAll(asked);
            all.addAll(unused);
            say("Dependencies resolved.");
            table("Removing", asked, "Removing dependent packages", dependants);
            rows("Unused dependencies", unused);
            say("\nTransaction Summary\n" + RULE + "\nRemove  " + all.size()
                    + (all.size() == 1 ? " Package" : " Packages") + "\n");
            say("Freed space: "
                    + Sizes.dnf(all.stream().mapToLong(Package::installedKib).sum()));
            if (!agreed()) {
                return 1;
            }
            say(
                    "Running transaction check\nTransaction check succeeded.\nRunning transaction test\nTransaction test succeeded.\nRunning transaction");
            step("Preparing", "", 1, 1);
            int index = 0;
            for (Package item : all) {
                installer.remove(item, false);
                step("Erasing", item.nevra(), ++index, all.size());
            }
            say("\nRemoved:");
            for (String line : all.stream().map(Package::nevra).sorted().toList()) {
                say(String.format("  %-77s", line));
            }
            say("\nComplete!");
            return 0;
        }
    }
}
