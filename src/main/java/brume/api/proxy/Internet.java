package brume.api.proxy;

import brume.cloud.Cloud;
import brume.cloud.network.Dialer;
import brume.cloud.network.Ipv4;
import brume.cloud.network.reach.Flow;
import brume.cloud.network.reach.Step;
import brume.cloud.network.reach.Trace;
import java.util.Optional;

/// The internet as one sandbox sees it: a way to connect, and a way to ask why that failed.
///
/// @param why explains a failed connection
public record Internet(Dialer dialer, Why why) {

    /// Why nobody answers there, in half a sentence for a student; empty when there is nothing to add.
    public interface Why {
        Optional<String> of(Ipv4 address, int port);
    }

    /// Without explanations.
    public static Internet of(Dialer dialer) {
        return new Internet(dialer, (address, port) -> Optional.empty());
    }

    /// The internet of a cloud.
    public static Internet of(Cloud cloud) {
        return new Internet(
                cloud.internet(),
                (address, port) -> words(cloud.connections().trace(Flow.fromInternet(Cloud.VISITOR, address, port))));
    }

    /// The ending of a packet's way, in words.
    static Optional<String> words(Trace trace) {
        String at = trace.stoppedAt()
                .map(Step::subject)
                .filter(id -> !id.isEmpty())
                .map(id -> " " + id)
                .orElse("");
        return switch (trace.disposition()) {
            case DELIVERED, LEFT_TO_INTERNET -> Optional.empty();
            case NOTHING_LISTENS -> Optional.of("the instance runs, but nothing listens on this port");
            case DENIED_BY_GROUP -> Optional.of("no inbound rule of the security group" + at + " allows it");
            case DENIED_BY_SOURCE_GROUP -> Optional.of("no outbound rule of the security group" + at + " allows it");
            case DENIED_BY_ACL -> Optional.of("the network ACL" + at + " denies it");
            case NO_ROUTE -> Optional.of("the route table" + at + " has no route for it");
            case NO_ROUTE_BACK -> Optional.of("the route table" + at + " of the subnet has no route back");
            case NO_GATEWAY -> Optional.of("the VPC has no internet gateway");
            case NO_PUBLIC_ADDRESS -> Optional.of("there is no public address to leave with");
            case NO_SUCH_ADDRESS -> Optional.of("nothing in this sandbox has this address");
            case INSTANCE_NOT_RUNNING -> Optional.of("the instance that has this address is not running");
        };
    }
}
