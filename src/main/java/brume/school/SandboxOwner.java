package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.time.Instant;
import java.util.Optional;

/// Whose a sandbox is.
///
/// @param account the simulated provider's account number, 12 digits
/// @param attempt the attempt it was opened for; empty for a free sandbox
public record SandboxOwner(
        SandboxId sandbox,
        TenantId tenant,
        PersonId person,
        String account,
        Instant created,
        Optional<AttemptId> attempt) {}
