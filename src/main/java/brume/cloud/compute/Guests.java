package brume.cloud.compute;

import brume.cloud.guest.Guest;
import java.util.Optional;

/// The simulated machines behind the running instances of a sandbox.
public final class Guests {

    /// The machine of a running instance; it boots when somebody first asks for it.
    public Optional<Guest> of(String instanceId) {
        throw new UnsupportedOperationException("being built");
    }
}
