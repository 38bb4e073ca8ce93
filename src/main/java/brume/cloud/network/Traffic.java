package brume.cloud.network;

/// Which packets a rule speaks of.
///
/// @param protocol `tcp`, `udp`, `icmp`, `icmpv6`, another protocol's number, or `-1` for everything
/// @param fromPort the first port, or the ICMP type; -1 is every one
/// @param toPort the last port, or the ICMP code; -1 is every one
public record Traffic(String protocol, int fromPort, int toPort) {

    public static final Traffic ALL = new Traffic("-1", -1, -1);

    public static Traffic tcp(int port) {
        return new Traffic("tcp", port, port);
    }

    /// @param port of the destination; for ICMP the type
    public boolean matches(Protocol wanted, int port) {
        if (protocol.equals("-1")) {
            return true;
        }
        boolean sameProtocol = switch (wanted) {
            case TCP -> protocol.equals("tcp");
            case UDP -> protocol.equals("udp");
            case ICMP -> protocol.equals("icmp");
        };
        if (!sameProtocol) {
            return false;
        }
        if (wanted == Protocol.ICMP) {
            return fromPort == -1 || fromPort == port;
        }
        return fromPort <= port && port <= toPort;
    }
}
