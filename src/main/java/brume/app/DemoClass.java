package brume.app;

import brume.lab.Lab;
import brume.lab.Labs;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Enrolment;
import brume.school.Person;
import brume.school.Role;
import brume.school.TenantId;
import java.util.List;

/// A school that has no course yet gets one with every lab and everybody in it, so that a first sign-in finds something
/// to do.
final class DemoClass {

    private static final CourseId COURSE = CourseId.parse("cloud");

    private DemoClass() {}

    static void prepare(School school, Labs labs) {
        school.people().tenants().forEach(tenant -> prepare(school, labs, tenant.id()));
    }

    /// Somebody whom an identity provider has sent: where their school has this one course only, they take part in it.
    static void seat(School school, Labs labs, Person person) {
        for (TenantId tenant : person.tenants()) {
            prepare(school, labs, tenant);
            List<Course> courses = school.courses().all(tenant);
            if (courses.size() == 1
                    && courses.getFirst().id().equals(COURSE)
                    && !courses.getFirst().archived()
                    && school.courses().of(tenant, person.id()).isEmpty()) {
                enrol(school, tenant, person);
            }
        }
    }

    private static void prepare(School school, Labs labs, TenantId tenant) {
        List<String> all = labs.all().stream().map(Lab::id).toList();
        List<Course> courses = school.courses().all(tenant);
        if (courses.isEmpty()) {
            school.courses().add(new Course(COURSE, tenant, "Cloud computing", all));
            school.people().all(tenant).forEach(person -> enrol(school, tenant, person));
        } else {
            courses.stream()
                    .filter(course ->
                            course.id().equals(COURSE) && course.labs().isEmpty() && !all.isEmpty())
                    .forEach(course -> school.courses().update(tenant, COURSE, now -> now.with(now.title(), all)));
        }
    }

    private static void enrol(School school, TenantId tenant, Person person) {
        Role role = person.is(Role.INSTRUCTOR) ? Role.INSTRUCTOR : Role.STUDENT;
        school.courses().enrol(new Enrolment(tenant, COURSE, person.id(), role));
    }
}
