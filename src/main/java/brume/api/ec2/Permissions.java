package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Peer;
import brume.cloud.network.Permission;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Traffic;
import brume.cloud.sandbox.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/// Reads rules in the three forms in which requests give them.
final class Permissions {

    private Permissions() {}

    /// The old flat form: one rule in the request itself.
    ///
    /// @param group a name or an id
    record Flat(
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String cidr,
            @Nullable String group,
            @Nullable String owner) {

        boolean isEmpty() {
            return protocol == null && from == null && to == null && cidr == null && group == null;
        }
    }

    /// @throws brume.cloud.sandbox.CloudException both forms at once, or a rule is refused
    static List<Permission> of(Call call, List<IpPermission> permissions, Flat flat) {
        if (!permissions.isEmpty() && !flat.isEmpty()) {
            throw new Problem.InvalidCombination(
                            "The parameter ipPermissions may not be used with the parameter ipProtocol")
                    .refused();
        }
        return flat.isEmpty() ? of(call, permissions) : List.of(one(call, flat));
    }

    private static Permission one(Call call, Flat flat) {
        // The old form may name a source group and nothing else: everything from there.
        String protocol = flat.protocol() == null && flat.group() != null ? "-1" : flat.protocol();
        Traffic traffic = Permission.traffic(
                Required.of(protocol, "IpProtocol"), Optional.ofNullable(flat.from()), Optional.ofNullable(flat.to()));
        Peer peer = flat.group() != null
                ? group(
                        call,
                        UserIdGroupPair.builder()
                                .groupName(flat.group())
                                .userId(flat.owner())
                                .build())
                : Permission.block(Required.of(flat.cidr(), "CidrIp"));
        return Permission.of(traffic, peer);
    }

    static List<Permission> of(Call call, List<IpPermission> permissions) {
        List<Permission> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            Traffic traffic = Permission.traffic(
                    Required.of(permission.ipProtocol(), "IpPermissions.IpProtocol"),
                    Optional.ofNullable(permission.fromPort()),
                    Optional.ofNullable(permission.toPort()));
            int before = rules.size();
            for (IpRange range : permission.ipRanges()) {
                rules.add(new Permission(
                        traffic,
                        Permission.block(Required.of(range.cidrIp(), "IpRanges.CidrIp")),
                        text(range.description())));
            }
            for (Ipv6Range range : permission.ipv6Ranges()) {
                rules.add(new Permission(
                        traffic,
                        Permission.blockV6(Required.of(range.cidrIpv6(), "Ipv6Ranges.CidrIpv6")),
                        text(range.description())));
            }
            for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
                rules.add(new Permission(traffic, group(call, pair), text(pair.description())));
            }
            for (PrefixListId list : permission.prefixListIds()) {
                rules.add(new Permission(
                        traffic,
                        new Peer.PrefixList(Required.of(list.prefixListId(), "PrefixListIds.PrefixListId")),
                        text(list.description())));
            }
            if (rules.size() == before) {
                throw new Problem.Specific(
                                "MissingParameter",
                                "Missing source specification: include source security group or CIDR information")
                        .refused();
            }
        }
        return rules;
    }

    /// The form of ModifySecurityGroupRules: exactly one peer.
    static Permission of(SecurityGroupRuleRequest request) {
        List<Peer> peers = new ArrayList<>();
        Optional.ofNullable(request.cidrIpv4()).map(Permission::block).ifPresent(peers::add);
        Optional.ofNullable(request.cidrIpv6()).map(Permission::blockV6).ifPresent(peers::add);
        Optional.ofNullable(request.prefixListId()).map(Peer.PrefixList::new).ifPresent(peers::add);
        Optional.ofNullable(request.referencedGroupId()).map(Peer.Group::new).ifPresent(peers::add);
        if (peers.size() != 1) {
            throw new Problem.InvalidCombination(
                            "Specify exactly one of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupId.")
                    .refused();
        }
        Traffic traffic = Permission.traffic(
                Required.of(request.ipProtocol(), "SecurityGroupRule.IpProtocol"),
                Optional.ofNullable(request.fromPort()),
                Optional.ofNullable(request.toPort()));
        return new Permission(traffic, peers.getFirst(), text(request.description()));
    }

    private static Peer group(Call call, UserIdGroupPair pair) {
        String id = Optional.ofNullable(pair.groupId())
                .orElseGet(() -> byNameOrId(call, Required.of(pair.groupName(), "Groups.GroupId")));
        String owner = Optional.ofNullable(pair.userId()).orElse(call.cloud().account());
        if (!owner.equals(call.cloud().account())) {
            throw new Problem.NotFound(SecurityGroup.KIND, id).refused();
        }
        return new Peer.Group(id);
    }

    private static String byNameOrId(Call call, String text) {
        return text.startsWith("sg-") ? text : SecurityGroupActions.groupId(call, null, text);
    }

    private static String text(@Nullable String description) {
        return Optional.ofNullable(description).orElse("");
    }
}
