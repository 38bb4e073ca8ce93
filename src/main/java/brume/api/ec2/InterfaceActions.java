package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.InterfaceAttributes;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachmentChanges;

/// Attributes of a network interface, one by one.
final class InterfaceActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "DescribeNetworkInterfaceAttribute",
                    DescribeNetworkInterfaceAttributeRequest::builder,
                    InterfaceActions::describe),
            Action.of(
                    "ModifyNetworkInterfaceAttribute",
                    ModifyNetworkInterfaceAttributeRequest::builder,
                    InterfaceActions::modify));

    private InterfaceActions() {}

    static DescribeNetworkInterfaceAttributeResponse describe(
            DescribeNetworkInterfaceAttributeRequest request, Call call) {
        Row<NetworkInterface> row =
                InterfaceView.LISTING.one(call, Required.of(request.networkInterfaceId(), "NetworkInterfaceId"));
        var known = InterfaceView.of(row);
        DescribeNetworkInterfaceAttributeResponse.Builder view =
                DescribeNetworkInterfaceAttributeResponse.builder().networkInterfaceId(known.networkInterfaceId());
        String attribute = Required.of(request.attributeAsString(), "Attribute");
        switch (attribute) {
            case "description" -> view.description(text -> text.value(known.description()));
            case "groupSet" -> view.groups(known.groups());
            case "sourceDestCheck" -> view.sourceDestCheck(value -> value.value(known.sourceDestCheck()));
            case "attachment" -> view.attachment(known.attachment());
            case "associatePublicIpAddress" ->
                view.associatePublicIpAddress(row.it().takesPublicAddress());
            default ->
                throw new Problem.InvalidValue(
                                "attribute",
                                attribute,
                                "Value (" + attribute + ") for parameter attribute is invalid. Unknown attribute.")
                        .refused();
        }
        return view.build();
    }

    static ModifyNetworkInterfaceAttributeResponse modify(ModifyNetworkInterfaceAttributeRequest request, Call call) {
        String id = Required.of(request.networkInterfaceId(), "NetworkInterfaceId");
        checkAsked(request);
        InterfaceAttributes attributes = call.aws().interfaceAttributes();
        if (!request.groups().isEmpty()) {
            attributes.securityGroups(call.caller(), id, request.groups());
        } else if (request.sourceDestCheck() != null) {
            attributes.sourceDestCheck(
                    call.caller(), id, Required.of(request.sourceDestCheck().value(), "SourceDestCheck.Value"));
        } else if (request.description() != null) {
            attributes.description(
                    call.caller(),
                    id,
                    Optional.ofNullable(request.description().value()).orElse(""));
        } else {
            NetworkInterfaceAttachmentChanges attachment = Required.of(request.attachment(), "Attachment");
            attributes.deleteOnTermination(
                    call.caller(),
                    id,
                    Required.of(attachment.attachmentId(), "Attachment.AttachmentId"),
                    Required.of(attachment.deleteOnTermination(), "Attachment.DeleteOnTermination"));
        }
        return ModifyNetworkInterfaceAttributeResponse.builder().build();
    }

    private static void checkAsked(ModifyNetworkInterfaceAttributeRequest request) {
        if (request.enaSrdSpecification() != null
                || request.enablePrimaryIpv6() != null
                || request.connectionTrackingSpecification() != null
                || request.associatePublicIpAddress() != null
                || !request.associatedSubnetIds().isEmpty()) {
            throw new Problem.Specific(
                            "UnsupportedOperation", "This attribute of an interface cannot be changed in this cloud.")
                    .refused();
        }
        long asked = Stream.of(
                        !request.groups().isEmpty(),
                        request.sourceDestCheck() != null,
                        request.description() != null,
                        request.attachment() != null)
                .filter(Boolean::booleanValue)
                .count();
        if (asked != 1) {
            throw new Problem.InvalidCombination(
                            asked == 0
                                    ? "No attributes specified."
                                    : "Fields for multiple attribute types specified: only one attribute can be"
                                            + " modified at a time.")
                    .refused();
        }
    }
}
