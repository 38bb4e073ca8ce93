package brume.cloud.network.reach;

import brume.cloud.network.Ipv4;
import java.util.List;
import java.util.Optional;

/// The way of a packet, and how it ended.
///
/// @param receiver the interface that was reached, if any
/// @param sourceSeen the sender's address as the receiver sees it
public record Trace(
        Flow flow, List<Hop> hops, Disposition disposition, Optional<String> receiver, Optional<Ipv4> sourceSeen) {

    public Trace {
        hops = List.copyOf(hops);
    }

    public boolean isDelivered() {
        return disposition == Disposition.DELIVERED;
    }

    /// The step that stopped the packet; empty when it arrived.
    public Optional<Step> stoppedAt() {
        return hops.stream()
                .flatMap(hop -> hop.steps().stream())
                .filter(step -> !step.passed())
                .findFirst();
    }
}
