package brume.school;

import java.util.Optional;
import java.util.stream.Stream;

/// How much a school or a course may use. What is absent is not limited here; the simulated provider's own quotas hold
/// in any case.
///
/// @param sandboxes open at once in the whole school or course
/// @param instances running at once in one sandbox
/// @param storageGib all volumes of one sandbox together; a machine's files are never larger than its volumes
public record Quota(Optional<Integer> sandboxes, Optional<Integer> instances, Optional<Integer> storageGib) {

    public static final Quota NONE = new Quota(Optional.empty(), Optional.empty(), Optional.empty());

    /// What holds where both do.
    public Quota narrowed(Quota other) {
        return new Quota(
                narrower(sandboxes, other.sandboxes),
                narrower(instances, other.instances),
                narrower(storageGib, other.storageGib));
    }

    private static Optional<Integer> narrower(Optional<Integer> one, Optional<Integer> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Integer::compare);
    }
}
