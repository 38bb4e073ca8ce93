package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceAttributes;
import brume.cloud.compute.MetadataChange;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.Problem;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyInstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.ResetInstanceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetInstanceAttributeResponse;

/// Attributes of an instance, one by one. Monitoring and CPU credits: [InstanceModeActions].
final class InstanceAttributeActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "DescribeInstanceAttribute",
                    DescribeInstanceAttributeRequest::builder,
                    InstanceAttributeActions::describe),
            Action.of(
                    "ModifyInstanceAttribute",
                    ModifyInstanceAttributeRequest::builder,
                    InstanceAttributeActions::modify),
            Action.of(
                    "ResetInstanceAttribute", ResetInstanceAttributeRequest::builder, InstanceAttributeActions::reset),
            Action.of(
                    "ModifyInstanceMetadataOptions",
                    ModifyInstanceMetadataOptionsRequest::builder,
                    InstanceAttributeActions::modifyMetadata));

    private InstanceAttributeActions() {}

    static DescribeInstanceAttributeResponse describe(DescribeInstanceAttributeRequest request, Call call) {
        String id = Required.of(request.instanceId(), "InstanceId");
        String attribute = Required.of(request.attributeAsString(), "Attribute");
        Row<Instance> row = InstanceActions.INSTANCES.one(call, id);
        Instance instance = row.it();
        Optional<NetworkInterface> card = InstanceView.primary(row);
        DescribeInstanceAttributeResponse.Builder view =
                DescribeInstanceAttributeResponse.builder().instanceId(id);
        switch (attribute) {
            case "instanceType" -> view.instanceType(text(instance.type()));
            case "userData" ->
                view.userData(instance.userData()
                        .map(InstanceAttributeActions::text)
                        .orElseGet(() -> AttributeValue.builder().build()));
            case "disableApiTermination" -> view.disableApiTermination(truth(instance.terminationProtected()));
            case "disableApiStop" -> view.disableApiStop(truth(instance.stopProtected()));
            case "instanceInitiatedShutdownBehavior" ->
                view.instanceInitiatedShutdownBehavior(text(instance.shutdownTerminates() ? "terminate" : "stop"));
            case "rootDeviceName" -> view.rootDeviceName(text(instance.rootDeviceName()));
            case "blockDeviceMapping" ->
                view.blockDeviceMappings(InstanceView.of(row).blockDeviceMappings());
            case "productCodes" -> view.productCodes(List.of());
            case "sourceDestCheck" ->
                view.sourceDestCheck(
                        truth(card.map(NetworkInterface::sourceDestCheck).orElse(true)));
            case "groupSet" ->
                view.groups(card.map(known -> InterfaceView.groups(row.state(), known))
                        .orElse(List.of()));
            case "ebsOptimized" -> view.ebsOptimized(truth(instance.ebsOptimized()));
            case "enaSupport" -> view.enaSupport(truth(true));
            case "sriovNetSupport" ->
                view.sriovNetSupport(AttributeValue.builder().build());
            case "enclaveOptions" -> view.enclaveOptions(options -> options.enabled(false));
            case "kernel" -> view.kernelId(AttributeValue.builder().build());
            case "ramdisk" -> view.ramdiskId(AttributeValue.builder().build());
            default -> throw unknown(attribute);
        }
        return view.build();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().value(value).build();
    }

    private static AttributeBooleanValue truth(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    private static RuntimeException unknown(String attribute) {
        return new Problem.InvalidValue(
                        "attribute",
                        attribute,
                        "Value (" + attribute + ") for parameter attribute is invalid. Unknown attribute.")
                .refused();
    }

    /// One attribute at a time, either in its own parameter or as the pair `Attribute` and `Value`.
    static ModifyInstanceAttributeResponse modify(ModifyInstanceAttributeRequest request, Call call) {
        String id = Required.of(request.instanceId(), "InstanceId");
        int asked = count(request);
        if (asked == 0) {
            throw new Problem.InvalidCombination("No attributes specified.").refused();
        }
        if (asked > 1) {
            throw new Problem.InvalidCombination(
                            "Fields for multiple attribute types specified: only one attribute can be"
                                    + " modified at a time.")
                    .refused();
        }
        InstanceAttributes attributes = call.aws().instances().attributes();
        if (request.attributeAsString() != null) {
            byName(
                    attributes,
                    call,
                    id,
                    request.attributeAsString(),
                    LaunchActions.text(request.value()).orElse(""));
        } else {
            byField(attributes, call, id, request);
        }
        return ModifyInstanceAttributeResponse.builder().build();
    }

    private static int count(ModifyInstanceAttributeRequest request) {
        int asked = 0;
        for (@Nullable
        Object field : new @Nullable Object[] {
            request.attributeAsString(),
            request.sourceDestCheck(),
            request.enclaveOptions(),
            request.disableApiStop(),
            request.disableApiTermination(),
            request.instanceType(),
            request.kernel(),
            request.ramdisk(),
            request.userData(),
            request.instanceInitiatedShutdownBehavior(),
            request.ebsOptimized(),
            request.sriovNetSupport(),
            request.enaSupport()
        }) {
            asked += field == null ? 0 : 1;
        }
        return asked
                + (request.groups().isEmpty() ? 0 : 1)
                + (request.blockDeviceMappings().isEmpty() || request.attributeAsString() != null ? 0 : 1);
    }

    private static void byName(InstanceAttributes attributes, Call call, String id, String attribute, String value) {
        switch (attribute) {
            case "instanceType" -> attributes.type(call.caller(), id, value);
            case "userData" -> attributes.userData(call.caller(), id, value);
            case "disableApiTermination" -> attributes.terminationProtection(call.caller(), id, truth(value));
            case "disableApiStop" -> attributes.stopProtection(call.caller(), id, truth(value));
            case "instanceInitiatedShutdownBehavior" -> attributes.shutdownBehavior(call.caller(), id, value);
            case "sourceDestCheck" -> attributes.sourceDestCheck(call.caller(), id, truth(value));
            case "ebsOptimized" -> attributes.ebsOptimized(call.caller(), id, truth(value));
            case "enaSupport", "sriovNetSupport", "kernel", "ramdisk", "enclaveOptions" -> throw fixed(attribute);
            default -> throw unknown(attribute);
        }
    }

    private static boolean truth(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new Problem.InvalidValue(
                                "value",
                                value,
                                "Value (" + value + ") for parameter value is invalid. Must be true or" + " false.")
                        .refused();
        };
    }

    private static void byField(
            InstanceAttributes attributes, Call call, String id, ModifyInstanceAttributeRequest request) {
        if (request.instanceType() != null) {
            attributes.type(
                    call.caller(), id, Required.of(request.instanceType().value(), "InstanceType.Value"));
        } else if (request.userData() != null) {
            byte[] data =
                    Required.of(request.userData().value(), "UserData.Value").asByteArray();
            attributes.userData(call.caller(), id, Base64.getEncoder().encodeToString(data));
        } else if (request.disableApiTermination() != null) {
            attributes.terminationProtection(call.caller(), id, value(request.disableApiTermination()));
        } else if (request.disableApiStop() != null) {
            attributes.stopProtection(call.caller(), id, value(request.disableApiStop()));
        } else if (request.instanceInitiatedShutdownBehavior() != null) {
            attributes.shutdownBehavior(
                    call.caller(),
                    id,
                    Required.of(
                            request.instanceInitiatedShutdownBehavior().value(),
                            "InstanceInitiatedShutdownBehavior.Value"));
        } else if (request.sourceDestCheck() != null) {
            attributes.sourceDestCheck(call.caller(), id, value(request.sourceDestCheck()));
        } else if (request.ebsOptimized() != null) {
            attributes.ebsOptimized(call.caller(), id, value(request.ebsOptimized()));
        } else if (!request.groups().isEmpty()) {
            attributes.securityGroups(call.caller(), id, request.groups());
        } else if (!request.blockDeviceMappings().isEmpty()) {
            request.blockDeviceMappings()
                    .forEach(device -> attributes.deleteOnTermination(
                            call.caller(),
                            id,
                            Required.of(device.deviceName(), "BlockDeviceMapping.DeviceName"),
                            device.ebs() != null
                                    && Boolean.TRUE.equals(device.ebs().deleteOnTermination())));
        } else {
            throw fixed("enaSupport, sriovNetSupport, kernel, ramdisk or enclaveOptions");
        }
    }

    private static boolean value(AttributeBooleanValue value) {
        return Required.of(value.value(), "Value");
    }

    /// Differs from AWS: the hardware of an instance cannot be changed.
    private static RuntimeException fixed(String attribute) {
        return new Problem.Specific("UnsupportedOperation", "The attribute " + attribute + " cannot be modified here.")
                .refused();
    }

    static ResetInstanceAttributeResponse reset(ResetInstanceAttributeRequest request, Call call) {
        String id = Required.of(request.instanceId(), "InstanceId");
        String attribute = Required.of(request.attributeAsString(), "Attribute");
        switch (attribute) {
            case "sourceDestCheck" -> call.aws().instances().attributes().sourceDestCheck(call.caller(), id, true);
            case "kernel", "ramdisk" -> InstanceActions.INSTANCES.one(call, id);
            default -> throw unknown(attribute);
        }
        return ResetInstanceAttributeResponse.builder().build();
    }

    static ModifyInstanceMetadataOptionsResponse modifyMetadata(
            ModifyInstanceMetadataOptionsRequest request, Call call) {
        String id = Required.of(request.instanceId(), "InstanceId");
        MetadataChange change = new MetadataChange(
                LaunchActions.text(request.httpTokensAsString()),
                Optional.ofNullable(request.httpPutResponseHopLimit()),
                LaunchActions.text(request.httpEndpointAsString()),
                LaunchActions.text(request.instanceMetadataTagsAsString()),
                LaunchActions.text(request.httpProtocolIpv6AsString()));
        if (change.equals(MetadataChange.NONE)) {
            throw new Problem.Specific(
                            "MissingParameter", "The request must contain at least one metadata option to modify")
                    .refused();
        }
        call.aws().instances().attributes().metadata(call.caller(), id, change);
        return ModifyInstanceMetadataOptionsResponse.builder()
                .instanceId(id)
                .instanceMetadataOptions(InstanceView.metadata(InstanceActions.INSTANCES.one(call, id)))
                .build();
    }
}
