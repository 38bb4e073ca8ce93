package brume.cloud.guest.program.system;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Amounts;
import brume.cloud.guest.program.DateFormat;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import brume.cloud.guest.program.Zones;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Small programs about the machine: `fallocate`, `getconf`, `whereis`, `envsubst`, `watch`, `vmstat`, `blkid`, `last`,
/// `lastlog`, `timedatectl`, `localectl`.
public final class Odds implements Program {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}|\\$([A-Za-z_]\\w*)");
    private static final int MAX_ROUNDS = 3600;

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "fallocate" -> fallocate(process);
            case "getconf" -> getconf(process);
            case "whereis" -> whereis(process);
            case "envsubst" -> envsubst(process);
            case "watch" -> watch(process);
            case "vmstat" -> vmstat(process);
            case "blkid" -> blkid(process);
            case "timedatectl" -> timedatectl(process);
            case "localectl" -> localectl(process);
            default -> last(process);
        };
    }

    private static int fallocate(Process process) throws IOException {
        Options.Parsed options =
                new Options("l:o:npcdvxz", "length=l offset=o keep-size=n verbose=v").parse(process.args());
        if (options.operands().isEmpty()) {
            throw UsageError.plain("no filename specified");
        }
        String length = options.value('l').orElseThrow(() -> UsageError.plain("no length argument specified"));
        long bytes = Amounts.bytes(length)
                .filter(n -> n > 0)
                .orElseThrow(() -> UsageError.plain("invalid length value specified"));
        String path = process.path(options.operand(0));
        process.files().append(path, "");
        if (process.files().stat(path).size() < bytes) {
            try {
                process.files().truncate(path, bytes);
            } catch (FsException full) {
                return process.fail("fallocate failed: " + full.getMessage());
            }
        }
        return 0;
    }

    private static int getconf(Process process) throws IOException {
        String name = process.args().isEmpty() ? "" : process.args().getFirst();
        var facts = process.guest().world().facts();
        String value = switch (name) {
            case "PAGESIZE", "PAGE_SIZE" -> "4096";
            case "LONG_BIT" -> "64";
            case "_NPROCESSORS_ONLN", "_NPROCESSORS_CONF", "NPROCESSORS_ONLN" -> Integer.toString(facts.vcpus());
            case "ARG_MAX" -> "2097152";
            case "OPEN_MAX" -> "1024";
            case "CLK_TCK" -> "100";
            case "NAME_MAX" -> "255";
            case "PATH_MAX" -> "4096";
            case "_PHYS_PAGES" -> Long.toString(facts.memoryMib() * 256L);
            case "GNU_LIBC_VERSION" ->
                switch (process.guest().os()) {
                    case AMAZON_LINUX_2023 -> "glibc 2.34";
                    case UBUNTU_24_04 -> "glibc 2.39";
                    case DEBIAN_12 -> "glibc 2.36";
                };
            default -> "";
        };
        if (value.isEmpty()) {
            process.warn(
                    name.isEmpty()
                            ? "Usage: getconf [-v specification] variable_name [pathname]"
                            : "getconf: Unrecognized variable `" + name + "'");
            return 2;
        }
        process.println(value);
        return 0;
    }

    private static int whereis(Process process) throws IOException {
        for (String name : process.args()) {
            if (!name.startsWith("-")) {
                List<String> paths = process.guest().launcher().findAll(process, name);
                process.println(name + ":" + (paths.isEmpty() ? "" : " " + String.join(" ", paths)));
            }
        }
        return 0;
    }

    private static int envsubst(Process process) throws IOException {
        TreeSet<String> only = new TreeSet<>();
        for (String arg : process.args()) {
            Matcher named = VARIABLE.matcher(arg);
            while (named.find()) {
                only.add(named.group(1) != null ? named.group(1) : named.group(2));
            }
        }
        String text = new String(process.in().readNBytes(16 * 1024 * 1024), StandardCharsets.UTF_8);
        process.print(VARIABLE.matcher(text).replaceAll(found -> {
            String name = found.group(1) != null ? found.group(1) : found.group(2);
            boolean counts = process.args().isEmpty() || only.contains(name);
            return Matcher.quoteReplacement(counts ? process.env().getOrDefault(name, "") : found.group());
        }));
        return 0;
    }

    /// Runs a command again and again, on a cleared screen, until Ctrl-C.
    private static int watch(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "+n:dtbegcxp", "interval=n differences=d no-title=t beep=b errexit=e chgexit=g color=c exec=x")
                .parse(process.args());
        if (options.operands().isEmpty()) {
            process.println("Usage: watch [options] command");
            return 1;
        }
        String seconds = options.value('n').orElse("2");
        double interval = seconds.matches("\\d{1,4}([.,]\\d{1,3})?")
                ? Math.max(0.1, Double.parseDouble(seconds.replace(',', '.')))
                : 2;
        String command = String.join(" ", options.operands());
        for (int round = 0; round < MAX_ROUNDS; round++) {
            process.print("\u001b[H\u001b[2J");
            if (!options.has('t')) {
                String host = process.guest().hostname().replaceFirst("\\..*", "");
                String left = "Every %.1fs: %s".formatted(interval, command);
                String right = host + ": "
                        + DateFormat.format(
                                "%a %b %e %H:%M:%S %Y", process.guest().world().now(), Zones.of(process));
                int gap = process.terminal().map(t -> t.columns()).orElse(80) - left.length() - right.length();
                process.println(left + " ".repeat(Math.max(1, gap)) + right + "\n");
            }
            process.out().flush();
            int status = process.call(List.of("sh", "-c", command));
            if (status != 0 && options.has('e')) {
                return status;
            }
            process.out().flush();
            process.sleep(Duration.ofMillis((long) (interval * 1000)));
        }
        return 0;
    }

    private static int vmstat(Process process) throws IOException {
        long kib = process.guest().world().facts().memoryMib() * 1024L;
        List<String> numbers =
                process.args().stream().filter(arg -> arg.matches("\\d{1,4}")).toList();
        int rounds = numbers.size() > 1 ? Integer.parseInt(numbers.get(1)) : numbers.isEmpty() ? 1 : MAX_ROUNDS;
        process.println("procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n"
                + " r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st");
        for (int i = 0; i < rounds; i++) {
            process.println(" 1  0      0 %6d   2088 %6d    0    0    12    24   95  142  1  0 99  0  0"
                    .formatted(kib * 55 / 100, kib * 28 / 100));
            process.out().flush();
            if (i + 1 < rounds) {
                process.sleep(Duration.ofSeconds(Integer.parseInt(numbers.getFirst())));
            }
        }
        return 0;
    }

    private static int blkid(Process process) throws IOException {
        if (process.login().uid() != 0) {
            return 2;
        }
        boolean amazon = process.guest().os() == OperatingSystem.AMAZON_LINUX_2023;
        process.println(
                amazon
                        ? "/dev/nvme0n1p1: LABEL=\"/\" UUID=\"6b38a1c1-9f2b-44a5-a2b1-4c6a0c7f8f5d\" BLOCK_SIZE=\"4096\""
                                + " TYPE=\"xfs\" PARTLABEL=\"Linux\" PARTUUID=\"9cf5f0d7-1b1a-4a6c-a1d4-9d6ab3a1f2c0\""
                        : "/dev/nvme0n1p1: LABEL=\"cloudimg-rootfs\" UUID=\"9d3a8f3e-5f1b-4b43-a0b2-0e0a9f7c21d4\""
                                + " BLOCK_SIZE=\"4096\" TYPE=\"ext4\" PARTUUID=\"2b0d1d5e-90d6-4e4a-8a8e-3b1f6b9a2c77\"");
        return 0;
    }

    private static int last(Process process) throws IOException {
        Instant boot = process.guest().bootedAt();
        if (process.name().equals("lastlog")) {
            process.println("Username         Port     From             Latest");
            for (var user : process.guest().users().all()) {
                process.println("%-16s                            **Never logged in**".formatted(user.name()));
            }
            return 0;
        }
        process.guest().tasks().all().stream()
                .filter(task -> task.terminal().startsWith("pts/"))
                .map(task -> "%-8s %-12s %-16s %s   still logged in"
                        .formatted(
                                task.user(),
                                task.terminal(),
                                "",
                                DateFormat.format("%a %b %e %H:%M", task.startedAt())))
                .distinct()
                .forEach(line -> print(process, line));
        print(
                process,
                "reboot   system boot  %-16s %s   still running"
                        .formatted(
                                brume.cloud.guest.Guest.kernel(process.guest().os())
                                        .replaceFirst("(.{16}).*", "$1"),
                                DateFormat.format("%a %b %e %H:%M", boot)));
        print(process, "\nwtmp begins " + DateFormat.format("%a %b %e %H:%M:%S %Y", boot));
        return 0;
    }

    private static void print(Process process, String line) {
        try {
            process.println(line);
        } catch (IOException gone) {
            // nobody reads it
        }
    }

    private static int timedatectl(Process process) throws IOException {
        List<String> args = process.args();
        String verb = args.isEmpty() ? "status" : args.getFirst();
        switch (verb) {
            case "status", "show" -> {
                Instant now = process.guest().world().now();
                ZoneId zone = Zones.system(process);
                String format = "%a %Y-%m-%d %H:%M:%S";
                String name = zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
                if (verb.equals("show")) {
                    process.println("Timezone=" + name + "\nLocalRTC=no\nCanNTP=yes\nNTP=yes\nNTPSynchronized=yes");
                    return 0;
                }
                process.println("               Local time: " + DateFormat.format(format + " %Z", now, zone)
                        + "\n           Universal time: " + DateFormat.format(format, now) + " UTC"
                        + "\n                 RTC time: " + DateFormat.format(format, now)
                        + "\n                Time zone: " + name + " (" + DateFormat.format("%Z, %z", now, zone) + ")"
                        + "\nSystem clock synchronized: yes\n              NTP service: active"
                        + "\n          RTC in local TZ: no");
                return 0;
            }
            case "list-timezones" -> {
                for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
                    if (id.matches(
                            "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*|UTC")) {
                        process.println(id);
                    }
                }
                return 0;
            }
            case "set-timezone" -> {
                String zone = args.size() > 1 ? args.get(1) : "";
                if (!ZoneId.getAvailableZoneIds().contains(zone)) {
                    process.warn("Failed to set time zone: Invalid or not installed time zone '" + zone + "'");
                    return 1;
                }
                if (process.login().uid() != 0) {
                    process.warn("Failed to set time zone: Interactive authentication required.");
                    return 1;
                }
                if (process.files().findLink("/etc/localtime").isPresent()) {
                    process.files().unlink("/etc/localtime");
                }
                process.files().symlink("../usr/share/zoneinfo/" + zone, "/etc/localtime");
                process.files().write("/etc/timezone", zone + "\n");
                return 0;
            }
            case "set-ntp" -> {
                return 0;
            }
            default -> {
                process.warn("Unknown command verb '" + verb + "'.");
                return 1;
            }
        }
    }

    private static int localectl(Process process) throws IOException {
        String verb = process.args().isEmpty() ? "status" : process.args().getFirst();
        if (verb.equals("list-locales")) {
            process.println("C.UTF-8\nen_US.UTF-8\nfr_FR.UTF-8");
        } else if (verb.equals("status")) {
            process.println("System Locale: LANG=" + process.env().getOrDefault("LANG", "C.UTF-8")
                    + "\n    VC Keymap: (unset)\n   X11 Layout: (unset)");
        } else if (verb.equals("set-locale") && process.login().uid() != 0) {
            process.warn("Failed to issue method call: Interactive authentication required.");
            return 1;
        } else if (verb.equals("set-locale")) {
            process.files()
                    .write(
                            "/etc/locale.conf",
                            String.join(
                                            "\n",
                                            process.args()
                                                    .subList(1, process.args().size())) + "\n");
        }
        return 0;
    }
}
