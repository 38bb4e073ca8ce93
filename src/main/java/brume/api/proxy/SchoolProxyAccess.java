package brume.api.proxy;

import brume.cloud.Clouds;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.AccessKeys;
import brume.school.SandboxOwner;
import brume.school.Sandboxes;
import java.util.List;
import java.util.Optional;

/// The door's questions answered by the clouds and the school: a sandbox opens to its own active access keys.
public record SchoolProxyAccess(Clouds clouds, Sandboxes sandboxes, AccessKeys accessKeys) implements ProxyAccess {

    @Override
    public List<String> secrets(SandboxId sandbox) {
        return sandboxes.atTheDoor(sandbox).stream()
                .filter(SandboxOwner::isOpen)
                .flatMap(owner -> accessKeys.of(owner.tenant(), sandbox).stream())
                .filter(AccessKey::active)
                .map(AccessKey::secret)
                .toList();
    }

    @Override
    public Optional<Internet> internet(SandboxId sandbox) {
        return sandboxes
                .atTheDoor(sandbox)
                .filter(SandboxOwner::isOpen)
                .map(owner -> Internet.of(clouds.open(owner.sandbox())));
    }
}
