package brume.cloud.network;

import brume.cloud.sandbox.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody asks a security group to allow, or no longer to allow: one rule without its id.
public record Permission(Traffic traffic, Peer peer, String description) {

    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");

    public Permission {
        if (!DESCRIPTION.matcher(description).matches()) {
            throw new Problem.InvalidValue(
                            "Description",
                            description,
                            "Invalid rule description. Valid descriptions are strings less than 256 characters from the"
                                    + " following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*")
                    .refused();
        }
    }

    public static Permission of(Traffic traffic, Peer peer) {
        return new Permission(traffic, peer, "");
    }

    /// The peer that an address block names.
    ///
    /// @throws brume.cloud.sandbox.CloudException malformed
    public static Peer block(String cidr) {
        return Cidr.tryParse(cidr).<Peer>map(Peer.Block::new).orElseThrow(() -> malformed(cidr));
    }

    /// The peer that an IPv6 block names.
    public static Peer blockV6(String cidr) {
        return Ipv6Block.tryParse(cidr).<Peer>map(Peer.BlockV6::new).orElseThrow(() -> malformed(cidr));
    }

    private static RuntimeException malformed(String cidr) {
        return new Problem.InvalidValue("CidrIp", cidr, "CIDR block " + cidr + " is malformed").refused();
    }

    /// Reads protocol and ports as requests give them.
    ///
    /// @param protocol a name or a number; `-1` is everything
    public static Traffic traffic(String protocol, Optional<Integer> from, Optional<Integer> to) {
        String word = protocol.toLowerCase(Locale.ROOT);
        return switch (word) {
            case "-1", "all" -> Traffic.ALL;
            case "tcp", "6" -> ports("tcp", from, to);
            case "udp", "17" -> ports("udp", from, to);
            case "icmp", "1" -> icmp("icmp", from.orElse(-1), to.orElse(-1));
            case "icmpv6", "58" -> icmp("icmpv6", from.orElse(-1), to.orElse(-1));
            default -> {
                if (!word.matches("\\d{1,3}") || Integer.parseInt(word) > 255) {
                    throw new Problem.InvalidValue(
                                    "IpProtocol",
                                    protocol,
                                    "Invalid value '" + protocol + "' for IP protocol. Unknown protocol.")
                            .refused();
                }
                yield new Traffic(Integer.toString(Integer.parseInt(word)), -1, -1);
            }
        };
    }

    private static Traffic ports(String protocol, Optional<Integer> from, Optional<Integer> to) {
        if (from.isEmpty() || to.isEmpty()) {
            throw invalidPorts("Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
        }
        int first = from.get();
        int last = to.get();
        for (int port : new int[] {first, last}) {
            if (port < 0 || port > 65535) {
                throw invalidPorts("TCP/UDP port (" + port + ") out of range");
            }
        }
        if (first > last) {
            throw invalidPorts("Invalid TCP/UDP port range (" + first + ":" + last + ")");
        }
        return new Traffic(protocol, first, last);
    }

    private static Traffic icmp(String protocol, int type, int code) {
        if (type < -1 || type > 255) {
            throw invalidPorts("ICMP type (" + type + ") out of range");
        }
        if (code < -1 || code > 255) {
            throw invalidPorts("ICMP code (" + code + ") out of range");
        }
        if (type == -1 && code != -1) {
            throw invalidPorts("ICMP code (" + code + ") is not allowed without an ICMP type");
        }
        return new Traffic(protocol, type, code);
    }

    private static RuntimeException invalidPorts(String reason) {
        return new Problem.InvalidValue("portRange", "", reason).refused();
    }

    /// As error messages write a rule: `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW`.
    String inWords() {
        String far = switch (peer) {
            case Peer.Block(Cidr cidr) -> cidr.toString();
            case Peer.BlockV6(Ipv6Block cidr) -> cidr.toString();
            case Peer.Group(String id) -> id;
            case Peer.PrefixList(String id) -> id;
        };
        String protocol =
                traffic.protocol().equals("-1") ? "ALL" : traffic.protocol().toUpperCase(Locale.ROOT);
        String ports = switch (traffic.protocol()) {
            case "tcp", "udp" -> ", from port: " + traffic.fromPort() + ", to port: " + traffic.toPort();
            case "icmp", "icmpv6" -> ", type: " + traffic.fromPort() + ", code: " + traffic.toPort();
            default -> "";
        };
        return "peer: " + far + ", " + protocol + ports + ", ALLOW";
    }
}
