package brume.cloud.guest.net;

import brume.cloud.guest.InstanceFacts;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;
import java.util.List;

/// `hostname` (`-f`, `-s`, `-d`, `-i`, `-I`, or a new name) and `hostnamectl`.
final class Hostname implements Program {

    @Override
    public int run(Process process) throws IOException {
        return process.name().equals("hostnamectl") ? control(process) : hostname(process);
    }

    private static int hostname(Process process) throws IOException {
        String name = process.guest().hostname();
        InstanceFacts facts = process.guest().world().facts();
        String option = process.args().isEmpty() ? "" : process.args().getFirst();
        String full = facts.hostname().startsWith(name + ".") ? facts.hostname() : name;
        return switch (option) {
            case "" -> said(process, name);
            case "-f", "--fqdn", "--long" -> said(process, full);
            case "-s", "--short" -> said(process, name.replaceFirst("\\..*", ""));
            case "-d", "--domain" -> said(process, full.contains(".") ? full.replaceFirst("^[^.]*\\.", "") : "");
            case "-i", "--ip-address" -> said(process, facts.privateAddress().toString());
            case "-I", "--all-ip-addresses" -> said(process, facts.privateAddress() + " ");
            default ->
                option.startsWith("-")
                        ? process.fail("invalid option -- '" + option.replaceFirst("^-+", "") + "'")
                        : set(process, option);
        };
    }

    private static int said(Process process, String line) throws IOException {
        process.println(line);
        return 0;
    }

    private static int set(Process process, String name) throws IOException {
        if (process.login().uid() != 0) {
            return process.fail("you must be root to change the host name");
        }
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9.-]{0,62})")) {
            return process.fail("the specified hostname is invalid");
        }
        process.guest().setHostname(name);
        return 0;
    }

    private static int control(Process process) throws IOException {
        List<String> args = process.args();
        if (args.size() == 2 && args.getFirst().matches("set-hostname|hostname")) {
            return set(process, args.get(1));
        }
        if (!args.isEmpty() && args.getFirst().equals("hostname")) {
            return said(process, process.guest().hostname());
        }
        InstanceFacts facts = process.guest().world().facts();
        process.println(" Static hostname: " + process.guest().hostname()
                + "\n       Icon name: computer-vm\n         Chassis: vm\n  Virtualization: amazon\nOperating System: "
                + process.guest().os().prettyName() + "\n          Kernel: Linux "
                + brume.cloud.guest.Guest.kernel(process.guest().os())
                + "\n    Architecture: " + facts.architecture().replace("_", "-")
                + "\n Hardware Vendor: Amazon EC2\n  Hardware Model: " + facts.instanceType());
        return 0;
    }
}
