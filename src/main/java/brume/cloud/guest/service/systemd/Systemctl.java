package brume.cloud.guest.service.systemd;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestWorld;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `systemctl`: asks [Systemd] and prints what came of it.
public final class Systemctl implements Program {

    private static final Set<String> JOBS =
            Set.of("start", "stop", "restart", "reload", "try-restart", "reload-or-restart", "kill", "reset-failed");
    private static final Set<String> POWER = Set.of("reboot", "poweroff", "halt");
    private static final String NO_INSTALL = """
            The unit files have no installation config (WantedBy=, RequiredBy=, Also=,
            Alias= settings in the [Install] section, and DefaultInstance= for template
            units). This means they are not meant to be enabled or disabled using systemctl.
            \s
            Possible reasons for having this kind of units are:
            • A unit may be statically enabled by being symlinked from another unit's
              .wants/ or .requires/ directory.
            • A unit's purpose may be to act as a helper for some other unit which has
              a requirement dependency on it.
            • A unit may be started when needed via activation (socket, path, timer,
              D-Bus, udev, scripted systemctl call, ...).
            • In case of template units, the unit is meant to be enabled with some
              instance name specified.""";

    /// The options given, and the words.
    static final class Request {
        final List<String> words = new ArrayList<>();
        final List<String> properties = new ArrayList<>();
        final List<String> states = new ArrayList<>();
        String type = "";
        boolean now;
        boolean quiet;
        boolean all;
        boolean value;
        boolean noLegend;
        int lines = 10;
    }

    @Override
    public int run(Process process) throws IOException {
        Request request = read(process.args());
        String verb = request.words.isEmpty() ? "list-units" : request.words.getFirst();
        List<String> units = request.words.isEmpty() ? List.of() : request.words.subList(1, request.words.size());
        Guest guest = process.guest();
        Systemd systemd = Systemd.of(guest);
        if (JOBS.contains(verb)
                || POWER.contains(verb)
                || Set.of(
                                "enable",
                                "disable",
                                "mask",
                                "unmask",
                                "daemon-reload",
                                "daemon-reexec",
                                "preset",
                                "set-default",
                                "reenable")
                        .contains(verb)) {
            if (process.login().uid() != 0) {
                return refuse(process, verb, units);
            }
        }
        if (POWER.contains(verb)) {
            guest.world().powerRequested(guest, verb.equals("reboot") ? GuestWorld.Power.REBOOT : GuestWorld.Power.OFF);
            return 0;
        }
        boolean needsUnit = JOBS.contains(verb)
                || Set.of("enable", "disable", "mask", "unmask", "cat", "is-enabled", "is-active", "is-failed")
                        .contains(verb);
        if (needsUnit && units.isEmpty() && !verb.equals("reset-failed")) {
            process.warn("Too few arguments.");
            return 1;
        }
        SystemctlLists lists = new SystemctlLists(process, systemd, request);
        return switch (verb) {
            case "daemon-reload", "daemon-reexec" -> {
                systemd.reloadFiles();
                yield 0;
            }
            case "status" -> status(process, systemd, units, request);
            case "is-active", "is-failed" -> isActive(process, systemd, units, request, verb);
            case "is-enabled" -> isEnabled(process, systemd, units, request);
            case "enable", "disable", "reenable" -> enable(process, systemd, units, verb, request.now);
            case "mask", "unmask" -> mask(process, systemd, units, verb);
            case "list-units" -> lists.units(units);
            case "list-unit-files" -> lists.unitFiles(units);
            case "cat" -> lists.cat(units);
            case "show" -> lists.show(units);
            case "get-default" -> {
                process.println(
                        guest.os() == OperatingSystem.AMAZON_LINUX_2023 ? "multi-user.target" : "graphical.target");
                yield 0;
            }
            case "is-system-running" -> lists.running();
            case "list-timers" -> systemd.timers().list(process);
            case "list-sockets" -> {
                process.println("0 " + verb.substring(5) + " listed.");
                yield 0;
            }
            default -> {
                if (!JOBS.contains(verb)) {
                    process.warn("Unknown command verb " + verb + ".");
                    yield 1;
                }
                yield jobs(process, systemd, units, verb);
            }
        };
    }

    private static Request read(List<String> args) {
        Request request = new Request();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            String next = i + 1 < args.size() ? args.get(i + 1) : "";
            switch (arg) {
                case "--now" -> request.now = true;
                case "-q", "--quiet" -> request.quiet = true;
                case "-a", "--all" -> request.all = true;
                case "--value" -> request.value = true;
                case "--no-legend" -> request.noLegend = true;
                case "--failed" -> request.states.add("failed");
                case "-t",
                        "--type",
                        "-p",
                        "--property",
                        "-n",
                        "--lines",
                        "--state",
                        "-o",
                        "--output",
                        "-s",
                        "--signal" -> {
                    option(request, arg, next);
                    i++;
                }
                default -> {
                    int equals = arg.indexOf('=');
                    if (arg.startsWith("--") && equals > 0) {
                        option(request, arg.substring(0, equals), arg.substring(equals + 1));
                    } else if (arg.startsWith("-p") && arg.length() > 2) {
                        option(request, "-p", arg.substring(2));
                    } else if (arg.startsWith("-n") && arg.length() > 2) {
                        option(request, "-n", arg.substring(2));
                    } else if (!arg.startsWith("-")) {
                        request.words.add(arg);
                    }
                }
            }
        }
        return request;
    }

    private static void option(Request request, String name, String value) {
        switch (name) {
            case "-t", "--type" -> request.type = value;
            case "-p", "--property" -> request.properties.addAll(List.of(value.split(",")));
            case "-n", "--lines" -> request.lines = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 10;
            case "--state" -> request.states.addAll(List.of(value.split(",")));
            default -> {
                // Options that change nothing here, such as --output.
            }
        }
    }

    private static int refuse(Process process, String verb, List<String> units) throws IOException {
        String what = switch (verb) {
            case "enable", "disable", "mask", "unmask", "preset", "reenable" ->
                "Failed to " + verb + " unit: Interactive authentication required.";
            case "daemon-reload", "daemon-reexec" -> "Failed to reload daemon: Interactive authentication required.";
            case "reboot", "poweroff", "halt" ->
                "Call to " + (verb.equals("reboot") ? "Reboot" : "PowerOff")
                        + " failed: Interactive authentication required.";
            default ->
                "Failed to " + verb + " " + (units.isEmpty() ? "unit" : Units.nameOf(units.getFirst()))
                        + ": Interactive authentication required.\nSee system logs and 'systemctl status "
                        + (units.isEmpty() ? "" : Units.nameOf(units.getFirst())) + "' for details.";
        };
        process.warn(what);
        return 1;
    }

    private static int jobs(Process process, Systemd systemd, List<String> units, String verb) throws IOException {
        int status = 0;
        for (String unit : units) {
            Systemd.Outcome outcome = switch (verb) {
                case "start" -> systemd.start(unit);
                case "stop" -> systemd.stop(unit);
                case "restart" -> systemd.restart(unit);
                case "try-restart" -> systemd.isActive(unit) ? systemd.restart(unit) : Systemd.Outcome.DONE;
                case "reload" -> systemd.reload(unit);
                case "reload-or-restart" ->
                    systemd.unit(Units.nameOf(unit))
                                    .filter(s -> s.isActive()
                                            && !s.file()
                                                    .all("Service", "ExecReload")
                                                    .isEmpty())
                                    .isPresent()
                            ? systemd.reload(unit)
                            : systemd.restart(unit);
                case "kill" -> kill(systemd, unit);
                default -> {
                    systemd.unit(Units.nameOf(unit)).ifPresent(UnitState::reset);
                    yield Systemd.Outcome.DONE;
                }
            };
            if (!outcome.isDone()) {
                process.warn(outcome.message());
                status = outcome.status();
            }
        }
        return status;
    }

    private static Systemd.Outcome kill(Systemd systemd, String unit) {
        systemd.unit(Units.nameOf(unit)).flatMap(UnitState::main).ifPresent(task -> task.deliver(15));
        return Systemd.Outcome.DONE;
    }

    private static int status(Process process, Systemd systemd, List<String> units, Request request)
            throws IOException {
        if (units.isEmpty()) {
            return new SystemctlLists(process, systemd, request).machine();
        }
        int status = 0;
        boolean first = true;
        for (String typed : units) {
            String name = Units.nameOf(typed);
            Optional<UnitState> unit = systemd.unit(name);
            if (unit.isEmpty()) {
                process.warn("Unit " + name + " could not be found.");
                status = 4;
                continue;
            }
            if (!first) {
                process.println("");
            }
            first = false;
            boolean colour = process.terminal().isPresent();
            process.print(new StatusText(process.guest(), colour).of(unit.get(), request.lines, true));
            changedOnDisk(process, systemd, unit.get());
            status = unit.get().isActive() ? status : 3;
        }
        return status;
    }

    private static void changedOnDisk(Process process, Systemd systemd, UnitState state) throws IOException {
        Optional<UnitFile> fresh = systemd.units().load(state.file().name());
        if (fresh.isPresent() && !fresh.get().lines().equals(state.file().lines())) {
            process.warn("Warning: The unit file, source configuration file or drop-ins of "
                    + state.file().name() + " changed on disk. Run 'systemctl daemon-reload' to reload units.");
        }
    }

    private static int isActive(Process process, Systemd systemd, List<String> units, Request request, String verb)
            throws IOException {
        int status = verb.equals("is-active") ? 3 : 1;
        for (String typed : units) {
            Optional<UnitState> unit = systemd.unit(Units.nameOf(typed));
            String active = unit.map(UnitState::active).orElse("inactive");
            if (!request.quiet) {
                process.println(active);
            }
            boolean yes = verb.equals("is-active") ? active.equals("active") : active.equals("failed");
            status = yes ? 0 : unit.isEmpty() && verb.equals("is-active") ? 4 : status;
        }
        return status;
    }

    private static int isEnabled(Process process, Systemd systemd, List<String> units, Request request)
            throws IOException {
        int status = 1;
        for (String typed : units) {
            String name = Units.nameOf(typed);
            Optional<String> enablement = systemd.units().enablement(name);
            if (enablement.isEmpty()) {
                process.warn("Failed to get unit file state for " + name + ": No such file or directory");
                return 1;
            }
            if (!request.quiet) {
                process.println(enablement.get());
            }
            status = enablement.get().matches("enabled|static|alias") ? 0 : status;
        }
        return status;
    }

    private static int enable(Process process, Systemd systemd, List<String> units, String verb, boolean now)
            throws IOException {
        Units files = systemd.units();
        for (String typed : units) {
            String name = Units.nameOf(typed);
            Optional<UnitFile> unit = files.load(name);
            if (unit.isEmpty()) {
                process.warn("Failed to " + verb + " unit: Unit file " + name + " does not exist.");
                return 1;
            }
            if (unit.get().masked()) {
                process.warn("Failed to " + verb + " unit: Unit file "
                        + files.load(name).map(UnitFile::path).orElse(name) + " is masked.");
                return 1;
            }
            if (unit.get().wantedBy().isEmpty() && unit.get().aliases().isEmpty()) {
                process.warn(NO_INSTALL);
                continue;
            }
            try {
                change(process, files, unit.get(), verb);
            } catch (FsException failed) {
                process.warn("Failed to " + verb + " unit: " + failed.getMessage());
                return 1;
            }
        }
        systemd.reloadFiles();
        return now ? jobs(process, systemd, units, verb.equals("disable") ? "stop" : "start") : 0;
    }

    private static void change(Process process, Units files, UnitFile unit, String verb) throws IOException {
        boolean debian = process.guest().os().family() == OperatingSystem.Family.DEBIAN;
        String bare = unit.name().replace(".service", "");
        if (debian && process.files().exists("/etc/init.d/" + bare)) {
            String tool = "/usr/lib/systemd/systemd-sysv-install";
            process.warn("Synchronizing state of " + unit.name() + " with SysV service script with " + tool + ".");
            process.warn("Executing: " + tool + " " + verb + " " + bare);
        }
        if (!verb.equals("enable")) {
            for (String link : files.disable(unit.name())) {
                process.warn("Removed \"" + link + "\".");
            }
        }
        if (!verb.equals("disable")) {
            for (String link : files.enable(unit)) {
                process.warn("Created symlink " + link + " → " + unit.path() + ".");
            }
        }
    }

    private static int mask(Process process, Systemd systemd, List<String> units, String verb) throws IOException {
        for (String typed : units) {
            String name = Units.nameOf(typed);
            String path = Units.ADMIN + "/" + name;
            try {
                if (verb.equals("unmask")) {
                    if (systemd.units().unmask(name)) {
                        process.warn("Removed \"" + path + "\".");
                    }
                } else if (process.files().isFile(path)
                        && process.files().lstat(path).isFile()) {
                    process.warn("Failed to mask unit: File " + path + " already exists.");
                    return 1;
                } else {
                    systemd.units().mask(name);
                    process.warn("Created symlink " + path + " → /dev/null.");
                }
            } catch (FsException failed) {
                process.warn("Failed to " + verb + " unit: " + failed.getMessage());
                return 1;
            }
        }
        systemd.reloadFiles();
        return 0;
    }
}
