package brume.api.proxy;

import brume.cloud.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;

/// What the HTTP door asks about a sandbox. The wiring fills it from the clouds and the access keys.
public interface ProxyAccess {

    /// The active secret access keys of the sandbox: each of them, and the [ProxyKey] made from it, opens the door.
    /// Empty
    /// for a sandbox that does not exist.
    List<String> secrets(SandboxId sandbox);

    /// The internet as this sandbox sees it; empty for a sandbox that does not exist.
    Optional<Internet> internet(SandboxId sandbox);
}
