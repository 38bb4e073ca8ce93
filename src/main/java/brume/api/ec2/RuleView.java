package brume.api.ec2;

import brume.cloud.network.Peer;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.network.Traffic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/// Rules of security groups in the provider's two forms: each for itself, and gathered by traffic.
final class RuleView {

    private RuleView() {}

    static software.amazon.awssdk.services.ec2.model.SecurityGroupRule of(Row<SecurityGroupRule> row) {
        SecurityGroupRule rule = row.it();
        var view = software.amazon.awssdk.services.ec2.model.SecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .securityGroupRuleArn(
                        "arn:aws:ec2:" + rule.region() + ":" + row.account() + ":security-group-rule/" + rule.id())
                .groupId(rule.groupId())
                .groupOwnerId(row.account())
                .isEgress(rule.egress())
                .ipProtocol(rule.traffic().protocol())
                .fromPort(rule.traffic().fromPort())
                .toPort(rule.traffic().toPort())
                .description(text(rule.description()))
                .tags(row.tagViews());
        switch (rule.peer()) {
            case Peer.Block(var cidr) -> view.cidrIpv4(cidr.toString());
            case Peer.BlockV6(var cidr) -> view.cidrIpv6(cidr.toString());
            case Peer.PrefixList(String id) -> view.prefixListId(id);
            case Peer.Group(String id) ->
                view.referencedGroupInfo(ReferencedSecurityGroup.builder()
                        .groupId(id)
                        .userId(row.account())
                        .vpcId(row.state()
                                .find(SecurityGroup.KIND, id)
                                .filter(group -> !group.vpcId().equals(vpcOf(row)))
                                .map(SecurityGroup::vpcId)
                                .orElse(null))
                        .build());
        }
        return view.build();
    }

    private static String vpcOf(Row<SecurityGroupRule> row) {
        return row.state()
                .find(SecurityGroup.KIND, row.it().groupId())
                .map(SecurityGroup::vpcId)
                .orElse("");
    }

    /// The rules of one direction, those of the same traffic together.
    static List<IpPermission> permissions(Collection<SecurityGroupRule> rules, boolean egress, String account) {
        Map<Traffic, List<SecurityGroupRule>> byTraffic = new LinkedHashMap<>();
        rules.stream()
                .filter(rule -> rule.egress() == egress)
                .forEach(rule -> byTraffic
                        .computeIfAbsent(rule.traffic(), traffic -> new ArrayList<>())
                        .add(rule));
        List<IpPermission> permissions = new ArrayList<>();
        byTraffic.forEach((traffic, same) -> permissions.add(permission(traffic, same, account)));
        return permissions;
    }

    private static IpPermission permission(Traffic traffic, List<SecurityGroupRule> rules, String account) {
        List<IpRange> blocks = new ArrayList<>();
        List<Ipv6Range> blocksV6 = new ArrayList<>();
        List<UserIdGroupPair> groups = new ArrayList<>();
        List<PrefixListId> lists = new ArrayList<>();
        for (SecurityGroupRule rule : rules) {
            @Nullable String description = text(rule.description());
            switch (rule.peer()) {
                case Peer.Block(var cidr) ->
                    blocks.add(IpRange.builder()
                            .cidrIp(cidr.toString())
                            .description(description)
                            .build());
                case Peer.BlockV6(var cidr) ->
                    blocksV6.add(Ipv6Range.builder()
                            .cidrIpv6(cidr.toString())
                            .description(description)
                            .build());
                case Peer.Group(String id) ->
                    groups.add(UserIdGroupPair.builder()
                            .groupId(id)
                            .userId(account)
                            .description(description)
                            .build());
                case Peer.PrefixList(String id) ->
                    lists.add(PrefixListId.builder()
                            .prefixListId(id)
                            .description(description)
                            .build());
            }
        }
        IpPermission.Builder permission = IpPermission.builder()
                .ipProtocol(traffic.protocol())
                .ipRanges(blocks)
                .ipv6Ranges(blocksV6)
                .userIdGroupPairs(groups)
                .prefixListIds(lists);
        if (!traffic.protocol().equals(Traffic.ALL.protocol())) {
            permission.fromPort(traffic.fromPort()).toPort(traffic.toPort());
        }
        return permission.build();
    }

    /// What was never described shows no description.
    private static @Nullable String text(String description) {
        return description.isEmpty() ? null : description;
    }
}
