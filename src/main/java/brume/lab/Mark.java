package brume.lab;

import java.util.Optional;

/// How a student is marked in a lab: by the checks, and by hand where somebody decided so.
///
/// @param attempt the newest; empty before the first
/// @param automatic what the checks give
/// @param override in force; empty when nobody gave one, or it was withdrawn
public record Mark(Optional<Attempt> attempt, Grade automatic, Optional<GradeOverride> override) {

    static Mark of(Lab lab, Optional<Attempt> attempt, Optional<GradeOverride> newest) {
        Grade automatic = attempt.map(one -> Grade.of(lab, one))
                .orElseGet(() ->
                        new Grade(0, lab.points(), 0, 0, (int) lab.checks().count()));
        return new Mark(attempt, automatic, newest.filter(one -> !one.isWithdrawn()));
    }

    /// The points that count.
    public int points() {
        return override.flatMap(GradeOverride::points).orElse(automatic.points());
    }

    /// Of 100.
    public double percent() {
        return automatic.of() == 0 ? 0 : 100.0 * points() / automatic.of();
    }

    /// The checks have given other points since the override: somebody should look at it again.
    public boolean isOutdated() {
        return override.filter(one -> one.automatic() != automatic.points()).isPresent();
    }
}
