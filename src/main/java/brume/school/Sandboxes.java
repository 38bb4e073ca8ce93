package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;

/// Who owns which sandbox.
public interface Sandboxes {

    Optional<SandboxOwner> find(TenantId within, SandboxId sandbox);

    /// A person's sandboxes, the newest first.
    List<SandboxOwner> of(TenantId within, PersonId person);

    List<SandboxOwner> all(TenantId within);

    /// For the doors only (SSH jump, proxy, access keys), where a sandbox's name or key is what is being proven and no
    /// tenant is known yet.
    Optional<SandboxOwner> atTheDoor(SandboxId sandbox);

    /// @throws IllegalArgumentException when the sandbox or the account number is taken
    void add(SandboxOwner owner);

    /// The sandbox is nobody's any more: its doors are closed and its keys are gone.
    void remove(TenantId within, SandboxId sandbox);
}
