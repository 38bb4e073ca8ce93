package brume.school;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Courses in memory, for tests.
public final class MemoryCourses implements Courses {

    private final List<Course> courses = new ArrayList<>();
    private final List<Enrolment> enrolled = new ArrayList<>();

    public MemoryCourses(Course course, Collection<Enrolment> enrolled) {
        courses.add(course);
        this.enrolled.addAll(enrolled);
    }

    @Override
    public synchronized List<Course> all(TenantId within) {
        return courses.stream().filter(one -> one.tenant().equals(within)).toList();
    }

    @Override
    public List<Course> of(TenantId within, PersonId person) {
        return all(within).stream()
                .filter(one -> role(within, one.id(), person).isPresent())
                .toList();
    }

    @Override
    public Optional<Course> find(TenantId within, CourseId id) {
        return all(within).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @Override
    public synchronized void add(Course course) {
        if (find(course.tenant(), course.id()).isPresent()) {
            throw new IllegalArgumentException("Taken: " + course.id());
        }
        courses.add(course);
    }

    @Override
    public synchronized Course update(TenantId within, CourseId id, UnaryOperator<Course> change) {
        Course before = find(within, id).orElseThrow(() -> new IllegalArgumentException("No course: " + id));
        Course after = change.apply(before);
        courses.set(courses.indexOf(before), after);
        return after;
    }

    @Override
    public synchronized List<Enrolment> enrolments(TenantId within, CourseId course) {
        return enrolled.stream()
                .filter(one -> one.tenant().equals(within) && one.course().equals(course))
                .toList();
    }

    @Override
    public Optional<Role> role(TenantId within, CourseId course, PersonId person) {
        return enrolments(within, course).stream()
                .filter(one -> one.person().equals(person))
                .map(Enrolment::role)
                .findFirst();
    }

    @Override
    public synchronized void enrol(Enrolment enrolment) {
        leave(enrolment.tenant(), enrolment.course(), enrolment.person());
        enrolled.add(enrolment);
    }

    @Override
    public synchronized void leave(TenantId within, CourseId course, PersonId person) {
        enrolled.removeIf(one -> one.tenant().equals(within)
                && one.course().equals(course)
                && one.person().equals(person));
    }
}
