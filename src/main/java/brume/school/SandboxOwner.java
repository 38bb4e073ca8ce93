package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.time.Instant;
import java.util.Optional;

/// Whose a sandbox is.
///
/// @param account the simulated provider's account number, 12 digits
/// @param attempt the attempt it was opened for; empty for a free sandbox
/// @param course the course of that attempt
/// @param closed why its doors are closed now; empty while they are open
public record SandboxOwner(
        SandboxId sandbox,
        TenantId tenant,
        PersonId person,
        String account,
        Instant created,
        Optional<AttemptId> attempt,
        Optional<CourseId> course,
        Optional<Closed> closed) {

    /// Why nobody comes in from outside. What is inside stays, and is still looked at by whoever may.
    public enum Closed {
        COURSE_ARCHIVED,
        /// The lab was started over in a fresh one.
        REPLACED,
        PERSON_DISABLED
    }

    public boolean isOpen() {
        return closed.isEmpty();
    }

    SandboxOwner closed(Closed why) {
        return new SandboxOwner(sandbox, tenant, person, account, created, attempt, course, Optional.of(why));
    }
}
