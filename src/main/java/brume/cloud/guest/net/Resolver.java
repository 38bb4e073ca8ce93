package brume.cloud.guest.net;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/// `dig`, `nslookup`, `host`, `getent hosts`, `resolvectl query`: what a name means from here.
///
/// Differs from Linux: only A records are known; a server given with `@` is not asked separately.
final class Resolver implements Program {

    @Override
    public int run(Process process) throws IOException {
        List<String> words = process.args().stream()
                .filter(arg -> !arg.startsWith("-") && !arg.startsWith("+") && !arg.startsWith("@"))
                .filter(arg -> !arg.matches("A|IN|hosts|ahosts|query|ANY"))
                .toList();
        if (process.name().equals("getent")
                && !process.args().isEmpty()
                && !process.args().getFirst().matches("a?hosts")) {
            return database(process);
        }
        if (words.isEmpty()) {
            process.warn("usage: " + process.name() + " name");
            return 1;
        }
        String name = words.getFirst().replaceFirst("\\.$", "");
        Optional<Ipv4> address;
        try {
            address = Optional.of(GuestNetwork.of(process.guest()).resolve(name));
        } catch (UnknownHostException unknown) {
            address = Optional.empty();
        }
        String server = server(process);
        return switch (process.name()) {
            case "dig" -> dig(process, name, address, server);
            case "host" -> {
                process.println(address.map(found -> name + " has address " + found)
                        .orElse("Host " + name + " not found: 3(NXDOMAIN)"));
                yield address.isPresent() ? 0 : 1;
            }
            case "nslookup" -> {
                process.println("Server:\t\t" + server + "\nAddress:\t" + server + "#53\n");
                process.println(
                        address.map(found -> "Non-authoritative answer:\nName:\t" + name + "\nAddress: " + found + "\n")
                                .orElse("** server can't find " + name + ": NXDOMAIN\n"));
                yield address.isPresent() ? 0 : 1;
            }
            case "resolvectl" -> {
                process.println(address.map(found -> name + ": " + found + "\n")
                        .orElse(name + ": resolve call failed: '" + name + "' not found"));
                yield address.isPresent() ? 0 : 1;
            }
            default -> {
                if (address.isPresent()) {
                    process.println(String.format("%-15s %s", address.get(), name));
                }
                yield address.isPresent() ? 0 : 2;
            }
        };
    }

    private static int dig(Process process, String name, Optional<Ipv4> address, String server) throws IOException {
        if (process.args().contains("+short")) {
            process.print(address.map(found -> found + "\n").orElse(""));
            return 0;
        }
        int id = process.guest().world().random().nextInt(65_536);
        process.println("\n; <<>> DiG 9.18.33 <<>> " + String.join(" ", process.args())
                + "\n;; global options: +cmd\n;; Got answer:\n;; ->>HEADER<<- opcode: QUERY, status: "
                + (address.isPresent() ? "NOERROR" : "NXDOMAIN") + ", id: " + id
                + "\n;; flags: qr rd ra; QUERY: 1, ANSWER: " + (address.isPresent() ? 1 : 0)
                + ", AUTHORITY: 0, ADDITIONAL: 1\n");
        process.println(";; QUESTION SECTION:\n;" + name + ".\t\t\tIN\tA\n");
        if (address.isPresent()) {
            process.println(";; ANSWER SECTION:\n" + name + ".\t\t60\tIN\tA\t" + address.get() + "\n");
        }
        process.println(";; SERVER: " + server + "#53(" + server + ") (UDP)\n");
        return 0;
    }

    private static int database(Process process) throws IOException {
        String file = switch (process.args().getFirst()) {
            case "passwd" -> "/etc/passwd";
            case "group" -> "/etc/group";
            case "services" -> "/etc/services";
            default -> "";
        };
        if (file.isEmpty()) {
            process.warn("Unknown database: " + process.args().getFirst());
            return 1;
        }
        List<String> keys = process.args().subList(1, process.args().size());
        int found = 0;
        for (String line : process.files().readText(file).lines().toList()) {
            String[] field = line.split(":", -1);
            if (keys.isEmpty() || keys.contains(field[0]) || field.length > 2 && keys.contains(field[2])) {
                process.println(line);
                found++;
            }
        }
        return found == 0 && !keys.isEmpty() ? 2 : 0;
    }

    private static String server(Process process) {
        try {
            return process.guest()
                    .files()
                    .asRoot()
                    .readText("/etc/resolv.conf")
                    .lines()
                    .filter(line -> line.startsWith("nameserver "))
                    .map(line -> line.substring(11).strip())
                    .findFirst()
                    .orElse("127.0.0.53");
        } catch (brume.cloud.guest.fs.FsException none) {
            return "127.0.0.53";
        }
    }
}
