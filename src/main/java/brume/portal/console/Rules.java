package brume.portal.console;

import brume.cloud.network.Peer;
import brume.cloud.network.Traffic;
import brume.portal.part.Words;
import java.util.Locale;

/// Writes rules as tables of the console show them.
final class Rules {

    private Rules() {}

    static String protocol(Traffic traffic) {
        return traffic.protocol().equals("-1")
                ? Words.say("console.all")
                : traffic.protocol().toUpperCase(Locale.ROOT);
    }

    static String ports(Traffic traffic) {
        if (traffic.protocol().equals("-1") || traffic.fromPort() < 0) {
            return Words.say("console.all");
        }
        return traffic.fromPort() == traffic.toPort()
                ? Integer.toString(traffic.fromPort())
                : traffic.fromPort() + "-" + traffic.toPort();
    }

    static String peer(Peer peer) {
        return switch (peer) {
            case Peer.Block block -> block.cidr().toString();
            case Peer.BlockV6 block -> block.cidr().toString();
            case Peer.Group group -> group.groupId();
            case Peer.PrefixList list -> list.prefixListId();
        };
    }
}
