package brume.portal.terminal;

import brume.cloud.guest.Guest;
import java.util.List;
import java.util.Optional;

/// The machines of a sandbox that a terminal can be opened on.
public interface Machines {

    /// @param id the instance id
    /// @param name its Name tag, or the id again
    record Machine(String id, String name) {}

    /// Those that run now, in a steady order.
    List<Machine> running();

    /// The machine itself while it runs.
    Optional<Guest> guest(String id);
}
