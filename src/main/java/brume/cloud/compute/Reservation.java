package brume.cloud.compute;

import java.util.List;

/// The instances of one launch.
///
/// @param id `r-...`
public record Reservation(String id, List<Instance> instances) {

    public Reservation {
        instances = List.copyOf(instances);
    }
}
