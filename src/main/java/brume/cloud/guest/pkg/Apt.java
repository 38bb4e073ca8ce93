package brume.cloud.guest.pkg;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `apt` and `apt-get` on Ubuntu and Debian: installs and removes, and hands questions to [AptQueries]. A fresh image
/// knows no package until `apt update`.
public final class Apt implements Program {

    static final String LISTS = "/var/lib/apt/lists/";
    private static final Set<String> CHANGING = Set.of(
            "install",
            "remove",
            "purge",
            "update",
            "upgrade",
            "dist-upgrade",
            "full-upgrade",
            "autoremove",
            "autopurge",
            "clean",
            "autoclean",
            "reinstall");

    @Override
    public int run(Process process) throws IOException {
        List<String> words = new ArrayList<>();
        boolean yes = false;
        boolean quiet = false;
        boolean purge = false;
        boolean simulate = false;
        for (String arg : process.args()) {
            switch (arg) {
                case "-y", "--yes", "--assume-yes", "-qy", "-yq", "-qqy", "-yqq" -> {
                    yes = true;
                    quiet |= arg.contains("q");
                }
                case "-q", "-qq", "--quiet" -> quiet = arg.equals("-qq") || quiet;
                case "--purge" -> purge = true;
                case "-s", "--simulate", "--dry-run" -> simulate = true;
                case "--version", "-v" -> {
                    process.println("apt " + (process.guest().os() == OperatingSystem.UBUNTU_24_04 ? "2.8.3" : "2.6.1")
                            + " (amd64)");
                    return 0;
                }
                default -> {
                    if (!arg.startsWith("-") || arg.matches("--(installed|upgradable|all-versions|manual-installed)")) {
                        words.add(arg);
                    }
                }
            }
        }
        if (words.isEmpty()) {
            process.println(
                    "Usage: " + process.name()
                            + " [options] command\n\nMost used commands: list, search, show, install, remove, purge, update, upgrade");
            return 0;
        }
        String command = words.getFirst();
        List<String> names = words.subList(1, words.size());
        if (process.name().equals("apt") && process.terminal().isEmpty()) {
            process.warn("\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n");
        }
        if (CHANGING.contains(command) && process.login().uid() != 0) {
            return refuse(process, command);
        }
        Run run = new Run(process, yes, quiet, simulate);
        return switch (command) {
            case "update" -> run.update();
            case "install", "reinstall" -> run.install(names);
            case "remove" -> run.remove(names, purge);
            case "purge" -> run.remove(names, true);
            case "upgrade", "dist-upgrade", "full-upgrade" -> run.nothing("upgrade");
            case "autoremove", "autopurge" -> run.autoremove();
            case "clean", "autoclean" -> 0;
            default -> new AptQueries(process).answer(command, names);
        };
    }

    private static int refuse(Process process, String command) throws IOException {
        if (command.equals("update")) {
            process.println("Reading package lists... Done");
            process.warn("E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)");
            process.warn("E: Unable to lock directory /var/lib/apt/lists/");
            return 100;
        }
        process.warn("E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)");
        process.warn("E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?");
        return 100;
    }

    /// True after `apt update`.
    static boolean knowsPackages(Process process) {
        return process.guest().files().asRoot().exists(listOf(process));
    }

    private static String listOf(Process process) {
        return LISTS + Mirrors.hostOf(process.guest()) + "_"
                + suite(process.guest().os()) + "_main_binary-amd64_Packages";
    }

    static String suite(OperatingSystem os) {
        return os == OperatingSystem.UBUNTU_24_04 ? "noble" : "bookworm";
    }

    private static final class Run {
        private final Process process;
        private final boolean yes;
        private final boolean quiet;
        private final boolean simulate;
        private final Installer installer;
        private final Catalogue catalogue;
        private final PackageDatabase database;

        Run(Process process, boolean yes, boolean quiet, boolean simulate) {
            this.process = process;
            this.yes = yes;
            this.quiet = quiet;
            this.simulate = simulate;
            this.installer = new Installer(process.guest());
            this.catalogue = Catalogue.of(process.guest().os());
            this.database = new PackageDatabase(process.guest());
        }

        private void say(String line) throws IOException {
            if (!quiet) {
                process.println(line);
            }
        }

        int update() throws IOException {
            String host = Mirrors.hostOf(process.guest());
            boolean ubuntu = process.guest().os() == OperatingSystem.UBUNTU_24_04;
            String base = "http://" + host + (ubuntu ? "/ubuntu " : "/debian ");
            String suite = suite(process.guest().os());
            List<String> suites = List.of(
                    suite,
                    suite + "-updates",
                    ubuntu ? suite + "-backports" : suite + "-backports",
                    suite + "-security");
            Optional<Mirrors.Trouble> trouble = Mirrors.trouble(process.guest());
            if (trouble.isPresent()) {
                return troubled(base, suites, trouble.get());
            }
            int number = 1;
            for (String name : suites) {
                say("Get:" + number + " " + base + name + " InRelease [" + (number == 1 ? "256" : "126") + " kB]");
                number++;
            }
            say("Get:" + number + " " + base + suite + "/main amd64 Packages [1401 kB]");
            say("Fetched " + (ubuntu ? "34.7 MB in 6s (5785 kB/s)" : "9352 kB in 2s (5241 kB/s)"));
            say("Reading package lists... Done");
            if (process.name().equals("apt")) {
                say(
                        "Building dependency tree... Done\nReading state information... Done\nAll packages are up to date.");
            }
            Files files = process.guest().files().asRoot();
            files.mkdirs(LISTS);
            files.write(listOf(process), "");
            return 0;
        }

        private int troubled(String base, List<String> suites, Mirrors.Trouble trouble) throws IOException {
            String why = trouble.kind().equals("name")
                    ? "Temporary failure resolving '" + trouble.host() + "'"
                    : "Could not connect to " + trouble.host() + ":80 (52.47.44.97), connection "
                            + (trouble.kind().equals("timeout") ? "timed out" : "refused");
            int number = 1;
            for (String name : suites) {
                say("Err:" + number++ + " " + base + name + " InRelease\n  " + why);
            }
            say("Reading package lists... Done");
            for (String name : suites) {
                process.warn("W: Failed to fetch " + base.strip() + "/dists/" + name + "/InRelease  " + why);
            }
            process.warn("W: Some index files failed to download. They have been ignored, or old ones used instead.");
            return 0;
        }

        private void preamble() throws IOException {
            say("Reading package lists... Done\nBuilding dependency tree... Done\nReading state information... Done");
        }

        int nothing(String what) throws IOException {
            preamble();
            say("Calculating " + what + "... Done\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
            return 0;
        }

        int install(List<String> typed) throws IOException {
            preamble();
            boolean known = knowsPackages(process);
            List<String> wanted = new ArrayList<>();
            boolean missing = false;
            for (String name : typed) {
                String bare = name.replaceFirst("[=/].*", "");
                boolean there = database.isInstalled(bare);
                if (!there && (!known || catalogue.named(bare).isEmpty())) {
                    process.warn("E: Unable to locate package " + bare);
                    missing = true;
                } else if (there) {
                    say(bare + " is already the newest version ("
                            + database.named(bare).orElseThrow().version() + ").");
                }
                wanted.add(bare);
            }
            if (missing) {
                return 100;
            }
            List<Package> plan = installer.resolve(wanted);
            if (plan.isEmpty()) {
                say("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
                return 0;
            }
            List<Package> extra =
                    plan.stream().filter(item -> !wanted.contains(item.name())).toList();
            if (!extra.isEmpty()) {
                say("The following additional packages will be installed:\n  " + names(extra));
            }
            say("The following NEW packages will be installed:\n  " + names(plan));
            long download = plan.stream().mapToLong(Package::downloadKib).sum();
            long disk = plan.stream().mapToLong(Package::installedKib).sum();
            say("0 upgraded, " + plan.size() + " newly installed, 0 to remove and 0 not upgraded.");
            say("Need to get " + Sizes.apt(download) + " of archives.\nAfter this operation, " + Sizes.apt(disk)
                    + " of additional disk space will be used.");
            if (simulate) {
                return 0;
            }
            if (!agreed(!extra.isEmpty())) {
                return 1;
            }
            return fetch(plan, download) ? unpack(plan, wanted) : 100;
        }

        private static String names(List<Package> items) {
            return String.join(" ", items.stream().map(Package::name).sorted().toList());
        }

        /// Asks where more happens than was asked for.
        private boolean agreed(boolean more) throws IOException {
            if (yes || !more) {
                return true;
            }
            String answer = Asking.answer(process, "Do you want to continue? [Y/n] ");
            if (answer.isEmpty() && process.terminal().isPresent() || answer.matches("(?i)y|yes")) {
                return true;
            }
            process.println("Abort.");
            return false;
        }

        private boolean fetch(List<Package> plan, long total) throws IOException {
            String base = "http://" + Mirrors.hostOf(process.guest());
            Optional<Mirrors.Trouble> trouble = Mirrors.trouble(process.guest());
            int number = 1;
            for (Package item : plan) {
                String what = base + " " + item.repository() + " " + item.arch() + " " + item.name() + " " + item.arch()
                        + " " + item.version();
                if (trouble.isPresent()) {
                    process.println("Err:" + number++ + " " + what + "\n  Could not connect to "
                            + trouble.get().host() + ":80, connection timed out");
                } else {
                    say("Get:" + number++ + " " + what + " [" + Sizes.apt(item.downloadKib()) + "]");
                }
            }
            if (trouble.isPresent()) {
                process.warn("E: Failed to fetch " + base + "/pool/"
                        + plan.getFirst().name() + ".deb  Could not connect to "
                        + trouble.get().host() + ":80, connection timed out");
                process.warn("E: Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?");
                return false;
            }
            say("Fetched " + Sizes.apt(total) + " in 0s (" + Sizes.apt(total * 4) + "/s)");
            return true;
        }

        private int unpack(List<Package> plan, List<String> wanted) throws IOException {
            for (Package item : plan) {
                say("Selecting previously unselected package " + item.name() + ".");
                say("Preparing to unpack .../" + item.name() + "_" + item.bareVersion() + "_" + item.arch()
                        + ".deb ...");
                say("Unpacking " + item.name() + " (" + item.version() + ") ...");
            }
            for (Package item : plan) {
                process.checkSignals();
                say("Setting up " + item.name() + " (" + item.version() + ") ...");
                installer.install(item, !wanted.contains(item.name()));
                for (String line : installer.startServices(item)) {
                    say(line);
                }
            }
            say("Processing triggers for man-db ...");
            return 0;
        }

        int autoremove() throws IOException {
            preamble();
            List<Package> unused = installer.unused(List.of());
            if (unused.isEmpty()) {
                say("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
                return 0;
            }
            return removeAll(unused, false);
        }

        int remove(List<String> typed, boolean purge) throws IOException {
            preamble();
            List<Package> going = new ArrayList<>();
            for (String name : typed) {
                Optional<Package> item = catalogue.named(name);
                boolean leftovers = purge
                        && database.all().stream()
                                .anyMatch(entry -> entry.name().equals(name));
                if (item.isEmpty()) {
                    process.warn("E: Unable to locate package " + name);
                    return 100;
                }
                if (database.isInstalled(name) || leftovers) {
                    going.add(item.get());
                } else {
                    say("Package '" + name + "' is not installed, so not removed");
                }
            }
            for (Package item : List.copyOf(going)) {
                installer
                        .dependants(item.name())
                        .forEach(name -> catalogue
                                .named(name)
                                .filter(found -> !going.contains(found))
                                .ifPresent(going::add));
            }
            List<Package> unused = installer.unused(going);
            if (!unused.isEmpty()) {
                say("The following packages were automatically installed and are no longer required:\n  "
                        + names(unused) + "\nUse 'sudo apt autoremove' to remove them.");
            }
            if (going.isEmpty()) {
                say("0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.");
                return 0;
            }
            return removeAll(going, purge);
        }

        private int removeAll(List<Package> going, boolean purge) throws IOException {
            say("The following packages will be REMOVED:\n  "
                    + String.join(
                            " ",
                            going.stream()
                                    .map(item -> item.name() + (purge ? "*" : ""))
                                    .sorted()
                                    .toList()));
            say("0 upgraded, 0 newly installed, " + going.size() + " to remove and 0 not upgraded.");
            say("After this operation, "
                    + Sizes.apt(going.stream().mapToLong(Package::installedKib).sum()) + " disk space will be freed.");
            if (!agreed(true)) {
                return 1;
            }
            for (Package item : going) {
                say("Removing " + item.name() + " (" + item.version() + ") ...");
                installer.remove(item, purge);
                if (purge) {
                    say("Purging configuration files for " + item.name() + " (" + item.version() + ") ...");
                }
            }
            return 0;
        }
    }
}
