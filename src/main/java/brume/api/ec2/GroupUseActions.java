package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.SecurityGroup;
import brume.cloud.sandbox.Problem;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupVpcAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.GetSecurityGroupsForVpcRequest;
import software.amazon.awssdk.services.ec2.model.GetSecurityGroupsForVpcResponse;
import software.amazon.awssdk.services.ec2.model.SecurityGroupForVpc;

/// In which networks security groups can be used. No network is joined to another one, so no group is used from
/// elsewhere.
final class GroupUseActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "GetSecurityGroupsForVpc", GetSecurityGroupsForVpcRequest::builder, GroupUseActions::groupsForVpc),
            Action.of(
                    "DescribeSecurityGroupReferences",
                    DescribeSecurityGroupReferencesRequest::builder,
                    GroupUseActions::references),
            Action.of(
                    "DescribeSecurityGroupVpcAssociations",
                    DescribeSecurityGroupVpcAssociationsRequest::builder,
                    GroupUseActions::associations),
            Action.of(
                    "DescribeStaleSecurityGroups",
                    DescribeStaleSecurityGroupsRequest::builder,
                    GroupUseActions::stale));

    static final Listing<SecurityGroup> GROUPS = new Listing<>(
                    SecurityGroup.KIND,
                    SecurityGroup.BY_REGION,
                    SecurityGroup::region,
                    "sg-",
                    new Filters<Row<SecurityGroup>>()
                            .on("description", row -> row.it().description())
                            .on("group-id", row -> row.it().id())
                            .on("group-name", row -> row.it().name())
                            .on("owner-id", Row::account)
                            .on("primary-vpc-id", row -> row.it().vpcId()))
            .indexed("primary-vpc-id", SecurityGroup.BY_VPC);

    private GroupUseActions() {}

    static GetSecurityGroupsForVpcResponse groupsForVpc(GetSecurityGroupsForVpcRequest request, Call call) {
        String vpcId = checkedVpc(call, Required.of(request.vpcId(), "VpcId"));
        Page<Row<SecurityGroup>> page = GROUPS.page(
                call,
                List.of(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()),
                row -> row.it().vpcId().equals(vpcId));
        return GetSecurityGroupsForVpcResponse.builder()
                .securityGroupForVpcs(page.rows().stream()
                        .map(row -> SecurityGroupForVpc.builder()
                                .groupId(row.it().id())
                                .groupName(row.it().name())
                                .description(row.it().description())
                                .ownerId(row.account())
                                .primaryVpcId(vpcId)
                                .tags(row.tagViews())
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    static DescribeSecurityGroupReferencesResponse references(
            DescribeSecurityGroupReferencesRequest request, Call call) {
        call.aws().securityGroups().describe(Required.some(request.groupId(), "GroupId"), List.of());
        return DescribeSecurityGroupReferencesResponse.builder()
                .securityGroupReferenceSet(List.of())
                .build();
    }

    static DescribeSecurityGroupVpcAssociationsResponse associations(
            DescribeSecurityGroupVpcAssociationsRequest request, Call call) {
        Absences.SECURITY_GROUP_ASSOCIATIONS.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeSecurityGroupVpcAssociationsResponse.builder()
                .securityGroupVpcAssociations(List.of())
                .build();
    }

    static DescribeStaleSecurityGroupsResponse stale(DescribeStaleSecurityGroupsRequest request, Call call) {
        checkedVpc(call, Required.of(request.vpcId(), "VpcId"));
        return DescribeStaleSecurityGroupsResponse.builder()
                .staleSecurityGroupSet(List.of())
                .build();
    }

    private static String checkedVpc(Call call, String id) {
        return call.aws().vpcs().describe(List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new Problem.Missing("VpcId").refused())
                .id();
    }
}
