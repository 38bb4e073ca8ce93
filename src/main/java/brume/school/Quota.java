package brume.school;

import java.util.Optional;

/// How much a school or a course may use. What is absent is not limited here; the simulated provider's own quotas hold
/// in any case.
///
/// @param sandboxes open at once in the whole school or course
/// @param instances running at once in one sandbox
/// @param storageGib all volumes of one sandbox together; a machine's files are never larger than its volumes
public record Quota(Optional<Integer> sandboxes, Optional<Integer> instances, Optional<Integer> storageGib) {

    public static final Quota NONE = new Quota(Optional.empty(), Optional.empty(), Optional.empty());
}
