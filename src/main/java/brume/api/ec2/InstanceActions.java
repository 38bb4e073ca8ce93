package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.EbsStatusSummary;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;
import software.amazon.awssdk.services.ec2.model.Reservation;

/// Instances: reading. Launching is in [LaunchActions], starting to terminating in [PowerActions].
final class InstanceActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribeInstances", DescribeInstancesRequest::builder, InstanceActions::describe),
            Action.of(
                    "DescribeInstanceStatus", DescribeInstanceStatusRequest::builder, InstanceActions::describeStatus));

    static final Listing<Instance> INSTANCES = listing(InstanceFilters.ofInstances())
            .indexed("reservation-id", Instance.BY_RESERVATION)
            .indexed("subnet-id", Instance.BY_SUBNET);
    static final Listing<Instance> STATUSES = listing(InstanceFilters.ofStatus());

    private InstanceActions() {}

    private static Listing<Instance> listing(Filters<Row<Instance>> filters) {
        return new Listing<>(Instance.KIND, Instance.BY_REGION, Instance::region, "i-", filters)
                .visible(row -> row.it().power().visibleAt(row.now()));
    }

    static DescribeInstancesResponse describe(DescribeInstancesRequest request, Call call) {
        Page<Row<Instance>> page = INSTANCES.page(
                call,
                request.instanceIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken())
                        .notWith("instancesSet", request.instanceIds()));
        return DescribeInstancesResponse.builder()
                .reservations(reservations(page.rows()))
                .nextToken(page.nextToken())
                .build();
    }

    private static List<Reservation> reservations(List<Row<Instance>> rows) {
        Map<String, List<Row<Instance>>> byReservation = new LinkedHashMap<>();
        rows.forEach(row -> byReservation
                .computeIfAbsent(row.it().reservationId(), id -> new ArrayList<>())
                .add(row));
        return byReservation.entrySet().stream()
                .map(entry -> reservation(entry.getKey(), entry.getValue()))
                .toList();
    }

    static Reservation reservation(String id, List<Row<Instance>> rows) {
        return Reservation.builder()
                .reservationId(id)
                .ownerId(rows.getFirst().account())
                .groups(List.of())
                .instances(rows.stream().map(InstanceView::of).toList())
                .build();
    }

    static DescribeInstanceStatusResponse describeStatus(DescribeInstanceStatusRequest request, Call call) {
        boolean all = Boolean.TRUE.equals(request.includeAllInstances());
        Page<Row<Instance>> page = STATUSES.page(
                call,
                request.instanceIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).notWith("instanceIds", request.instanceIds()),
                row -> all || InstanceView.state(row) == InstanceState.RUNNING);
        return DescribeInstanceStatusResponse.builder()
                .instanceStatuses(
                        page.rows().stream().map(InstanceActions::status).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static InstanceStatus status(Row<Instance> row) {
        InstanceState state = InstanceView.state(row);
        InstanceStatusSummary.Builder summary = InstanceStatusSummary.builder().status(InstanceFilters.status(row));
        if (state == InstanceState.RUNNING) {
            summary.details(details -> details.name("reachability").status(InstanceFilters.reachability(row)));
        }
        return InstanceStatus.builder()
                .instanceId(row.it().id())
                .availabilityZone(row.it().zone())
                .availabilityZoneId(InstanceView.zoneId(row.it()))
                .instanceState(known -> known.code(state.code()).name(state.word()))
                .attachedEbsStatus(EbsStatusSummary.builder()
                        .status(InstanceFilters.status(row))
                        .build())
                .instanceStatus(summary.build())
                .systemStatus(summary.build())
                .build();
    }
}
