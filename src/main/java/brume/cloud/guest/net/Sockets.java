package brume.cloud.guest.net;

import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import java.io.IOException;

/// `ss` and `netstat`: the listening TCP sockets (`-l`, `-t`, `-n`, `-p`).
///
/// Differs from Linux: established connections and UDP are not listed.
final class Sockets implements Program {

    @Override
    public int run(Process process) throws IOException {
        String letters = String.join(
                "", process.args().stream().filter(arg -> arg.startsWith("-")).toList());
        boolean owners = letters.contains("p");
        boolean listening = letters.contains("l") || letters.contains("a");
        boolean udpOnly = letters.contains("u") && !letters.contains("t");
        boolean numeric = letters.contains("n");
        boolean netstat = process.name().equals("netstat");
        boolean root = process.login().uid() == 0;
        if (netstat) {
            if (letters.contains("r")) {
                return new Ip().run(process.with(java.util.List.of("ip", "route")));
            }
            process.println("Active Internet connections " + (listening ? "(only servers)" : "(w/o servers)"));
            process.println("Proto Recv-Q Send-Q Local Address           Foreign Address         State      "
                    + (owners ? " PID/Program name    " : ""));
        } else {
            String kind = letters.contains("t") || letters.contains("u") ? "" : "Netid ";
            process.println(
                    kind + "State  Recv-Q Send-Q Local Address:Port  Peer Address:Port" + (owners ? "Process" : ""));
        }
        if (!listening || udpOnly) {
            return 0;
        }
        for (Ports.Bound socket : Ports.of(process.guest()).all()) {
            boolean mine = root || socket.owner().uid() == process.login().uid();
            String port = numeric ? Integer.toString(socket.port()) : service(socket.port());
            String owner = !owners
                    ? ""
                    : netstat
                            ? mine ? socket.owner().pid() + "/" + socket.program() : "-"
                            : mine
                                    ? "users:((\"" + socket.program() + "\",pid="
                                            + socket.owner().pid() + ",fd=6))"
                                    : "";
            if (netstat) {
                process.println(String.format(
                                "tcp   %6d %6d %-23s %-23s %-11s %s",
                                0, 0, socket.address() + ":" + port, "0.0.0.0:*", "LISTEN", owner)
                        .stripTrailing());
            } else {
                String kind = letters.contains("t") || letters.contains("u") ? "" : "tcp   ";
                process.println(String.format(
                                "%sLISTEN 0      %-6d %13s:%-5s %13s:*    %s",
                                kind, socket.backlog(), socket.address(), port, "0.0.0.0", owner)
                        .stripTrailing());
            }
        }
        return 0;
    }

    private static String service(int port) {
        return switch (port) {
            case 22 -> "ssh";
            case 53 -> "domain";
            case 80 -> "http";
            case 443 -> "https";
            case 3306 -> "mysql";
            case 8080 -> "webcache";
            default -> Integer.toString(port);
        };
    }
}
