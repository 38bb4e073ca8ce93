package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Peer;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.sandbox.State;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;

/// Security groups. What they allow: [SecurityGroupRuleActions].
final class SecurityGroupActions {

    static final List<Action> TABLE = List.of(
            Action.of("CreateSecurityGroup", CreateSecurityGroupRequest::builder, SecurityGroupActions::create),
            Action.of("DescribeSecurityGroups", DescribeSecurityGroupsRequest::builder, SecurityGroupActions::describe),
            Action.of("DeleteSecurityGroup", DeleteSecurityGroupRequest::builder, SecurityGroupActions::delete));

    static final Listing<SecurityGroup> GROUPS = new Listing<>(
                    SecurityGroup.KIND, SecurityGroup.BY_REGION, SecurityGroup::region, "sg-", filters())
            .indexed("vpc-id", SecurityGroup.BY_VPC);

    private static final String RESOURCE_TYPE = "security-group";

    private SecurityGroupActions() {}

    static CreateSecurityGroupResponse create(CreateSecurityGroupRequest request, Call call) {
        Map<String, String> tags = TagSpecifications.of(request.tagSpecifications(), RESOURCE_TYPE);
        SecurityGroup group = call.aws()
                .securityGroups()
                .create(
                        call.caller(),
                        Required.of(request.groupName(), "GroupName"),
                        Required.of(request.description(), "GroupDescription"),
                        Optional.ofNullable(request.vpcId()),
                        tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(group.id())
                .securityGroupArn(arn(group, call.cloud().account()))
                .tags(tags.isEmpty() ? null : Row.tagViews(tags))
                .build();
    }

    private static String arn(SecurityGroup group, String account) {
        return "arn:aws:ec2:" + group.region() + ":" + account + ":security-group/" + group.id();
    }

    static DescribeSecurityGroupsResponse describe(DescribeSecurityGroupsRequest request, Call call) {
        Page.Wanted wanted = Page.Wanted.of(request.maxResults(), request.nextToken())
                .notWith("groupIds", request.groupIds())
                .notWith("groupNames", request.groupNames());
        List<String> named = call.aws().securityGroups().describe(List.of(), request.groupNames()).stream()
                .map(SecurityGroup::id)
                .toList();
        List<String> ids = request.groupNames().isEmpty()
                ? request.groupIds()
                : Stream.concat(request.groupIds().stream(), named.stream()).toList();
        Page<Row<SecurityGroup>> page = GROUPS.page(call, ids, request.filters(), wanted);
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(
                        page.rows().stream().map(SecurityGroupActions::view).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static software.amazon.awssdk.services.ec2.model.SecurityGroup view(Row<SecurityGroup> row) {
        SecurityGroup group = row.it();
        Collection<SecurityGroupRule> rules = rules(row.state(), group);
        return software.amazon.awssdk.services.ec2.model.SecurityGroup.builder()
                .groupId(group.id())
                .groupName(group.name())
                .description(group.description())
                .ownerId(row.account())
                .vpcId(group.vpcId())
                .securityGroupArn(arn(group, row.account()))
                .ipPermissions(RuleView.permissions(rules, false, row.account()))
                .ipPermissionsEgress(RuleView.permissions(rules, true, row.account()))
                .tags(row.tags().isEmpty() ? null : row.tagViews())
                .build();
    }

    private static Collection<SecurityGroupRule> rules(State state, SecurityGroup group) {
        return state.by(SecurityGroupRule.KIND, SecurityGroupRule.BY_GROUP, group.id());
    }

    static DeleteSecurityGroupResponse delete(DeleteSecurityGroupRequest request, Call call) {
        String id = groupId(call, request.groupId(), request.groupName());
        call.aws().securityGroups().delete(call.caller(), id);
        return DeleteSecurityGroupResponse.builder()
                .returnValue(true)
                .groupId(id)
                .build();
    }

    /// The group that a request names by id, or by its name in the default VPC.
    static String groupId(
            Call call, @org.jspecify.annotations.Nullable String id, @org.jspecify.annotations.Nullable String name) {
        if (id != null && !id.isEmpty()) {
            return id;
        }
        if (name != null && !name.isEmpty()) {
            return call.aws().securityGroups().named(call.aws().state(), name).id();
        }
        return Required.of(id, "GroupId");
    }

    private static Filters<Row<SecurityGroup>> filters() {
        Filters<Row<SecurityGroup>> filters = new Filters<Row<SecurityGroup>>()
                .on("description", row -> row.it().description())
                .on("group-id", row -> row.it().id())
                .on("group-name", row -> row.it().name())
                .on("owner-id", Row::account)
                .on("vpc-id", row -> row.it().vpcId());
        ruleFilters(filters, "ip-permission.", rule -> !rule.egress());
        ruleFilters(filters, "egress.ip-permission.", SecurityGroupRule::egress);
        return filters;
    }

    private static void ruleFilters(
            Filters<Row<SecurityGroup>> filters, String prefix, Predicate<SecurityGroupRule> direction) {
        Map<String, Function<RuleOf, Optional<String>>> values = Map.of(
                "cidr",
                        rule -> rule.it().peer() instanceof Peer.Block(var cidr)
                                ? Optional.of(cidr.toString())
                                : Optional.empty(),
                "ipv6-cidr",
                        rule -> rule.it().peer() instanceof Peer.BlockV6(var cidr)
                                ? Optional.of(cidr.toString())
                                : Optional.empty(),
                "prefix-list-id",
                        rule -> rule.it().peer() instanceof Peer.PrefixList(String id)
                                ? Optional.of(id)
                                : Optional.empty(),
                "group-id", RuleOf::peerGroup,
                "group-name",
                        rule -> rule.peerGroup()
                                .flatMap(id -> rule.of().state().find(SecurityGroup.KIND, id))
                                .map(SecurityGroup::name),
                "user-id", rule -> rule.peerGroup().map(id -> rule.of().account()),
                "protocol", rule -> Optional.of(rule.it().traffic().protocol()),
                "from-port",
                        rule -> Optional.of(String.valueOf(rule.it().traffic().fromPort())),
                "to-port",
                        rule -> Optional.of(String.valueOf(rule.it().traffic().toPort())));
        values.forEach((name, value) -> filters.onEach(
                prefix + name,
                row -> rules(row.state(), row.it()).stream()
                        .filter(direction)
                        .flatMap(rule -> value.apply(new RuleOf(row, rule)).stream())
                        .toList()));
    }

    /// A rule, together with the row of its group.
    private record RuleOf(Row<SecurityGroup> of, SecurityGroupRule it) {
        Optional<String> peerGroup() {
            return it.peer() instanceof Peer.Group(String id) ? Optional.of(id) : Optional.empty();
        }
    }
}
