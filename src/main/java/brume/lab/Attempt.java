package brume.lab;

import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One student's go at one lab. Immutable; [Attempts] keeps the newest.
///
/// @param number 1 for the person's first attempt at this lab in this course
/// @param seed what [Variants] are drawn from
/// @param sandbox the sandbox being worked in
/// @param formerSandboxes those left behind by a reset, the oldest first; kept to be looked at
/// @param results by check id; a check nobody looked at yet is absent
/// @param hints taken, in order
/// @param position the sandbox's journal position that the results are about
/// @param hand since when the student asks for help
public record Attempt(
        AttemptId id,
        TenantId tenant,
        CourseId course,
        PersonId person,
        String lab,
        int labVersion,
        int number,
        long seed,
        SandboxId sandbox,
        List<SandboxId> formerSandboxes,
        Instant started,
        Optional<Instant> finished,
        Map<String, CheckResult> results,
        List<HintTaken> hints,
        long position,
        Optional<Instant> hand) {

    public Attempt {
        formerSandboxes = List.copyOf(formerSandboxes);
        results = Map.copyOf(results);
        hints = List.copyOf(hints);
    }

    /// In a new sandbox, with nothing achieved there yet.
    Attempt movedTo(SandboxId fresh) {
        List<SandboxId> former = new ArrayList<>(formerSandboxes);
        former.add(sandbox);
        return new Attempt(
                id,
                tenant,
                course,
                person,
                lab,
                labVersion,
                number,
                seed,
                fresh,
                former,
                started,
                finished,
                Map.of(),
                hints,
                0,
                hand);
    }

    Attempt with(HintTaken hint) {
        List<HintTaken> more = new ArrayList<>(hints);
        more.add(hint);
        return new Attempt(
                id,
                tenant,
                course,
                person,
                lab,
                labVersion,
                number,
                seed,
                sandbox,
                formerSandboxes,
                started,
                finished,
                results,
                more,
                position,
                hand);
    }

    /// With the hand raised at this moment, or lowered.
    Attempt with(Optional<Instant> raised) {
        return new Attempt(
                id,
                tenant,
                course,
                person,
                lab,
                labVersion,
                number,
                seed,
                sandbox,
                formerSandboxes,
                started,
                finished,
                results,
                hints,
                position,
                raised);
    }

    /// With new results; finished when all checks have passed for the first time.
    Attempt judged(Lab definition, Map<String, CheckResult> judged, long at, Instant now) {
        boolean complete = definition
                .checks()
                .allMatch(check ->
                        judged.containsKey(check.id()) && judged.get(check.id()).passed());
        return new Attempt(
                id,
                tenant,
                course,
                person,
                lab,
                labVersion,
                number,
                seed,
                sandbox,
                formerSandboxes,
                started,
                finished.or(() -> complete ? Optional.of(now) : Optional.empty()),
                judged,
                hints,
                at,
                hand);
    }

    /// @param layer 0 is the first, mildest hint of the step
    /// @param price what it costs, 0 when it was taken after the step was solved
    public record HintTaken(String step, int layer, int price, Instant at) {}
}
