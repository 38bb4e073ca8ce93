package brume.cloud.guest.program.system;

import brume.cloud.guest.Guest;
import brume.cloud.guest.InstanceFacts;
import brume.cloud.guest.program.Options;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.UsageError;
import brume.cloud.guest.program.file.Sizes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the machine is: `uname`, `arch`, `free`, `nproc`, `lscpu`, `dmesg`, `lsb_release`, `getconf`.
public final class Machine implements Program {

    @Override
    public int run(Process process) throws IOException {
        return switch (process.name()) {
            case "uname" -> uname(process);
            case "free" -> free(process);
            case "lscpu" -> lscpu(process);
            case "dmesg" -> dmesg(process);
            case "lsb_release" -> lsb(process);
            default -> {
                InstanceFacts facts = process.guest().world().facts();
                process.println(process.name().equals("arch") ? machine(facts) : Integer.toString(facts.vcpus()));
                yield 0;
            }
        };
    }

    private static String machine(InstanceFacts facts) {
        return facts.architecture().equals("arm64") ? "aarch64" : "x86_64";
    }

    private static int uname(Process process) throws IOException {
        Options.Parsed options = new Options(
                        "asnrvmpio",
                        "all=a kernel-name=s nodename=n kernel-release=r kernel-version=v machine=m processor=p operating-system=o")
                .parse(process.args());
        Guest guest = process.guest();
        String machine = machine(guest.world().facts());
        List<String> parts = new ArrayList<>();
        boolean all = options.has('a');
        if (all || options.has('s') || options.given().isEmpty()) {
            parts.add("Linux");
        }
        if (all || options.has('n')) {
            parts.add(guest.hostname());
        }
        if (all || options.has('r')) {
            parts.add(Guest.kernel(guest.os()));
        }
        if (all || options.has('v')) {
            parts.add("#1 SMP PREEMPT_DYNAMIC Mon Oct  6 21:14:09 UTC 2025");
        }
        if (all || options.has('m')) {
            parts.add(machine);
        }
        if (options.has('p') || all) {
            parts.add(machine);
        }
        if (options.has('i') || all) {
            parts.add(machine);
        }
        if (all || options.has('o')) {
            parts.add("GNU/Linux");
        }
        process.println(String.join(" ", parts));
        return 0;
    }

    private static int free(Process process) throws IOException {
        Options.Parsed options =
                new Options("bkmghtws:c:", "bytes=b kibi=k mebi=m gibi=g human=h total=t wide=w").parse(process.args());
        long total = process.guest().world().facts().memoryMib() * 1024 * 97 / 100;
        long used = 140_000 + process.guest().tasks().all().size() * 2048L;
        long cache = Math.min(220_000, total / 4);
        long[] memory = {total, used, Math.max(0, total - used - cache), 460, cache, Math.max(0, total - used)};
        process.println("               total        used        free      shared  buff/cache   available");
        StringBuilder row = new StringBuilder("Mem:   ");
        for (long value : memory) {
            row.append("%13s".formatted(size(value, options)).substring(row.length() == 7 ? 0 : 1));
        }
        process.println(row.toString());
        long swap = Swap.totalKib(process.guest());
        process.println("Swap:  %13s%12s%12s".formatted(size(swap, options), size(0, options), size(swap, options)));
        return 0;
    }

    private static String size(long kib, Options.Parsed options) {
        if (options.has('h')) {
            return kib == 0 ? "0B" : Sizes.human(kib * 1024) + "i";
        }
        return Long.toString(
                options.has('b')
                        ? kib * 1024
                        : options.has('m') ? kib / 1024 : options.has('g') ? kib / 1024 / 1024 : kib);
    }

    private static int lscpu(Process process) throws IOException {
        InstanceFacts facts = process.guest().world().facts();
        process.println(
                "Architecture:             " + machine(facts)
                        + "\n  CPU op-mode(s):         32-bit, 64-bit\n  Byte Order:             Little Endian\nCPU(s):                   "
                        + facts.vcpus() + "\n  On-line CPU(s) list:    0"
                        + (facts.vcpus() > 1 ? "-" + (facts.vcpus() - 1) : "")
                        + "\nVendor ID:                "
                        + (facts.architecture().equals("arm64") ? "ARM" : "GenuineIntel")
                        + "\n  Model name:             " + Guest.processor(facts.architecture())
                        + "\n    Thread(s) per core:   " + (facts.vcpus() > 1 ? 2 : 1)
                        + "\n    Core(s) per socket:   " + Math.max(1, facts.vcpus() / 2)
                        + "\n    Socket(s):            1\nVirtualization features:\n  Hypervisor vendor:      KVM\n  Virtualization type:    full");
        return 0;
    }

    private static int dmesg(Process process) throws IOException {
        if (process.login().uid() != 0) {
            return process.fail("read kernel buffer failed: Operation not permitted");
        }
        process.print(
                "[    0.000000] Linux version " + Guest.kernel(process.guest().os())
                        + "\n[    0.000000] DMI: Amazon EC2 "
                        + process.guest().world().facts().instanceType()
                        + "/, BIOS 1.0 10/16/2017\n[    0.000000] Hypervisor detected: KVM\n[    0.412331] nvme nvme0: pci function 0000:00:04.0\n[    0.921504] ena 0000:00:05.0: Elastic Network Adapter (ENA)\n[    1.204118] systemd[1]: Detected virtualization amazon.\n");
        return 0;
    }

    private static int lsb(Process process) throws IOException {
        if (process.args().isEmpty()) {
            throw UsageError.plain("No LSB modules are available.");
        }
        String release = process.files().readText("/etc/os-release");
        boolean shortForm = process.args().stream().anyMatch(arg -> arg.matches("-[a-z]*s[a-z]*"));
        String letters = String.join("", process.args()).replace("-", "");
        String[][] rows = {
            {"i", "Distributor ID", field(release, "ID")},
            {"d", "Description", field(release, "PRETTY_NAME")},
            {"r", "Release", field(release, "VERSION_ID")},
            {"c", "Codename", field(release, "VERSION_CODENAME")}
        };
        for (String[] row : rows) {
            if (letters.contains(row[0]) || letters.contains("a")) {
                String value = row[0].equals("i") && !row[2].isEmpty()
                        ? Character.toUpperCase(row[2].charAt(0)) + row[2].substring(1)
                        : row[2];
                process.println(shortForm ? value : row[1] + ":\t" + value);
            }
        }
        return 0;
    }

    private static String field(String release, String name) {
        return release.lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1).replace("\"", ""))
                .findFirst()
                .orElse("");
    }
}
