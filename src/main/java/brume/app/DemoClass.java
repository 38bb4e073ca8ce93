package brume.app;

import brume.lab.Lab;
import brume.lab.Labs;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Enrolment;
import brume.school.Person;
import brume.school.Role;
import brume.school.Tenant;
import java.util.List;

/// A school that has no course yet gets one with every lab and everybody in it, so that a first sign-in finds something
/// to do.
final class DemoClass {

    private static final CourseId COURSE = CourseId.parse("cloud");

    private DemoClass() {}

    static void prepare(School school, Labs labs) {
        List<String> all = labs.all().stream().map(Lab::id).toList();
        for (Tenant tenant : school.people().tenants()) {
            List<Course> courses = school.courses().all(tenant.id());
            if (courses.isEmpty()) {
                school.courses().put(new Course(COURSE, tenant.id(), "Cloud computing", all));
                for (Person person : school.people().all(tenant.id())) {
                    Role role = person.is(Role.INSTRUCTOR) ? Role.INSTRUCTOR : Role.STUDENT;
                    school.courses().enrol(new Enrolment(tenant.id(), COURSE, person.id(), role));
                }
            } else {
                courses.stream()
                        .filter(course ->
                                course.id().equals(COURSE) && course.labs().isEmpty() && !all.isEmpty())
                        .forEach(course -> school.courses().put(new Course(COURSE, tenant.id(), course.title(), all)));
            }
        }
    }
}
