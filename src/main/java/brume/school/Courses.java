package brume.school;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The courses of the tenants and who takes part in them.
public interface Courses {

    List<Course> all(TenantId within);

    /// The courses a person is enrolled in.
    List<Course> of(TenantId within, PersonId person);

    Optional<Course> find(TenantId within, CourseId id);

    /// @throws IllegalArgumentException when the tenant has a course of that id
    void add(Course course);

    /// Changes a course in one atomic step.
    ///
    /// @return the course as it is afterwards
    /// @throws IllegalArgumentException when there is no such course
    Course update(TenantId within, CourseId id, UnaryOperator<Course> change);

    List<Enrolment> enrolments(TenantId within, CourseId course);

    /// What somebody is in a course; empty for whoever takes no part.
    Optional<Role> role(TenantId within, CourseId course, PersonId person);

    /// Enrols somebody, or changes their role in the course.
    void enrol(Enrolment enrolment);

    void leave(TenantId within, CourseId course, PersonId person);

    /// Whether somebody sees the class of this course, its work and its grades: who is enrolled as its instructor and
    /// is one still, or who administers. Every question about a class is asked here first.
    default boolean isTaughtBy(Principal who, CourseId course) {
        return who.administers()
                ? find(who.tenant(), course).isPresent()
                : who.teaches()
                        && role(who.tenant(), course, who.person())
                                .filter(Role.INSTRUCTOR::equals)
                                .isPresent();
    }

    /// The courses whose class somebody sees, archived ones too.
    default List<Course> taughtBy(Principal who) {
        if (who.administers()) {
            return all(who.tenant());
        }
        return of(who.tenant(), who.person()).stream()
                .filter(course -> isTaughtBy(who, course.id()))
                .toList();
    }
}
