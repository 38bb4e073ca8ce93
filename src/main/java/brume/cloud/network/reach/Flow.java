package brume.cloud.network.reach;

import brume.cloud.network.Ipv4;
import brume.cloud.network.Protocol;

/// The first packet of a conversation: where it starts and where it wants to go.
///
/// @param port of the destination; for ICMP the type
public record Flow(Origin from, Ipv4 to, Protocol protocol, int port) {

    /// Where a packet starts.
    public sealed interface Origin {

        /// Somewhere on the internet.
        record Internet(Ipv4 address) implements Origin {}

        /// A network interface of an instance.
        record Card(String networkInterfaceId) implements Origin {}
    }

    /// TCP from the internet.
    public static Flow fromInternet(Ipv4 source, Ipv4 to, int port) {
        return new Flow(new Origin.Internet(source), to, Protocol.TCP, port);
    }

    /// TCP from an instance's interface.
    public static Flow fromCard(String networkInterfaceId, Ipv4 to, int port) {
        return new Flow(new Origin.Card(networkInterfaceId), to, Protocol.TCP, port);
    }
}
