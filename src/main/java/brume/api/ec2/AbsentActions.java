package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.DescribeCapacityReservationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeCapacityReservationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeHostsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeHostsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeIamInstanceProfileAssociationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeIamInstanceProfileAssociationsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePlacementGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribePublicIpv4PoolsRequest;
import software.amazon.awssdk.services.ec2.model.DescribePublicIpv4PoolsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeReservedInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeReservedInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotInstanceRequestsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkDnsSupportRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkDnsSupportResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcClassicLinkResponse;

/// What instances refer to and this account has none of: tools ask for it all the same, and get an empty list.
final class AbsentActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "DescribeCapacityReservations",
                    DescribeCapacityReservationsRequest::builder,
                    AbsentActions::capacityReservations),
            Action.of("DescribeHosts", DescribeHostsRequest::builder, AbsentActions::hosts),
            Action.of(
                    "DescribeIamInstanceProfileAssociations",
                    DescribeIamInstanceProfileAssociationsRequest::builder,
                    AbsentActions::instanceProfiles),
            Action.of(
                    "DescribeLaunchTemplates", DescribeLaunchTemplatesRequest::builder, AbsentActions::launchTemplates),
            Action.of(
                    "DescribeLaunchTemplateVersions",
                    DescribeLaunchTemplateVersionsRequest::builder,
                    AbsentActions::launchTemplateVersions),
            Action.of(
                    "DescribePlacementGroups", DescribePlacementGroupsRequest::builder, AbsentActions::placementGroups),
            Action.of("DescribePublicIpv4Pools", DescribePublicIpv4PoolsRequest::builder, AbsentActions::pools),
            Action.of(
                    "DescribeReservedInstances",
                    DescribeReservedInstancesRequest::builder,
                    AbsentActions::reservedInstances),
            Action.of("DescribeSnapshots", DescribeSnapshotsRequest::builder, AbsentActions::snapshots),
            Action.of(
                    "DescribeSpotInstanceRequests",
                    DescribeSpotInstanceRequestsRequest::builder,
                    AbsentActions::spotRequests),
            Action.of("DescribeVpcClassicLink", DescribeVpcClassicLinkRequest::builder, AbsentActions::classicLink),
            Action.of(
                    "DescribeVpcClassicLinkDnsSupport",
                    DescribeVpcClassicLinkDnsSupportRequest::builder,
                    AbsentActions::classicLinkNames));

    private AbsentActions() {}

    static DescribeCapacityReservationsResponse capacityReservations(
            DescribeCapacityReservationsRequest request, Call call) {
        none(
                request.capacityReservationIds(),
                "InvalidCapacityReservationId.NotFound",
                "The capacity reservation ID '%s' does not exist");
        Absences.CAPACITY_RESERVATIONS.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeCapacityReservationsResponse.builder()
                .capacityReservations(List.of())
                .build();
    }

    static DescribeHostsResponse hosts(DescribeHostsRequest request, Call call) {
        none(request.hostIds(), "InvalidHostID.NotFound", "The host ID '%s' does not exist");
        Absences.HOSTS.judge(request.filter(), request.maxResults(), request.nextToken());
        return DescribeHostsResponse.builder().hosts(List.of()).build();
    }

    static DescribeIamInstanceProfileAssociationsResponse instanceProfiles(
            DescribeIamInstanceProfileAssociationsRequest request, Call call) {
        none(request.associationIds(), "InvalidAssociationID.NotFound", "An invalid association-id of '%s' was given");
        Absences.INSTANCE_PROFILES.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeIamInstanceProfileAssociationsResponse.builder()
                .iamInstanceProfileAssociations(List.of())
                .build();
    }

    static DescribeLaunchTemplatesResponse launchTemplates(DescribeLaunchTemplatesRequest request, Call call) {
        none(
                request.launchTemplateIds(),
                "InvalidLaunchTemplateId.NotFound",
                "The specified launch template, with template ID %s, does not exist.");
        none(
                request.launchTemplateNames(),
                "InvalidLaunchTemplateName.NotFoundException",
                "At least one of the launch templates specified in the request does not exist.");
        Absences.LAUNCH_TEMPLATES.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeLaunchTemplatesResponse.builder()
                .launchTemplates(List.of())
                .build();
    }

    static DescribeLaunchTemplateVersionsResponse launchTemplateVersions(
            DescribeLaunchTemplateVersionsRequest request, Call call) {
        none(
                Optional.ofNullable(request.launchTemplateId()).stream().toList(),
                "InvalidLaunchTemplateId.NotFound",
                "The specified launch template, with template ID %s, does not exist.");
        none(
                Optional.ofNullable(request.launchTemplateName()).stream().toList(),
                "InvalidLaunchTemplateName.NotFoundException",
                "The specified launch template, with template name %s, does not exist.");
        Absences.LAUNCH_TEMPLATE_VERSIONS.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeLaunchTemplateVersionsResponse.builder()
                .launchTemplateVersions(List.of())
                .build();
    }

    static DescribePlacementGroupsResponse placementGroups(DescribePlacementGroupsRequest request, Call call) {
        none(request.groupNames(), "InvalidPlacementGroup.Unknown", "The Placement Group '%s' is unknown.");
        none(request.groupIds(), "InvalidPlacementGroupId.NotFound", "The placement group ID '%s' does not exist.");
        Absences.PLACEMENT_GROUPS.judge(request.filters());
        return DescribePlacementGroupsResponse.builder()
                .placementGroups(List.of())
                .build();
    }

    static DescribePublicIpv4PoolsResponse pools(DescribePublicIpv4PoolsRequest request, Call call) {
        none(request.poolIds(), "InvalidPublicIpv4PoolID.NotFound", "The pool ID '%s' does not exist.");
        Absences.POOLS.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribePublicIpv4PoolsResponse.builder()
                .publicIpv4Pools(List.of())
                .build();
    }

    static DescribeReservedInstancesResponse reservedInstances(DescribeReservedInstancesRequest request, Call call) {
        none(
                request.reservedInstancesIds(),
                "InvalidReservationID.NotFound",
                "The reserved instances ID '%s' does not exist");
        Absences.RESERVED_INSTANCES.judge(request.filters());
        return DescribeReservedInstancesResponse.builder()
                .reservedInstances(List.of())
                .build();
    }

    /// Differs from AWS: nobody else's snapshots are public, and those of the images cannot be seen.
    static DescribeSnapshotsResponse snapshots(DescribeSnapshotsRequest request, Call call) {
        none(request.snapshotIds(), "InvalidSnapshot.NotFound", "The snapshot '%s' does not exist.");
        Absences.SNAPSHOTS.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeSnapshotsResponse.builder().snapshots(List.of()).build();
    }

    static DescribeSpotInstanceRequestsResponse spotRequests(DescribeSpotInstanceRequestsRequest request, Call call) {
        none(
                request.spotInstanceRequestIds(),
                "InvalidSpotInstanceRequestID.NotFound",
                "The spot instance request ID '%s' does not exist");
        Absences.SPOT_REQUESTS.judge(request.filters(), request.maxResults(), request.nextToken());
        return DescribeSpotInstanceRequestsResponse.builder()
                .spotInstanceRequests(List.of())
                .build();
    }

    static DescribeVpcClassicLinkResponse classicLink(DescribeVpcClassicLinkRequest request, Call call) {
        throw neverHere();
    }

    static DescribeVpcClassicLinkDnsSupportResponse classicLinkNames(
            DescribeVpcClassicLinkDnsSupportRequest request, Call call) {
        throw neverHere();
    }

    /// The network before VPCs: old tools ask for it, and go on when they are told this.
    private static RuntimeException neverHere() {
        return new Problem.Specific(
                        "UnsupportedOperation", "The functionality you requested is not available in this region.")
                .refused();
    }

    private static void none(List<String> asked, String code, String sentence) {
        asked.stream().findFirst().ifPresent(id -> {
            throw new Problem.Specific(code, sentence.formatted(id)).refused();
        });
    }
}
