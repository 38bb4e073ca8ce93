package brume.cloud.network;

import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The security groups of one region. Their rules: [SecurityGroupRules].
public final class SecurityGroups {

    public static final int MAX_GROUPS = 2500;
    public static final int MAX_GROUPS_PER_INTERFACE = 5;
    private static final Pattern TEXT = Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]{1,255}");

    private final Place place;
    private final Regional<SecurityGroup> groups;

    public SecurityGroups(Place place) {
        this.place = place;
        this.groups = new Regional<>(place, SecurityGroup.KIND, SecurityGroup.BY_REGION, "sg-", SecurityGroup::region);
    }

    public SecurityGroupRules rules() {
        return new SecurityGroupRules(place, this);
    }

    /// @param vpcId the default VPC when empty
    public SecurityGroup create(
            Caller caller, String name, String description, Optional<String> vpcId, Map<String, String> tags) {
        checkTexts(name, description);
        return place.write(caller, "CreateSecurityGroup", Map.of("groupName", name), tx -> {
            State state = tx.state();
            Vpc vpc =
                    vpcId.map(id -> Regional.vpcs(place).get(state, id)).orElseGet(() -> DefaultVpc.get(state, place));
            if (find(state, vpc.id(), name).isPresent()) {
                throw new Problem.Specific(
                                "InvalidGroup.Duplicate",
                                "The security group '" + name + "' already exists for VPC '" + vpc.id() + "'")
                        .refused();
            }
            if (groups.all(state).size() >= MAX_GROUPS) {
                throw new Problem.LimitExceeded(
                                SecurityGroup.KIND,
                                "SecurityGroupLimitExceeded",
                                "The maximum number of security groups for this account has been reached.")
                        .refused();
            }
            SecurityGroup group = tx.put(new SecurityGroup(tx.newId("sg-"), place.name(), vpc.id(), name, description));
            DefaultNetwork.allowAllOut(tx, group);
            TagRules.put(tx, place.name(), group.id(), "security-group", tags);
            return group;
        });
    }

    private static void checkTexts(String name, String description) {
        if (name.isEmpty()) {
            throw new Problem.Missing("GroupName").refused();
        }
        if (description.isEmpty()) {
            throw new Problem.Missing("GroupDescription").refused();
        }
        if (name.startsWith("sg-")) {
            throw invalid("GroupName", name, "Group names may not be in the format sg-*");
        }
        if (name.equalsIgnoreCase(SecurityGroup.DEFAULT_NAME)) {
            throw invalid("GroupName", name, "Cannot use reserved security group name: " + name);
        }
        checkText("GroupName", name);
        checkText("GroupDescription", description);
    }

    private static void checkText(String parameter, String text) {
        if (!TEXT.matcher(text).matches()) {
            String why = text.chars().allMatch(c -> c < 128)
                    ? "Valid values are non-empty strings less than 256 characters from the following set: a-zA-Z0-9."
                            + " _-:/()#,@[]+=&;{}!$*"
                    : "Character sets beyond ASCII are not supported.";
            String shown = text.length() > 300 ? text.substring(0, 300) + "..." : text;
            throw invalid(parameter, text, "Value (" + shown + ") for parameter " + parameter + " is invalid. " + why);
        }
    }

    private static RuntimeException invalid(String parameter, String value, String reason) {
        return new Problem.InvalidValue(parameter, value, reason).refused();
    }

    public void delete(Caller caller, String groupId) {
        place.write(caller, "DeleteSecurityGroup", Map.of("groupId", groupId), tx -> {
            SecurityGroup group = get(tx.state(), groupId);
            checkUnused(tx.state(), group);
            rules().of(tx.state(), groupId).forEach(rule -> {
                tx.remove(rule);
                TagRules.drop(tx, rule.id());
            });
            tx.remove(group);
            TagRules.drop(tx, groupId);
            return group;
        });
    }

    private static void checkUnused(State state, SecurityGroup group) {
        if (group.isDefault()) {
            throw new Problem.Specific(
                            "CannotDelete",
                            "the specified group: \"" + group.id() + "\" name: \"default\" cannot be deleted by a user")
                    .refused();
        }
        boolean worn = !state.by(NetworkInterface.KIND, NetworkInterface.BY_GROUP, group.id())
                .isEmpty();
        boolean named = state.by(SecurityGroupRule.KIND, SecurityGroupRule.BY_PEER_GROUP, group.id()).stream()
                .anyMatch(rule -> !rule.groupId().equals(group.id()));
        if (worn || named) {
            throw new Problem.StillInUse(
                            SecurityGroup.KIND, group.id(), "resource " + group.id() + " has a dependent object")
                    .refused();
        }
    }

    /// All groups, or those asked for by id or, in the default VPC, by name.
    public List<SecurityGroup> describe(Collection<String> ids, Collection<String> names) {
        State state = place.state();
        if (ids.isEmpty() && names.isEmpty()) {
            return List.copyOf(groups.all(state));
        }
        List<SecurityGroup> found = new ArrayList<>();
        ids.forEach(id -> found.add(get(state, id)));
        names.forEach(name -> found.add(named(state, name)));
        return found.stream().distinct().toList();
    }

    public SecurityGroup get(State state, String id) {
        return groups.get(state, id);
    }

    public Optional<SecurityGroup> find(String id) {
        return groups.find(place.state(), id);
    }

    /// A group of the default VPC by its name.
    public SecurityGroup named(State state, String name) {
        Vpc vpc = DefaultVpc.get(state, place);
        return find(state, vpc.id(), name)
                .orElseThrow(() -> new Problem.Specific(
                                "InvalidGroup.NotFound",
                                "The security group '" + name + "' does not exist in default VPC '" + vpc.id() + "'")
                        .refused());
    }

    public Optional<SecurityGroup> find(State state, String vpcId, String name) {
        return state.by(SecurityGroup.KIND, SecurityGroup.BY_NAME, SecurityGroup.nameKey(vpcId, name)).stream()
                .findFirst();
    }

    /// The groups that an interface in the VPC shall wear: those named, or the VPC's default group.
    ///
    /// @throws brume.cloud.sandbox.CloudException one does not exist, is of another VPC, or they are too many
    public List<String> toWear(Transaction tx, Subnet subnet, Collection<String> ids) {
        if (ids.isEmpty()) {
            return find(tx.state(), subnet.vpcId(), SecurityGroup.DEFAULT_NAME).stream()
                    .map(SecurityGroup::id)
                    .toList();
        }
        List<String> distinct = ids.stream().distinct().toList();
        for (String id : distinct) {
            if (!get(tx.state(), id).vpcId().equals(subnet.vpcId())) {
                throw new Problem.Specific(
                                "InvalidParameter",
                                "Security group " + id + " and subnet " + subnet.id()
                                        + " belong to different networks.")
                        .refused();
            }
        }
        if (distinct.size() > MAX_GROUPS_PER_INTERFACE) {
            throw new Problem.LimitExceeded(
                            SecurityGroup.KIND,
                            "SecurityGroupsPerInterfaceLimitExceeded",
                            "The maximum number of security groups per interface has been reached.")
                    .refused();
        }
        return distinct;
    }
}
