package brume.api.ssh;

import brume.cloud.network.Dialer;
import brume.cloud.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;

/// What the jump server asks about a sandbox. The wiring fills it from the clouds, the key pairs and the school.
public interface JumpAccess {

    /// The public keys that may use this sandbox's jump, as OpenSSH lines (`ssh-ed25519 AAAA... comment`): those of the
    /// sandbox's key pairs and those its owner registered. Empty for a sandbox that does not exist.
    List<String> publicKeys(SandboxId sandbox);

    /// Why the doors of this sandbox are closed to whoever holds one of its keys: a whole sentence; empty while they
    /// are
    /// open.
    Optional<String> closed(SandboxId sandbox);

    /// The internet as this sandbox sees it; empty for a sandbox that does not exist, or whose doors are closed.
    Optional<Dialer> internet(SandboxId sandbox);
}
