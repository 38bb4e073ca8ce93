package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.Instance;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceCreditSpecificationsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.InstanceMonitoring;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceCreditSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceCreditSpecificationResponse;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.MonitorInstancesResponse;
import software.amazon.awssdk.services.ec2.model.SuccessfulInstanceCreditSpecificationItem;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesRequest;
import software.amazon.awssdk.services.ec2.model.UnmonitorInstancesResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulInstanceCreditSpecificationItem;

/// Detailed monitoring and CPU credits.
final class InstanceModeActions {

    static final List<Action> TABLE = List.of(
            Action.of("MonitorInstances", MonitorInstancesRequest::builder, InstanceModeActions::monitor),
            Action.of("UnmonitorInstances", UnmonitorInstancesRequest::builder, InstanceModeActions::unmonitor),
            Action.of(
                    "DescribeInstanceCreditSpecifications",
                    DescribeInstanceCreditSpecificationsRequest::builder,
                    InstanceModeActions::describeCredits),
            Action.of(
                    "ModifyInstanceCreditSpecification",
                    ModifyInstanceCreditSpecificationRequest::builder,
                    InstanceModeActions::modifyCredits));

    static final Listing<Instance> CREDITS = new Listing<>(
                    Instance.KIND,
                    Instance.BY_REGION,
                    Instance::region,
                    "i-",
                    new Filters<Row<Instance>>()
                            .on("instance-id", row -> row.it().id()))
            .visible(row -> row.it().power().visibleAt(row.now()));

    private InstanceModeActions() {}

    static MonitorInstancesResponse monitor(MonitorInstancesRequest request, Call call) {
        return MonitorInstancesResponse.builder()
                .instanceMonitorings(monitoring(call, request.instanceIds(), true))
                .build();
    }

    static UnmonitorInstancesResponse unmonitor(UnmonitorInstancesRequest request, Call call) {
        return UnmonitorInstancesResponse.builder()
                .instanceMonitorings(monitoring(call, request.instanceIds(), false))
                .build();
    }

    private static List<InstanceMonitoring> monitoring(Call call, List<String> ids, boolean on) {
        Required.some(ids, "InstanceId");
        return call.aws().instances().attributes().monitoring(call.caller(), ids, on).stream()
                .map(instance -> InstanceMonitoring.builder()
                        .instanceId(instance.id())
                        .monitoring(state -> state.state(on ? "pending" : "disabling"))
                        .build())
                .toList();
    }

    /// Without ids only the instances of burstable types; asked for by id, another type is refused.
    static DescribeInstanceCreditSpecificationsResponse describeCredits(
            DescribeInstanceCreditSpecificationsRequest request, Call call) {
        Page<Row<Instance>> page = CREDITS.page(
                call,
                request.instanceIds(),
                request.filters(),
                Page.Wanted.of(request.maxResults(), request.nextToken()).notWith("instanceIds", request.instanceIds()),
                row -> !request.instanceIds().isEmpty() || row.it().credits().isPresent());
        return DescribeInstanceCreditSpecificationsResponse.builder()
                .instanceCreditSpecifications(page.rows().stream()
                        .map(row -> InstanceCreditSpecification.builder()
                                .instanceId(row.it().id())
                                .cpuCredits(row.it()
                                        .credits()
                                        .orElseThrow(() -> inapplicable(row.it().id())))
                                .build())
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static RuntimeException inapplicable(String id) {
        return new Problem.Specific(
                        "InvalidInstanceCreditSpecification.Inapplicable",
                        "The instance '" + id + "' is not of a burstable type")
                .refused();
    }

    /// Some may succeed while others are refused.
    static ModifyInstanceCreditSpecificationResponse modifyCredits(
            ModifyInstanceCreditSpecificationRequest request, Call call) {
        List<SuccessfulInstanceCreditSpecificationItem> done = new ArrayList<>();
        List<UnsuccessfulInstanceCreditSpecificationItem> refused = new ArrayList<>();
        for (InstanceCreditSpecificationRequest wanted :
                Required.some(request.instanceCreditSpecifications(), "InstanceCreditSpecification")) {
            String id = Required.of(wanted.instanceId(), "InstanceCreditSpecification.InstanceId");
            String mode = Required.of(wanted.cpuCredits(), "InstanceCreditSpecification.CpuCredits");
            try {
                call.aws().instances().attributes().credits(call.caller(), id, mode);
                done.add(SuccessfulInstanceCreditSpecificationItem.builder()
                        .instanceId(id)
                        .build());
            } catch (CloudException problem) {
                if (problem.problem() instanceof Problem.DryRun) {
                    throw problem;
                }
                refused.add(UnsuccessfulInstanceCreditSpecificationItem.builder()
                        .instanceId(id)
                        .error(error -> error.code(
                                        Ec2Errors.of(problem.problem()).code())
                                .message(Ec2Errors.of(problem.problem()).message()))
                        .build());
            }
        }
        return ModifyInstanceCreditSpecificationResponse.builder()
                .successfulInstanceCreditSpecifications(done)
                .unsuccessfulInstanceCreditSpecifications(refused)
                .build();
    }
}
