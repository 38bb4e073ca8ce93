package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.util.List;

/// One thing that a security group allows.
///
/// @param id `sgr-...`
/// @param egress true for what goes out
public record SecurityGroupRule(
        String id, String region, String groupId, boolean egress, Traffic traffic, Peer peer, String description)
        implements Resource {

    public static final Index<SecurityGroupRule> BY_REGION = Index.of("region", SecurityGroupRule::region);
    public static final Index<SecurityGroupRule> BY_GROUP = Index.of("group", SecurityGroupRule::groupId);
    /// Under the group that the rule names as its peer.
    public static final Index<SecurityGroupRule> BY_PEER_GROUP = new Index<>("peer", rule -> switch (rule.peer()) {
        case Peer.Group(String id) -> List.of(id);
        case Peer.Block block -> List.of();
        case Peer.BlockV6 block -> List.of();
        case Peer.PrefixList list -> List.of();
    });
    public static final Kind<SecurityGroupRule> KIND =
            Kind.of(SecurityGroupRule.class, BY_REGION, BY_GROUP, BY_PEER_GROUP);

    /// Whether two rules allow the same, whatever their descriptions say.
    public boolean sameAs(boolean otherEgress, Traffic otherTraffic, Peer otherPeer) {
        return egress == otherEgress && traffic.equals(otherTraffic) && peer.equals(otherPeer);
    }
}
