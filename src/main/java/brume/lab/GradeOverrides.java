package brume.lab;

import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.util.List;

/// The marks given by hand. Rows are only ever added.
public interface GradeOverrides {

    void add(GradeOverride given);

    /// All of a student's in a lab, the newest first.
    List<GradeOverride> of(TenantId within, CourseId course, String lab, PersonId person);

    /// The newest of each student in a lab, withdrawals among them.
    List<GradeOverride> newest(TenantId within, CourseId course, String lab);
}
