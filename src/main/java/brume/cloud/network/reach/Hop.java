package brume.cloud.network.reach;

import java.util.List;

/// A place that the packet came to.
///
/// @param id of the gateway, subnet or interface; an address for the internet
public record Hop(Place place, String id, List<Step> steps) {

    public Hop {
        steps = List.copyOf(steps);
    }

    /// What kind of place.
    public enum Place {
        INTERNET,
        GATEWAY,
        SUBNET,
        INTERFACE
    }
}
