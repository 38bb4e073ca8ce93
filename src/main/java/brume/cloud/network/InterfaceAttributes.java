package brume.cloud.network;

import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Transaction;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// Changes of a network interface, one attribute at a time.
public final class InterfaceAttributes {

    private final Place place;
    private final SecurityGroups groups;

    public InterfaceAttributes(Place place, SecurityGroups groups) {
        this.place = place;
        this.groups = groups;
    }

    /// The groups that it wears.
    public void securityGroups(Caller caller, String id, List<String> groupIds) {
        change(caller, id, "groupSet", (tx, card) -> {
            Subnet subnet = Regional.subnets(place).get(tx.state(), card.subnetId());
            return card.withGroups(groups.toWear(tx, subnet, groupIds));
        });
    }

    public void sourceDestCheck(Caller caller, String id, boolean on) {
        change(caller, id, "sourceDestCheck", (tx, card) -> card.withSourceDestCheck(on));
    }

    public void description(Caller caller, String id, String text) {
        if (text.length() > 255) {
            throw new Problem.InvalidValue(
                            "Description", text, "Invalid description. It may hold at most 255 characters.")
                    .refused();
        }
        change(caller, id, "description", (tx, card) -> card.withDescription(text));
    }

    /// Whether the interface goes with the instance.
    public void deleteOnTermination(Caller caller, String id, String attachmentId, boolean on) {
        change(
                caller,
                id,
                "attachment",
                (tx, card) -> card.attachment()
                        .filter(attachment -> attachment.id().equals(attachmentId))
                        .map(attachment -> card.withAttachment(new InterfaceAttachment(
                                attachment.id(),
                                attachment.instanceId(),
                                attachment.deviceIndex(),
                                on,
                                attachment.attachedAt())))
                        .orElseThrow(() -> new Problem.Specific(
                                        "InvalidAttachmentID.NotFound",
                                        "The interface attachment ID '" + attachmentId + "' does not exist")
                                .refused()));
    }

    private void change(
            Caller caller,
            String id,
            String attribute,
            BiFunction<Transaction, NetworkInterface, NetworkInterface> change) {
        place.write(
                caller,
                "ModifyNetworkInterfaceAttribute",
                Map.of("networkInterfaceId", id, "attribute", attribute),
                tx -> {
                    NetworkInterface before = Regional.networkInterfaces(place).get(tx.state(), id);
                    NetworkInterface after = change.apply(tx, before);
                    return after.equals(before) ? before : tx.put(after);
                });
    }
}
