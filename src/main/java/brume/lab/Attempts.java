package brume.lab;

import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The attempts, kept for ever.
public interface Attempts {

    Optional<Attempt> find(TenantId within, AttemptId id);

    /// A person's attempts, the newest first.
    List<Attempt> of(TenantId within, PersonId person);

    /// All attempts at a lab in a course, for the class grid: the newest first.
    List<Attempt> of(TenantId within, CourseId course, String lab);

    /// The attempt now being worked on in a sandbox (a former sandbox finds nothing). For the grading that follows the
    /// sandbox's journal: the result names its tenant.
    Optional<Attempt> in(SandboxId sandbox);

    /// @throws IllegalArgumentException when the id, or (tenant, course, person, lab, number), is taken
    void add(Attempt attempt);

    /// Changes an attempt in one atomic step; the change must not alter id, tenant, course, person or lab.
    ///
    /// @return the attempt as it is afterwards
    /// @throws brume.school.Principal.Refused when the tenant has no such attempt
    Attempt update(TenantId within, AttemptId id, UnaryOperator<Attempt> change);
}
