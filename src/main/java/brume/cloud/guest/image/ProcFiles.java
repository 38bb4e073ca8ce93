package brume.cloud.guest.image;

import brume.cloud.guest.Guest;
import brume.cloud.guest.InstanceFacts;
import brume.cloud.guest.program.system.Swap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;

/// What the files under `/proc` and `/sys` hold.
final class ProcFiles {

    private final Guest guest;

    private ProcFiles(Guest guest) {
        this.guest = guest;
    }

    static void generate(Guest guest) {
        ProcFiles files = new ProcFiles(guest);
        UUID bootId = files.uuid();
        files.put("uptime", files::uptime);
        files.put(
                "loadavg",
                () -> "0.00 0.01 0.00 1/" + guest.tasks().all().size() + " "
                        + guest.tasks().all().getLast().pid() + "\n");
        files.put("cpuinfo", files::cpuinfo);
        files.put("meminfo", files::meminfo);
        files.put(
                "version",
                () -> "Linux version " + Guest.kernel(guest.os())
                        + " (builder@brume) (gcc 11.4.1) #1 SMP PREEMPT_DYNAMIC\n");
        files.put(
                "stat",
                () -> "cpu  1024 0 512 90112 32 0 8 2 0 0\nbtime "
                        + guest.bootedAt().getEpochSecond() + "\n");
        files.put("mounts", files::mounts);
        files.put(
                "cmdline",
                () -> "BOOT_IMAGE=/boot/vmlinuz-" + Guest.kernel(guest.os())
                        + " root=/dev/nvme0n1p1 ro console=tty0 console=ttyS0,115200n8\n");
        files.put("filesystems", () -> "nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\n\text4\n\txfs\n");
        files.put(
                "partitions",
                () -> "major minor  #blocks  name\n\n 259        0 %10d nvme0n1\n 259        1 %10d nvme0n1p1\n"
                        .formatted(
                                guest.world().facts().rootDiskGib() * 1024 * 1024,
                                guest.world().facts().rootDiskGib() * 1024 * 1024 - 13312));
        files.put("sys/kernel/hostname", () -> guest.hostname() + "\n");
        files.put("sys/kernel/osrelease", () -> Guest.kernel(guest.os()) + "\n");
        files.put("sys/kernel/random/boot_id", () -> bootId + "\n");
        files.put("sys/kernel/random/uuid", () -> files.uuid() + "\n");
        files.put("sys/kernel/pid_max", () -> "4194304\n");
        files.put("sys/net/ipv4/ip_forward", () -> "0\n");
        files.put("sys/vm/swappiness", () -> "60\n");
        guest.files().generate("sys/vendor", () -> "Amazon EC2\n".getBytes(StandardCharsets.UTF_8));
        guest.files()
                .generate(
                        "sys/product",
                        () -> (guest.world().facts().instanceType() + "\n").getBytes(StandardCharsets.UTF_8));
        guest.files()
                .generate(
                        "sys/instance",
                        () -> (guest.world().facts().instanceId() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void put(String name, Supplier<String> text) {
        guest.files().generate("proc/" + name, () -> text.get().getBytes(StandardCharsets.UTF_8));
    }

    private UUID uuid() {
        long high = guest.world().random().nextLong() & ~0xF000L | 0x4000L;
        long low = guest.world().random().nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private String uptime() {
        double seconds = Duration.between(guest.bootedAt(), guest.world().now()).toMillis() / 1000.0;
        return String.format(
                Locale.ROOT,
                "%.2f %.2f%n",
                seconds,
                seconds * guest.world().facts().vcpus() * 0.97);
    }

    private String cpuinfo() {
        InstanceFacts facts = guest.world().facts();
        boolean arm = facts.architecture().equals("arm64");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < facts.vcpus(); i++) {
            all.append("processor\t: ").append(i).append('\n');
            if (!arm) {
                all.append("vendor_id\t: GenuineIntel\ncpu family\t: 6\nmodel\t\t: 85\n");
            }
            all.append("model name\t: ")
                    .append(Guest.processor(facts.architecture()))
                    .append('\n');
            all.append("cpu MHz\t\t: 2499.998\ncache size\t: 36608 KB\ncpu cores\t: ")
                    .append(Math.max(1, facts.vcpus() / 2))
                    .append("\nbogomips\t: 4999.99\n\n");
        }
        return all.toString();
    }

    private String meminfo() {
        long total = guest.world().facts().memoryMib() * 1024 * 97 / 100;
        long used = 140_000 + guest.tasks().all().size() * 2048L;
        long swap = Swap.totalKib(guest);
        return "MemTotal:       %8d kB%nMemFree:        %8d kB%nMemAvailable:   %8d kB%nBuffers:        %8d kB%nCached:         %8d kB%nSwapTotal:      %8d kB%nSwapFree:       %8d kB%n"
                .formatted(
                        total,
                        Math.max(0, total - used - 220_000),
                        Math.max(0, total - used),
                        2180,
                        217_820,
                        swap,
                        swap);
    }

    private String mounts() {
        String type = guest.os().family() == OperatingSystem.Family.DEBIAN ? "ext4" : "xfs";
        return "/dev/nvme0n1p1 / " + type + " rw,noatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n"
                + "sysfs /sys sysfs rw,nosuid,nodev,noexec,relatime 0 0\ntmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0\ntmpfs /run tmpfs rw,nosuid,nodev,mode=755 0 0\n";
    }
}
