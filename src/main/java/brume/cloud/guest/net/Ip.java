package brume.cloud.guest.net;

import brume.cloud.guest.InstanceFacts;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Cidr;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.util.List;

/// `ip addr`, `ip link`, `ip route`, `ip neigh`, with `-br` and `-4`; and `ifconfig`.
final class Ip implements Program {

    private static final int MTU = 9001;

    /// The name of the primary interface on Nitro machines.
    static String card(Process process) {
        return process.guest().world().facts().instanceType().startsWith("t2.") ? "eth0" : "ens5";
    }

    @Override
    public int run(Process process) throws IOException {
        InstanceFacts facts = process.guest().world().facts();
        Cidr subnet = Cidr.tryParse(facts.subnetCidr()).orElse(new Cidr(facts.privateAddress(), 24));
        if (process.name().equals("ifconfig")) {
            return ifconfig(process, facts, subnet);
        }
        boolean brief = process.args().stream().anyMatch(arg -> arg.matches("-br(ief)?"));
        List<String> words =
                process.args().stream().filter(arg -> !arg.startsWith("-")).toList();
        String object = words.isEmpty() ? "" : words.getFirst();
        boolean onlyCard = words.contains(card(process));
        if (!object.isEmpty() && "address".startsWith(object)) {
            return address(process, facts, subnet, brief, onlyCard);
        }
        if (!object.isEmpty() && "link".startsWith(object)) {
            return link(process, facts, brief, onlyCard);
        }
        if (!object.isEmpty() && "route".startsWith(object)) {
            return route(process, facts, subnet, words);
        }
        if (!object.isEmpty() && "neighbour".startsWith(object)) {
            process.println(subnet.base().plus(1) + " dev " + card(process) + " lladdr 06:6f:6e:65:00:01 REACHABLE");
            return 0;
        }
        process.warn(
                object.isEmpty()
                        ? "Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n       where  OBJECT := { address | link | neighbour | route }"
                        : "Object \"" + object + "\" is unknown, try \"ip help\".");
        return object.isEmpty() ? 255 : 1;
    }

    private static int address(Process process, InstanceFacts facts, Cidr subnet, boolean brief, boolean onlyCard)
            throws IOException {
        String own = facts.privateAddress() + "/" + subnet.prefix();
        if (brief) {
            if (!onlyCard) {
                process.println(String.format("%-16s %-14s %s", "lo", "UNKNOWN", "127.0.0.1/8 "));
            }
            process.println(String.format("%-16s %-14s %s", card(process), "UP", own + " "));
            return 0;
        }
        if (!onlyCard) {
            process.println(
                    "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n"
                            + "    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever");
        }
        process.println("2: " + card(process) + ": <BROADCAST,MULTICAST,UP,LOWER_UP> mtu " + MTU
                + " qdisc mq state UP group default qlen 1000\n    link/ether " + facts.mac()
                + " brd ff:ff:ff:ff:ff:ff\n    inet " + own + " metric 512 brd " + broadcast(subnet)
                + " scope global dynamic " + card(process)
                + "\n       valid_lft 3130sec preferred_lft 3130sec");
        return 0;
    }

    private static int link(Process process, InstanceFacts facts, boolean brief, boolean onlyCard) throws IOException {
        if (brief) {
            process.print(
                    onlyCard
                            ? ""
                            : String.format(
                                    "%-16s %-14s %s%n", "lo", "UNKNOWN", "00:00:00:00:00:00 <LOOPBACK,UP,LOWER_UP> "));
            process.println(String.format(
                    "%-16s %-14s %s", card(process), "UP", facts.mac() + " <BROADCAST,MULTICAST,UP,LOWER_UP> "));
            return 0;
        }
        if (!onlyCard) {
            process.println(
                    "1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN mode DEFAULT group default qlen 1000\n    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00");
        }
        process.println("2: " + card(process) + ": <BROADCAST,MULTICAST,UP,LOWER_UP> mtu " + MTU
                + " qdisc mq state UP mode DEFAULT group default qlen 1000\n    link/ether " + facts.mac()
                + " brd ff:ff:ff:ff:ff:ff");
        return 0;
    }

    private static int route(Process process, InstanceFacts facts, Cidr subnet, List<String> words) throws IOException {
        String source = " proto dhcp src " + facts.privateAddress() + " metric 512";
        String gateway = subnet.base().plus(1).toString();
        if (words.contains("get")) {
            Ipv4 to = Ipv4.tryParse(words.getLast()).orElse(Ipv4.parse("0.0.0.0"));
            process.println(to + (subnet.contains(to) ? "" : " via " + gateway) + " dev " + card(process) + " src "
                    + facts.privateAddress() + " uid " + process.login().uid() + "\n    cache");
            return 0;
        }
        process.println("default via " + gateway + " dev " + card(process) + source);
        process.println(subnet + " dev " + card(process) + " proto kernel scope link src " + facts.privateAddress()
                + " metric 512");
        process.println(gateway + " dev " + card(process) + " proto dhcp scope link src " + facts.privateAddress()
                + " metric 512");
        return 0;
    }

    private static Ipv4 broadcast(Cidr subnet) {
        return subnet.base().plus(subnet.size() - 1);
    }

    private static int ifconfig(Process process, InstanceFacts facts, Cidr subnet) throws IOException {
        Ipv4 mask = new Ipv4(subnet.prefix() == 0 ? 0 : -1 << 32 - subnet.prefix());
        process.println(card(process) + ": flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu " + MTU + "\n        inet "
                + facts.privateAddress() + "  netmask " + mask + "  broadcast " + broadcast(subnet) + "\n        ether "
                + facts.mac() + "  txqueuelen 1000  (Ethernet)\n");
        process.println(
                "lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536\n        inet 127.0.0.1  netmask 255.0.0.0\n        loop  txqueuelen 1000  (Local Loopback)\n");
        return 0;
    }
}
