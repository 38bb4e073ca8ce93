package brume.portal.course;

import brume.portal.frame.Portal;
import brume.portal.frame.Visitor;
import brume.school.Course;
import brume.school.CourseId;
import brume.school.Principal;
import brume.school.Role;
import brume.school.Tenant;
import brume.school.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// In which schools a visitor teaches, and the addresses of their courses: `courses/<id>`, and `?school=<id>` where it
/// is not the school that they act in.
record Schools(Portal portal, Visitor visitor) {

    private static final String SCHOOL = "school";

    List<Tenant> all() {
        List<Tenant> every = portal.school().people().tenants();
        return visitor.person().is(Role.ADMIN)
                ? every
                : every.stream()
                        .filter(school -> visitor.person().isIn(school.id()))
                        .toList();
    }

    Principal in(TenantId school) {
        return Principal.of(visitor.person(), school);
    }

    /// Whether pages that know the visitor's own school only, such as the gradebook, show this one.
    boolean isOwn(TenantId school) {
        return visitor.tenant().filter(school::equals).isPresent();
    }

    String path(Course course) {
        return path(course.tenant(), course.id());
    }

    String path(TenantId school, CourseId course) {
        return "/courses/" + course + (isOwn(school) ? "" : "?" + SCHOOL + "=" + school);
    }

    /// The school that an address names.
    ///
    /// @throws Principal.Refused when it names none, or none of this visitor
    Principal of(Map<String, List<String>> query) {
        Optional<TenantId> named = query.getOrDefault(SCHOOL, List.of()).stream()
                .findFirst()
                .filter(TenantId::isOne)
                .map(TenantId::parse);
        return in(named.or(visitor::tenant).orElseThrow(Principal.Refused::new));
    }
}
