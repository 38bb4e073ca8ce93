package brume.cloud.network;

/// One numbered rule of a network ACL.
///
/// @param number 1 to 32766; 32767 is the last word, which denies
/// @param protocol `-1` for all, else the protocol's number
/// @param fromPort -1 where ports do not matter
public record NetworkAclEntry(
        int number, boolean egress, String protocol, boolean allow, Cidr cidr, int fromPort, int toPort) {

    public static final int LAST_WORD = 32767;

    boolean matches(Protocol wanted, Ipv4 far, int port) {
        boolean sameProtocol = protocol.equals("-1") || protocol.equals(Integer.toString(wanted.number()));
        return sameProtocol && cidr.contains(far) && (fromPort < 0 || fromPort <= port && port <= toPort);
    }
}
