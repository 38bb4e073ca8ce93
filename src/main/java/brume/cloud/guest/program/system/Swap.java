package brume.cloud.guest.program.system;

import brume.cloud.guest.Guest;
import brume.cloud.guest.GuestPart;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.fs.OpenFile;
import brume.cloud.guest.fs.OpenMode;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// `mkswap`, `swapon`, `swapoff`: swap space in files. Nothing is ever swapped out, but it is counted and shown.
public final class Swap implements Program, GuestPart {

    private static final String ACTIVE = "/run/swaps";
    private static final String SIGNATURE = "SWAPSPACE2";
    private static final int SIGNATURE_AT = 4086;
    private static final int PAGE = 4096;
    private static final int LEAST_PAGES = 10;

    /// A swap area in use.
    ///
    /// @param kib without its header page
    private record Area(String path, long kib, int priority) {}

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "mkswap" -> make(process);
            case "swapon" -> on(process);
            default -> off(process);
        };
    }

    /// How much swap space is in use, in KiB.
    public static long totalKib(Guest guest) {
        return active(guest).stream().mapToLong(Area::kib).sum();
    }

    /// `/proc/swaps`.
    private static String table(Guest guest) {
        StringBuilder table = new StringBuilder("Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        for (Area area : active(guest)) {
            table.append("%-40sfile\t\t%d\t\t0\t\t%d%n".formatted(area.path, area.kib, area.priority));
        }
        return table.toString();
    }

    @Override
    public void furnish(ImageBuilder image) {
        for (String name : List.of("mkswap", "swapon", "swapoff")) {
            image.program("/usr/sbin/" + name, name, this);
        }
        image.generated("/proc/swaps", "proc/swaps");
    }

    @Override
    public void resume(Guest guest) {
        guest.files().generate("proc/swaps", () -> table(guest).getBytes(StandardCharsets.UTF_8));
    }

    /// A start: what `/etc/fstab` names, and nothing else.
    @Override
    public void boot(Guest guest, boolean first) {
        resume(guest);
        try {
            guest.files().asRoot().write(ACTIVE, "");
            for (String path : named(guest)) {
                activate(guest, path, -2);
            }
        } catch (FsException notThere) {
            // as systemd: a swap unit that fails does not stop the boot
        }
    }

    private static List<String> named(Guest guest) throws FsException {
        return guest.files()
                .asRoot()
                .readText("/etc/fstab")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 2 && words[2].equals("swap") && !words[0].startsWith("#"))
                .map(words -> words[0])
                .toList();
    }

    private static List<Area> active(Guest guest) {
        List<Area> areas = new ArrayList<>();
        try {
            for (String line : guest.files().asRoot().readText(ACTIVE).lines().toList()) {
                String[] words = line.split(" ", 3);
                areas.add(new Area(words[2], Long.parseLong(words[0]), Integer.parseInt(words[1])));
            }
        } catch (FsException none) {
            return List.of();
        }
        return areas;
    }

    private static void keep(Guest guest, List<Area> areas) throws FsException {
        StringBuilder text = new StringBuilder();
        areas.forEach(area -> text.append("%d %d %s%n".formatted(area.kib, area.priority, area.path)));
        guest.files().asRoot().write(ACTIVE, text.toString());
    }

    private static int make(Process process) throws IOException {
        Options.Parsed options = new Options("cfp:L:U:v:V", "check=c force=f label=L uuid=U").parse(process.args());
        String file = only(options, process);
        Inode inode;
        try {
            inode = process.files().stat(process.path(file));
            if ((inode.mode() & 077) != 0) {
                process.warn("mkswap: %s: insecure permissions %04o, fix with: chmod %04o %s"
                        .formatted(file, inode.mode(), inode.mode() & 0700, file));
            }
            if (inode.uid() != 0) {
                process.warn("mkswap: %s: insecure file owner %d, fix with: chown 0:0 %s"
                        .formatted(file, inode.uid(), file));
            }
            if (inode.size() < (long) LEAST_PAGES * PAGE) {
                return process.fail("error: swap area needs to be at least " + LEAST_PAGES * PAGE / 1024 + " KiB");
            }
            byte[] header = new byte[PAGE];
            byte[] signature = SIGNATURE.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(signature, 0, header, SIGNATURE_AT, signature.length);
            OpenFile area = process.files().open(process.path(file), OpenMode.READ_WRITE, 0);
            area.write(0, header, 0, PAGE);
        } catch (FsException failure) {
            return process.fail("cannot open " + file + ": " + failure.getMessage());
        }
        long bytes = inode.size() / PAGE * PAGE - PAGE;
        process.println("Setting up swapspace version 1, size = %s (%d bytes)".formatted(spelled(bytes), bytes));
        String uuid = options.value('U').orElseGet(() -> uuid(process));
        process.println(options.value('L').map(label -> "LABEL=" + label).orElse("no label") + ", UUID=" + uuid);
        return 0;
    }

    private static String uuid(Process process) {
        var random = process.guest().world().random();
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63).toString();
    }

    /// As util-linux: at most one decimal, `1024 MiB` for what is a little less than a gibibyte.
    private static String spelled(long bytes) {
        return human(bytes).replaceFirst("([KMGT])$", " $1iB");
    }

    private static String human(long bytes) {
        String units = "KMGT";
        int power = 0;
        double value = bytes / 1024.0;
        while (value >= 1024 && power < units.length() - 1) {
            value /= 1024;
            power++;
        }
        double rounded = Math.round(value * 10) / 10.0;
        String number = rounded == Math.floor(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
        return number + units.charAt(power);
    }

    private static String only(Options.Parsed options, Process process) {
        if (options.operands().isEmpty()) {
            throw UsageError.plain(process.name().equals("mkswap") ? "error: Nowhere to set up swap on?" : "bad usage");
        }
        return options.operands().getFirst();
    }

    private static int on(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "ad:efp:svo:", "all=a show=1 summary=s priority=p verbose=v noheadings=2 bytes=3 fixpgsz=f")
                .parse(process.args());
        Guest guest = process.guest();
        if (options.has('s')) {
            process.print(totalKib(guest) == 0 ? "" : table(guest));
            return 0;
        }
        if (options.has('1') || options.operands().isEmpty() && !options.has('a')) {
            show(process, options);
            return 0;
        }
        int priority = options.value('p')
                .filter(p -> p.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .orElse(-2);
        int status = 0;
        for (String file : options.has('a') ? named(guest) : options.operands()) {
            String path = process.path(file);
            if (options.has('a') && active(guest).stream().anyMatch(area -> area.path.equals(path))) {
                continue;
            }
            try {
                Inode inode = process.files().stat(path);
                process.files().open(path, OpenMode.READ, 0);
                if (!process.files().who().isRoot()) {
                    return process.fail(file + ": swapon failed: Operation not permitted");
                }
                if ((inode.mode() & 077) != 0) {
                    process.warn("swapon: %s: insecure permissions %04o, %04o suggested."
                            .formatted(file, inode.mode(), inode.mode() & 0700));
                }
            } catch (FsException failure) {
                status = process.fail(255, "cannot open " + file + ": " + failure.getMessage());
                continue;
            }
            String refusal = activate(guest, path, priority);
            if (!refusal.isEmpty()) {
                status = process.fail(255, file + ": " + refusal);
            } else if (options.has('v')) {
                process.println("swapon: " + path);
            }
        }
        return status;
    }

    private static void show(Process process, Options.Parsed options) throws IOException {
        List<Area> areas = active(process.guest());
        if (areas.isEmpty()) {
            return;
        }
        int width = areas.stream().mapToInt(area -> area.path.length()).max().orElse(4);
        String row = "%-" + Math.max(4, width) + "s %s %5s %4s %4s";
        if (!options.has('2')) {
            process.println(row.formatted("NAME", "TYPE", "SIZE", "USED", "PRIO"));
        }
        for (Area area : areas) {
            process.println(row.formatted(
                    area.path,
                    "file",
                    options.has('3') ? Long.toString(area.kib * 1024) : human(area.kib * 1024),
                    options.has('3') ? "0" : "0B",
                    area.priority));
        }
    }

    /// @return why not, or nothing
    private static String activate(Guest guest, String path, int priority) throws FsException {
        Files root = guest.files().asRoot();
        List<Area> areas = new ArrayList<>(active(guest));
        if (areas.stream().anyMatch(area -> area.path.equals(path))) {
            return "swapon failed: Device or resource busy";
        }
        OpenFile file = root.open(path, OpenMode.READ, 0);
        byte[] signature = new byte[SIGNATURE.length()];
        int count = file.read(SIGNATURE_AT, signature, 0, signature.length);
        if (count < signature.length || !new String(signature, StandardCharsets.US_ASCII).equals(SIGNATURE)) {
            return "read swap header failed";
        }
        long kib = (file.size() / PAGE * PAGE - PAGE) / 1024;
        areas.add(new Area(path, kib, priority < 0 ? -2 - areas.size() : priority));
        keep(guest, areas);
        return "";
    }

    private static int off(Process process) throws IOException {
        Options.Parsed options = new Options("av", "all=a verbose=v").parse(process.args());
        Guest guest = process.guest();
        List<Area> areas = new ArrayList<>(active(guest));
        if (!options.has('a')) {
            only(options, process);
        }
        if (!process.files().who().isRoot()) {
            return process.fail("Not superuser.");
        }
        int status = 0;
        for (String file : options.has('a') ? areas.stream().map(Area::path).toList() : options.operands()) {
            String path = process.path(file);
            if (!areas.removeIf(area -> area.path.equals(path))) {
                status = process.fail(
                        4,
                        file + ": swapoff failed: "
                                + (process.files().exists(path) ? "Invalid argument" : "No such file or directory"));
            }
        }
        keep(guest, areas);
        return status;
    }
}
