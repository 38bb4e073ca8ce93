package brume.cloud.network;

import brume.cloud.offer.Region;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/// One region of one sandbox: what every collection of resources works in.
///
/// @param account 12 digits
public record Place(Sandbox sandbox, String account, Region region) {

    /// The region's name.
    public String name() {
        return region.name();
    }

    public State state() {
        return sandbox.state();
    }

    public Instant now() {
        return sandbox.now();
    }

    /// As [Sandbox#write], with the region among the journalled parameters.
    public <T> T write(
            Caller caller, String action, Map<String, String> parameters, Function<Transaction, T> operation) {
        Map<String, String> told = new java.util.LinkedHashMap<>(parameters);
        told.put("region", name());
        return sandbox.write(caller, action, told, operation);
    }
}
