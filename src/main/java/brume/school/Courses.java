package brume.school;

import java.util.List;
import java.util.Optional;

/// The courses of the tenants and who takes part in them.
public interface Courses {

    List<Course> all(TenantId within);

    /// The courses a person is enrolled in.
    List<Course> of(TenantId within, PersonId person);

    Optional<Course> find(TenantId within, CourseId id);

    /// Adds a course, or replaces the one of that tenant and id.
    void put(Course course);

    List<Enrolment> enrolments(TenantId within, CourseId course);

    /// Enrols somebody, or changes their role in the course.
    void enrol(Enrolment enrolment);

    void leave(TenantId within, CourseId course, PersonId person);
}
