package brume.portal.frame;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What there is in a sandbox, as seen at a glance.
///
/// @param network name and address range of the first network that something runs in
/// @param open whether that network has a way to the internet
/// @param machines those not terminated, in the order they were launched
/// @param usdPerHour what they cost if nobody does anything
public record Glance(
        String account, Optional<String> network, boolean open, List<Machine> machines, BigDecimal usdPerHour) {

    /// @param state the provider's word
    /// @param reachable has a public address
    public record Machine(String id, String name, String state, boolean reachable) {}

    public Glance {
        machines = List.copyOf(machines);
    }

    public long count(String state) {
        return machines.stream()
                .filter(machine -> machine.state().equals(state))
                .count();
    }
}
