package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;

/// Who owns which sandbox, and whether its doors are open.
public interface Sandboxes {

    Optional<SandboxOwner> find(TenantId within, SandboxId sandbox);

    /// A person's sandboxes, the newest first.
    List<SandboxOwner> of(TenantId within, PersonId person);

    /// Those opened in a course, the newest first.
    List<SandboxOwner> of(TenantId within, CourseId course);

    List<SandboxOwner> all(TenantId within);

    /// For the doors only (SSH jump, proxy, access keys), where a sandbox's name or key is what is being proven and no
    /// tenant is known yet. A closed one is found too, so that its door can say so.
    Optional<SandboxOwner> atTheDoor(SandboxId sandbox);

    /// @throws IllegalArgumentException when the sandbox or the account number is taken
    /// @throws QuotaFull when the school or the course has as many open ones as it may
    void add(SandboxOwner owner);

    /// One takes the place of another, whose doors are closed from now on: there are as many as before.
    ///
    /// @throws IllegalArgumentException when the fresh sandbox or its account number is taken
    void replace(SandboxOwner old, SandboxOwner fresh);

    /// The sandbox is nobody's any more: its doors are closed and its keys are gone.
    void remove(TenantId within, SandboxId sandbox);
}
