package brume.cloud.network.reach;

import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkAcl;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Peer;
import brume.cloud.network.PrefixList;
import brume.cloud.network.Protocol;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.State;
import java.util.Optional;

/// What security groups and network ACLs say to a packet.
final class Filters {

    private final State state;

    Filters(State state) {
        this.state = state;
    }

    /// @param groups the ids of the groups that were asked
    /// @param rule the id of the rule that allowed it, else empty
    record Verdict(String groups, boolean allowed, String rule) {}

    Verdict ingress(NetworkInterface card, Flow flow, Ipv4 source, Optional<NetworkInterface> sender) {
        return verdict(card, false, flow, source, sender);
    }

    Verdict egress(NetworkInterface card, Flow flow) {
        Optional<NetworkInterface> receiver = new Tables(state).privately(card.vpcId(), flow.to());
        return verdict(card, true, flow, flow.to(), receiver);
    }

    private Verdict verdict(
            NetworkInterface card, boolean egress, Flow flow, Ipv4 far, Optional<NetworkInterface> farCard) {
        Optional<SecurityGroupRule> allowing = card.groupIds().stream()
                .flatMap(group -> state.by(SecurityGroupRule.KIND, SecurityGroupRule.BY_GROUP, group).stream())
                .filter(rule -> rule.egress() == egress)
                .filter(rule -> rule.traffic().matches(flow.protocol(), flow.port()))
                .filter(rule -> speaksOf(rule, far, farCard))
                .findFirst();
        return new Verdict(
                String.join(", ", card.groupIds()),
                allowing.isPresent(),
                allowing.map(SecurityGroupRule::id).orElse(""));
    }

    private static boolean speaksOf(SecurityGroupRule rule, Ipv4 far, Optional<NetworkInterface> farCard) {
        return switch (rule.peer()) {
            case Peer.Block block -> block.cidr().contains(far);
            case Peer.Group group ->
                farCard.map(card -> card.groupIds().contains(group.groupId())).orElse(false);
            case Peer.BlockV6 sixth -> false;
            case Peer.PrefixList list ->
                AwsOffer.region(rule.region())
                        .flatMap(region -> PrefixList.find(region, list.prefixListId()))
                        .filter(known -> known.contains(far))
                        .isPresent();
        };
    }

    /// A subnet that no ACL names is open, as under a default ACL.
    boolean acl(String subnetId, boolean egress, Protocol protocol, Ipv4 far, int port) {
        return guard(subnetId)
                .map(acl -> acl.allows(egress, protocol, far, port))
                .orElse(true);
    }

    String aclId(String subnetId) {
        return guard(subnetId).map(NetworkAcl::id).orElse(subnetId);
    }

    private Optional<NetworkAcl> guard(String subnetId) {
        return state.by(NetworkAcl.KIND, NetworkAcl.BY_SUBNET, subnetId).stream()
                .findFirst();
    }
}
