package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Peer;
import brume.cloud.network.Permission;
import brume.cloud.network.SecurityGroupRule;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleDescription;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;

/// What security groups allow.
final class SecurityGroupRuleActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "AuthorizeSecurityGroupIngress",
                    AuthorizeSecurityGroupIngressRequest::builder,
                    SecurityGroupRuleActions::authorizeIngress),
            Action.of(
                    "AuthorizeSecurityGroupEgress",
                    AuthorizeSecurityGroupEgressRequest::builder,
                    SecurityGroupRuleActions::authorizeEgress),
            Action.of(
                    "RevokeSecurityGroupIngress",
                    RevokeSecurityGroupIngressRequest::builder,
                    SecurityGroupRuleActions::revokeIngress),
            Action.of(
                    "RevokeSecurityGroupEgress",
                    RevokeSecurityGroupEgressRequest::builder,
                    SecurityGroupRuleActions::revokeEgress),
            Action.of(
                    "DescribeSecurityGroupRules",
                    DescribeSecurityGroupRulesRequest::builder,
                    SecurityGroupRuleActions::describe),
            Action.of(
                    "ModifySecurityGroupRules",
                    ModifySecurityGroupRulesRequest::builder,
                    SecurityGroupRuleActions::modify),
            Action.of(
                    "UpdateSecurityGroupRuleDescriptionsIngress",
                    UpdateSecurityGroupRuleDescriptionsIngressRequest::builder,
                    SecurityGroupRuleActions::updateDescriptionsIngress),
            Action.of(
                    "UpdateSecurityGroupRuleDescriptionsEgress",
                    UpdateSecurityGroupRuleDescriptionsEgressRequest::builder,
                    SecurityGroupRuleActions::updateDescriptionsEgress));

    static final Listing<SecurityGroupRule> RULES = new Listing<>(
                    SecurityGroupRule.KIND,
                    SecurityGroupRule.BY_REGION,
                    SecurityGroupRule::region,
                    "sgr-",
                    new Filters<Row<SecurityGroupRule>>()
                            .on("group-id", row -> row.it().groupId())
                            .on("security-group-rule-id", row -> row.it().id()))
            .indexed("group-id", SecurityGroupRule.BY_GROUP);

    private static final String RESOURCE_TYPE = "security-group-rule";

    private SecurityGroupRuleActions() {}

    static AuthorizeSecurityGroupIngressResponse authorizeIngress(
            AuthorizeSecurityGroupIngressRequest request, Call call) {
        Permissions.Flat flat = new Permissions.Flat(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName(),
                request.sourceSecurityGroupOwnerId());
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(
                        call,
                        SecurityGroupActions.groupId(call, request.groupId(), request.groupName()),
                        false,
                        Permissions.of(call, request.ipPermissions(), flat),
                        request.tagSpecifications()))
                .build();
    }

    static AuthorizeSecurityGroupEgressResponse authorizeEgress(
            AuthorizeSecurityGroupEgressRequest request, Call call) {
        Permissions.Flat flat = new Permissions.Flat(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName(),
                request.sourceSecurityGroupOwnerId());
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(authorize(
                        call,
                        Required.of(request.groupId(), "GroupId"),
                        true,
                        Permissions.of(call, request.ipPermissions(), flat),
                        request.tagSpecifications()))
                .build();
    }

    private static List<software.amazon.awssdk.services.ec2.model.SecurityGroupRule> authorize(
            Call call, String groupId, boolean egress, List<Permission> wanted, List<TagSpecification> specifications) {
        Map<String, String> tags = TagSpecifications.of(specifications, RESOURCE_TYPE);
        List<SecurityGroupRule> added =
                call.aws().securityGroups().rules().authorize(call.caller(), groupId, egress, wanted, tags);
        State state = call.aws().state();
        return added.stream()
                .map(rule -> RuleView.of(
                        new Row<>(state, call.aws().now(), call.cloud().account(), rule)))
                .toList();
    }

    static RevokeSecurityGroupIngressResponse revokeIngress(RevokeSecurityGroupIngressRequest request, Call call) {
        Permissions.Flat flat = new Permissions.Flat(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName(),
                request.sourceSecurityGroupOwnerId());
        String groupId = SecurityGroupActions.groupId(call, request.groupId(), request.groupName());
        return RevokeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(
                        revoke(call, groupId, false, request.ipPermissions(), flat, request.securityGroupRuleIds()))
                .build();
    }

    static RevokeSecurityGroupEgressResponse revokeEgress(RevokeSecurityGroupEgressRequest request, Call call) {
        Permissions.Flat flat = new Permissions.Flat(
                request.ipProtocol(),
                request.fromPort(),
                request.toPort(),
                request.cidrIp(),
                request.sourceSecurityGroupName(),
                request.sourceSecurityGroupOwnerId());
        String groupId = Required.of(request.groupId(), "GroupId");
        return RevokeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(
                        revoke(call, groupId, true, request.ipPermissions(), flat, request.securityGroupRuleIds()))
                .build();
    }

    private static List<RevokedSecurityGroupRule> revoke(
            Call call,
            String groupId,
            boolean egress,
            List<IpPermission> permissions,
            Permissions.Flat flat,
            List<String> ruleIds) {
        if (!ruleIds.isEmpty() && !(permissions.isEmpty() && flat.isEmpty())) {
            throw new Problem.InvalidCombination(
                            "The parameter securityGroupRuleIds may not be used with the parameter ipPermissions")
                    .refused();
        }
        var rules = call.aws().securityGroups().rules();
        List<SecurityGroupRule> gone = ruleIds.isEmpty()
                ? rules.revoke(call.caller(), groupId, egress, Permissions.of(call, permissions, flat))
                : rules.revokeById(call.caller(), groupId, egress, ruleIds);
        return gone.stream().map(SecurityGroupRuleActions::revokedView).toList();
    }

    private static RevokedSecurityGroupRule revokedView(SecurityGroupRule rule) {
        RevokedSecurityGroupRule.Builder view = RevokedSecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .groupId(rule.groupId())
                .isEgress(rule.egress())
                .ipProtocol(rule.traffic().protocol())
                .fromPort(rule.traffic().fromPort())
                .toPort(rule.traffic().toPort())
                .description(rule.description().isEmpty() ? null : rule.description());
        switch (rule.peer()) {
            case Peer.Block(var cidr) -> view.cidrIpv4(cidr.toString());
            case Peer.BlockV6(var cidr) -> view.cidrIpv6(cidr.toString());
            case Peer.PrefixList(String id) -> view.prefixListId(id);
            case Peer.Group(String id) -> view.referencedGroupId(id);
        }
        return view.build();
    }

    static DescribeSecurityGroupRulesResponse describe(DescribeSecurityGroupRulesRequest request, Call call) {
        Page<Row<SecurityGroupRule>> page = RULES.page(
                call,
                request.securityGroupRuleIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("securityGroupRuleIds", request.securityGroupRuleIds()));
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(page.rows().stream().map(RuleView::of).toList())
                .nextToken(page.nextToken())
                .build();
    }

    static ModifySecurityGroupRulesResponse modify(ModifySecurityGroupRulesRequest request, Call call) {
        Map<String, Permission> byRuleId = new LinkedHashMap<>();
        for (SecurityGroupRuleUpdate update : Required.some(request.securityGroupRules(), "SecurityGroupRule")) {
            String id = Required.of(update.securityGroupRuleId(), "SecurityGroupRule.SecurityGroupRuleId");
            Permission permission =
                    Permissions.of(Required.of(update.securityGroupRule(), "SecurityGroupRule.SecurityGroupRule"));
            if (byRuleId.put(id, permission) != null) {
                throw new Problem.InvalidValue("SecurityGroupRule", id, "The rule '" + id + "' is named twice.")
                        .refused();
            }
        }
        call.aws().securityGroups().rules().modify(call.caller(), Required.of(request.groupId(), "GroupId"), byRuleId);
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    static UpdateSecurityGroupRuleDescriptionsIngressResponse updateDescriptionsIngress(
            UpdateSecurityGroupRuleDescriptionsIngressRequest request, Call call) {
        String groupId = SecurityGroupActions.groupId(call, request.groupId(), request.groupName());
        update(call, groupId, false, request.ipPermissions(), request.securityGroupRuleDescriptions());
        return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                .returnValue(true)
                .build();
    }

    static UpdateSecurityGroupRuleDescriptionsEgressResponse updateDescriptionsEgress(
            UpdateSecurityGroupRuleDescriptionsEgressRequest request, Call call) {
        String groupId = SecurityGroupActions.groupId(call, request.groupId(), request.groupName());
        update(call, groupId, true, request.ipPermissions(), request.securityGroupRuleDescriptions());
        return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                .returnValue(true)
                .build();
    }

    private static void update(
            Call call,
            String groupId,
            boolean egress,
            List<IpPermission> permissions,
            List<SecurityGroupRuleDescription> descriptions) {
        var rules = call.aws().securityGroups().rules();
        if (descriptions.isEmpty()) {
            rules.describeAs(call.caller(), groupId, egress, Permissions.of(call, permissions));
            return;
        }
        Map<String, String> byRuleId = new LinkedHashMap<>();
        descriptions.forEach(description -> byRuleId.put(
                Required.of(description.securityGroupRuleId(), "SecurityGroupRuleDescription.SecurityGroupRuleId"),
                text(description.description())));
        rules.describeAs(call.caller(), groupId, egress, byRuleId);
    }

    private static String text(@Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }
}
