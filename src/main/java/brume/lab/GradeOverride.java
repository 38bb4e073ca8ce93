package brume.lab;

import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.time.Instant;
import java.util.Optional;

/// A mark given by hand beside the automatic one, or the withdrawal of one. Never changed: the newest of a student and
/// a lab counts, those before it are its history.
///
/// @param points given; empty: withdrawn, the automatic mark counts again
/// @param reason for whoever reads it, the student too; empty for a withdrawal
/// @param automatic the points that the checks gave at that moment
/// @param by who gave it
/// @param byName their user name, for when they are of another school
public record GradeOverride(
        TenantId tenant,
        CourseId course,
        String lab,
        PersonId person,
        Optional<Integer> points,
        String reason,
        int automatic,
        PersonId by,
        String byName,
        Instant at) {

    public boolean isWithdrawn() {
        return points.isEmpty();
    }
}
