package brume.cloud.network;

import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The rules of the security groups of one region.
public final class SecurityGroupRules {

    /// In each direction.
    public static final int MAX_RULES_PER_GROUP = 60;

    private final Place place;
    private final SecurityGroups groups;
    private final Regional<SecurityGroupRule> rules;

    SecurityGroupRules(Place place, SecurityGroups groups) {
        this.place = place;
        this.groups = groups;
        this.rules = new Regional<>(
                place, SecurityGroupRule.KIND, SecurityGroupRule.BY_REGION, "sgr-", SecurityGroupRule::region);
    }

    public Collection<SecurityGroupRule> of(State state, String groupId) {
        return state.by(SecurityGroupRule.KIND, SecurityGroupRule.BY_GROUP, groupId);
    }

    public List<SecurityGroupRule> describe(Collection<String> ids) {
        return rules.describe(ids);
    }

    /// Adds rules to a group: all or none.
    ///
    /// @param egress true for what goes out
    public List<SecurityGroupRule> authorize(
            Caller caller, String groupId, boolean egress, List<Permission> wanted, Map<String, String> tags) {
        String action = egress ? "AuthorizeSecurityGroupEgress" : "AuthorizeSecurityGroupIngress";
        checkAsked(wanted);
        return place.write(caller, action, told(groupId, wanted), tx -> {
            SecurityGroup group = groups.get(tx.state(), groupId);
            List<SecurityGroupRule> added = new ArrayList<>();
            for (Permission permission : wanted) {
                checkPeer(tx.state(), group, permission.peer());
                checkNew(tx.state(), groupId, egress, permission);
                SecurityGroupRule rule = tx.put(new SecurityGroupRule(
                        tx.newId("sgr-"),
                        place.name(),
                        groupId,
                        egress,
                        permission.traffic(),
                        permission.peer(),
                        permission.description()));
                TagRules.put(tx, place.name(), rule.id(), "security-group-rule", tags);
                added.add(rule);
            }
            checkRoom(tx.state(), groupId, egress);
            return added;
        });
    }

    private static Map<String, String> told(String groupId, List<Permission> permissions) {
        return Map.of(
                "groupId",
                groupId,
                "rules",
                String.join("; ", permissions.stream().map(Permission::inWords).toList()));
    }

    private static void checkAsked(List<Permission> permissions) {
        if (permissions.isEmpty()) {
            throw new Problem.Missing("ipPermissions").refused();
        }
        Set<Object> seen = new HashSet<>();
        for (Permission permission : permissions) {
            if (!seen.add(List.of(permission.traffic(), permission.peer()))) {
                throw new Problem.InvalidValue(
                                "ipPermissions", "", "The same permission must not appear multiple times")
                        .refused();
            }
        }
    }

    private void checkPeer(State state, SecurityGroup group, Peer peer) {
        switch (peer) {
            case Peer.Group(String id) -> {
                if (!groups.get(state, id).vpcId().equals(group.vpcId())) {
                    throw new Problem.Specific(
                                    "InvalidGroup.NotFound",
                                    "You have specified two resources that belong to different networks.")
                            .refused();
                }
            }
            case Peer.PrefixList(String id) -> {
                if (!id.matches("pl-([0-9a-f]{8}|[0-9a-f]{17})")) {
                    throw new Problem.Specific(
                                    "InvalidPrefixListId.Malformed",
                                    "Invalid id: \"" + id + "\" (expecting \"pl-...\")")
                            .refused();
                }
                if (PrefixList.find(place.region(), id).isEmpty()) {
                    throw new Problem.Specific(
                                    "InvalidPrefixListID.NotFound", "The prefix list ID '" + id + "' does not exist")
                            .refused();
                }
            }
            case Peer.Block block -> {}
            case Peer.BlockV6 block -> {}
        }
    }

    private void checkNew(State state, String groupId, boolean egress, Permission permission) {
        find(state, groupId, egress, permission).ifPresent(known -> {
            throw new Problem.Specific(
                            "InvalidPermission.Duplicate",
                            "the specified rule \"" + permission.inWords() + "\" already exists")
                    .refused();
        });
    }

    private void checkRoom(State state, String groupId, boolean egress) {
        long used = of(state, groupId).stream()
                .filter(rule -> rule.egress() == egress)
                .count();
        if (used > MAX_RULES_PER_GROUP) {
            throw new Problem.LimitExceeded(
                            SecurityGroupRule.KIND,
                            "RulesPerSecurityGroupLimitExceeded",
                            "The maximum number of rules per security group has been reached.")
                    .refused();
        }
    }

    private Optional<SecurityGroupRule> find(State state, String groupId, boolean egress, Permission permission) {
        return of(state, groupId).stream()
                .filter(rule -> rule.sameAs(egress, permission.traffic(), permission.peer()))
                .findFirst();
    }

    private SecurityGroupRule existing(State state, String groupId, boolean egress, Permission permission) {
        return find(state, groupId, egress, permission)
                .orElseThrow(() -> new Problem.Specific(
                                "InvalidPermission.NotFound",
                                "The specified rule does not exist in this security group.")
                        .refused());
    }

    /// Removes rules by what they say: all or none.
    public List<SecurityGroupRule> revoke(Caller caller, String groupId, boolean egress, List<Permission> unwanted) {
        checkAsked(unwanted);
        return place.write(caller, revokeAction(egress), told(groupId, unwanted), tx -> {
            groups.get(tx.state(), groupId);
            return unwanted.stream()
                    .map(permission -> removed(tx, existing(tx.state(), groupId, egress, permission)))
                    .toList();
        });
    }

    /// Removes rules by their ids: all or none.
    public List<SecurityGroupRule> revokeById(
            Caller caller, String groupId, boolean egress, Collection<String> ruleIds) {
        Map<String, String> told = Map.of("groupId", groupId, "ruleIds", String.join(" ", ruleIds));
        return place.write(caller, revokeAction(egress), told, tx -> {
            groups.get(tx.state(), groupId);
            return ruleIds.stream()
                    .map(id -> removed(tx, inGroup(tx.state(), groupId, egress, id)))
                    .toList();
        });
    }

    private static String revokeAction(boolean egress) {
        return egress ? "RevokeSecurityGroupEgress" : "RevokeSecurityGroupIngress";
    }

    private static SecurityGroupRule removed(Transaction tx, SecurityGroupRule rule) {
        tx.remove(rule);
        TagRules.drop(tx, rule.id());
        return rule;
    }

    private SecurityGroupRule inGroup(State state, String groupId, boolean egress, String ruleId) {
        SecurityGroupRule rule = rules.get(state, ruleId);
        if (!rule.groupId().equals(groupId) || rule.egress() != egress) {
            throw new Problem.NotFound(SecurityGroupRule.KIND, ruleId).refused();
        }
        return rule;
    }

    /// Gives rules of a group a new content; direction and id stay.
    public void modify(Caller caller, String groupId, Map<String, Permission> byRuleId) {
        Map<String, String> told = Map.of("groupId", groupId, "ruleIds", String.join(" ", byRuleId.keySet()));
        place.write(caller, "ModifySecurityGroupRules", told, tx -> {
            SecurityGroup group = groups.get(tx.state(), groupId);
            byRuleId.forEach((id, permission) -> {
                SecurityGroupRule rule = rules.get(tx.state(), id);
                inGroup(tx.state(), groupId, rule.egress(), id);
                checkPeer(tx.state(), group, permission.peer());
                find(tx.state(), groupId, rule.egress(), permission)
                        .filter(other -> !other.id().equals(id))
                        .ifPresent(other -> checkNew(tx.state(), groupId, rule.egress(), permission));
                tx.put(new SecurityGroupRule(
                        id,
                        rule.region(),
                        groupId,
                        rule.egress(),
                        permission.traffic(),
                        permission.peer(),
                        permission.description()));
            });
            return groupId;
        });
    }

    /// Gives the rules that say the same their new descriptions.
    public void describeAs(Caller caller, String groupId, boolean egress, List<Permission> permissions) {
        checkAsked(permissions);
        place.write(caller, descriptionAction(egress), told(groupId, permissions), tx -> {
            groups.get(tx.state(), groupId);
            permissions.forEach(permission ->
                    describe(tx, existing(tx.state(), groupId, egress, permission), permission.description()));
            return groupId;
        });
    }

    /// Gives rules their new descriptions, by rule id.
    public void describeAs(Caller caller, String groupId, boolean egress, Map<String, String> byRuleId) {
        Map<String, String> told = Map.of("groupId", groupId, "ruleIds", String.join(" ", byRuleId.keySet()));
        place.write(caller, descriptionAction(egress), told, tx -> {
            groups.get(tx.state(), groupId);
            byRuleId.forEach((id, text) -> {
                SecurityGroupRule rule = inGroup(tx.state(), groupId, egress, id);
                describe(tx, rule, new Permission(rule.traffic(), rule.peer(), text).description());
            });
            return groupId;
        });
    }

    private static String descriptionAction(boolean egress) {
        return egress ? "UpdateSecurityGroupRuleDescriptionsEgress" : "UpdateSecurityGroupRuleDescriptionsIngress";
    }

    private static void describe(Transaction tx, SecurityGroupRule rule, String text) {
        tx.put(new SecurityGroupRule(
                rule.id(), rule.region(), rule.groupId(), rule.egress(), rule.traffic(), rule.peer(), text));
    }
}
