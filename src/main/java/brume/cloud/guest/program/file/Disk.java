package brume.cloud.guest.program.file;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// `df`, `du`, `lsblk`, `mount`, `sync`.
public final class Disk implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "df" -> df(process);
            case "du" -> du(process);
            case "lsblk" -> lsblk(process);
            case "mount" -> {
                process.print(process.files()
                        .readText("/proc/mounts")
                        .lines()
                        .map(line -> line.split(" "))
                        .map(f -> f[0] + " on " + f[1] + " type " + f[2] + " (" + f[3] + ")\n")
                        .reduce("", String::concat));
                yield 0;
            }
            default -> 0;
        };
    }

    private record Mount(String device, String type, long totalKib, long usedKib, String on) {}

    private static int df(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "ahHiklTPx:t:m",
                        "all=a human-readable=h si=H inodes=i local=l print-type=T portability=P exclude-type=x type=t total=1")
                .parse(process.args());
        var facts = process.guest().world().facts();
        long total = (((long) facts.rootDiskGib() << 30) - Guest.PARTITION_BYTES) / 1024;
        long used = (Guest.IMAGE_BYTES + process.files().disk().usedBytes()) / 1024;
        long memory = facts.memoryMib() * 1024;
        String type =
                process.guest().os().family() == brume.cloud.guest.image.OperatingSystem.Family.DEBIAN ? "ext4" : "xfs";
        Mount root = new Mount(
                process.guest().os().family() == brume.cloud.guest.image.OperatingSystem.Family.DEBIAN
                        ? "/dev/root"
                        : "/dev/nvme0n1p1",
                type,
                total,
                used,
                "/");
        List<Mount> mounts = List.of(
                new Mount("devtmpfs", "devtmpfs", 4096, 0, "/dev"),
                new Mount("tmpfs", "tmpfs", memory / 2, 0, "/dev/shm"),
                new Mount("tmpfs", "tmpfs", memory / 5, 460, "/run"),
                root);
        for (String operand : options.operands()) {
            process.files().stat(process.path(operand));
        }
        if (!options.operands().isEmpty()) {
            mounts = List.of(root);
        }
        boolean human = options.has('h') || options.has('H');
        String kind = options.has('T') ? " Type    " : "";
        process.println(
                options.has('i')
                        ? "Filesystem     " + kind + " Inodes  IUsed  IFree IUse% Mounted on"
                        : human
                                ? "Filesystem     " + kind + " Size  Used Avail Use% Mounted on"
                                : "Filesystem     " + kind + "1K-blocks    Used Available Use% Mounted on");
        for (Mount mount : mounts) {
            String name = "%-14s ".formatted(mount.device) + (options.has('T') ? " %-8s".formatted(mount.type) : "");
            long available = mount.totalKib - mount.usedKib;
            long percent = mount.totalKib == 0 ? 0 : (mount.usedKib * 100 + mount.totalKib - 1) / mount.totalKib;
            if (options.has('i')) {
                long inodes = process.files().disk().tree().inodes().size() + 38_000L;
                process.println("%s%7d %6d %6d %4d%% %s"
                        .formatted(
                                name,
                                mount.totalKib / 2,
                                inodes,
                                mount.totalKib / 2 - inodes,
                                inodes * 200 / Math.max(1, mount.totalKib),
                                mount.on));
            } else if (human) {
                process.println("%s%5s %5s %5s %3d%% %s"
                        .formatted(
                                name,
                                Sizes.human(mount.totalKib * 1024),
                                mount.usedKib == 0 ? "0" : Sizes.human(mount.usedKib * 1024),
                                Sizes.human(available * 1024),
                                percent,
                                mount.on));
            } else {
                process.println("%s%9d %7d %9d %3d%% %s"
                        .formatted(name, mount.totalKib, mount.usedKib, available, percent, mount.on));
            }
        }
        return 0;
    }

    private static int du(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "abchksmd:xLS12:lP",
                        "apparent-size=1 exclude=2 all=a bytes=b total=c human-readable=h summarize=s max-depth=d")
                .parse(process.args());
        Set<Long> seen = new HashSet<>();
        long total = 0;
        int[] status = {0};
        for (String operand : options.operands().isEmpty() ? List.of(".") : options.operands()) {
            try {
                total +=
                        usage(process, options, operand, process.files().lstat(process.path(operand)), 0, seen, status);
            } catch (FsException failure) {
                status[0] = process.fail("cannot access '" + operand + "': " + failure.getMessage());
            }
        }
        if (options.has('c')) {
            show(process, options, total, "total");
        }
        return status[0];
    }

    private static long usage(
            Process process, Options.Parsed options, String shown, Inode inode, int depth, Set<Long> seen, int[] status)
            throws IOException {
        process.checkSignals();
        if (!inode.isDirectory() && !seen.add(inode.number())) {
            return 0;
        }
        long bytes = options.has('b') || options.has('1') ? inode.size() : Listing.blocks(inode) * 1024;
        if (inode.isDirectory()) {
            try {
                for (var entry : process.files().list(process.path(shown)).entrySet()) {
                    bytes += usage(
                            process,
                            options,
                            Copying.join(shown, entry.getKey()),
                            entry.getValue(),
                            depth + 1,
                            seen,
                            status);
                }
            } catch (FsException failure) {
                status[0] = process.fail("cannot read directory '" + shown + "': " + failure.getMessage());
            }
        }
        int deepest = options.has('s')
                ? 0
                : options.value('d')
                        .filter(d -> d.matches("\\d{1,4}"))
                        .map(Integer::parseInt)
                        .orElse(Integer.MAX_VALUE);
        if (depth <= deepest && (inode.isDirectory() || options.has('a') || depth == 0)) {
            show(process, options, bytes, shown);
        }
        return bytes;
    }

    private static void show(Process process, Options.Parsed options, long bytes, String name) throws IOException {
        String size = options.has('h')
                ? Sizes.human(bytes)
                : options.has('b')
                        ? Long.toString(bytes)
                        : options.has('m')
                                ? Long.toString((bytes + 1048575) / 1048576)
                                : Long.toString((bytes + 1023) / 1024);
        process.println(size + "\t" + name);
    }

    private static int lsblk(Process process) throws IOException {
        long size = process.guest().world().facts().rootDiskGib();
        process.println("NAME          MAJ:MIN RM SIZE RO TYPE MOUNTPOINTS");
        process.println("nvme0n1       259:0    0 %3dG  0 disk ".formatted(size));
        process.println("├─nvme0n1p1   259:1    0 %3dG  0 part /".formatted(size));
        process.println("├─nvme0n1p127 259:2    0   1M  0 part ");
        process.println("└─nvme0n1p128 259:3    0  10M  0 part /boot/efi");
        return 0;
    }
}
