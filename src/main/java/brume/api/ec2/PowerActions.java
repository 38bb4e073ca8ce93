package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.ConsoleText;
import brume.cloud.compute.Instance;
import brume.cloud.compute.StateChange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputRequest;
import software.amazon.awssdk.services.ec2.model.GetConsoleOutputResponse;
import software.amazon.awssdk.services.ec2.model.GetPasswordDataRequest;
import software.amazon.awssdk.services.ec2.model.GetPasswordDataResponse;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.RebootInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RebootInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/// Starting, stopping, rebooting and terminating instances, and what they say while they boot.
final class PowerActions {

    static final List<Action> TABLE = List.of(
            Action.of("StartInstances", StartInstancesRequest::builder, PowerActions::start),
            Action.of("StopInstances", StopInstancesRequest::builder, PowerActions::stop),
            Action.of("RebootInstances", RebootInstancesRequest::builder, PowerActions::reboot),
            Action.of("TerminateInstances", TerminateInstancesRequest::builder, PowerActions::terminate),
            Action.of("GetConsoleOutput", GetConsoleOutputRequest::builder, PowerActions::getConsoleOutput),
            Action.of("GetPasswordData", GetPasswordDataRequest::builder, PowerActions::getPasswordData));

    private PowerActions() {}

    static StartInstancesResponse start(StartInstancesRequest request, Call call) {
        List<String> ids = Required.some(request.instanceIds(), "InstanceId");
        return StartInstancesResponse.builder()
                .startingInstances(views(call.aws().instances().start(call.caller(), ids)))
                .build();
    }

    static StopInstancesResponse stop(StopInstancesRequest request, Call call) {
        List<String> ids = Required.some(request.instanceIds(), "InstanceId");
        boolean force = Boolean.TRUE.equals(request.force());
        boolean hibernate = Boolean.TRUE.equals(request.hibernate());
        return StopInstancesResponse.builder()
                .stoppingInstances(views(call.aws().instances().stop(call.caller(), ids, force, hibernate)))
                .build();
    }

    static RebootInstancesResponse reboot(RebootInstancesRequest request, Call call) {
        call.aws().instances().reboot(call.caller(), Required.some(request.instanceIds(), "InstanceId"));
        return RebootInstancesResponse.builder().build();
    }

    static TerminateInstancesResponse terminate(TerminateInstancesRequest request, Call call) {
        List<String> ids = Required.some(request.instanceIds(), "InstanceId");
        return TerminateInstancesResponse.builder()
                .terminatingInstances(views(call.aws().instances().terminate(call.caller(), ids)))
                .build();
    }

    private static List<InstanceStateChange> views(List<StateChange> changes) {
        return changes.stream()
                .map(change -> InstanceStateChange.builder()
                        .instanceId(change.instanceId())
                        .previousState(state -> state.code(change.before().code())
                                .name(change.before().word()))
                        .currentState(state -> state.code(change.after().code())
                                .name(change.after().word()))
                        .build())
                .toList();
    }

    static GetConsoleOutputResponse getConsoleOutput(GetConsoleOutputRequest request, Call call) {
        Row<Instance> row = InstanceActions.INSTANCES.one(call, Required.of(request.instanceId(), "InstanceId"));
        if (!call.caller().dryRun()) {
            // whoever reads the console reaches for the machine: it boots now, if nobody did before
            call.cloud().guests().of(row.it().id());
        }
        Optional<ConsoleText> console =
                call.aws().state().find(ConsoleText.KIND, row.it().id());
        return GetConsoleOutputResponse.builder()
                .instanceId(row.it().id())
                .timestamp(console.map(ConsoleText::at).orElse(row.it().launchedAt()))
                .output(Base64.getEncoder()
                        .encodeToString(
                                console.map(ConsoleText::text).orElse("").getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /// A machine that runs Linux has no password to tell.
    static GetPasswordDataResponse getPasswordData(GetPasswordDataRequest request, Call call) {
        Row<Instance> row = InstanceActions.INSTANCES.one(call, Required.of(request.instanceId(), "InstanceId"));
        return GetPasswordDataResponse.builder()
                .instanceId(row.it().id())
                .timestamp(row.it().launchedAt())
                .passwordData("")
                .build();
    }
}
