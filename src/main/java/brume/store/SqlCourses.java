package brume.store;

import brume.school.Course;
import brume.school.CourseId;
import brume.school.Courses;
import brume.school.Enrolment;
import brume.school.PersonId;
import brume.school.Role;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// Courses and who takes part in them, in the tables `course` and `enrolment`.
public final class SqlCourses implements Courses {

    private static final String SELECT = "select c.tenant, c.id, c.title, c.labs, c.archived from course c ";

    private final Database database;

    public SqlCourses(Database database) {
        this.database = database;
    }

    @Override
    public List<Course> all(TenantId within) {
        return select("where c.tenant = ? order by c.title, c.id", within.value());
    }

    @Override
    public List<Course> of(TenantId within, PersonId person) {
        return select(
                "join enrolment e on e.tenant = c.tenant and e.course = c.id where c.tenant = ? and e.person = ? order by c.title, c.id",
                within.value(),
                person.value());
    }

    @Override
    public Optional<Course> find(TenantId within, CourseId id) {
        return select("where c.tenant = ? and c.id = ?", within.value(), id.value()).stream()
                .findFirst();
    }

    private List<Course> select(String which, Object... arguments) {
        return database.read(handle -> handle.select(SELECT + which, arguments)
                .map((row, context) -> course(row))
                .list());
    }

    private static Course course(ResultSet row) throws SQLException {
        String labs = row.getString("labs");
        return new Course(
                CourseId.parse(row.getString("id")),
                TenantId.parse(row.getString("tenant")),
                row.getString("title"),
                labs.isEmpty() ? List.of() : List.of(labs.split("\n", -1)),
                row.getBoolean("archived"));
    }

    @Override
    public void add(Course course) {
        database.update(
                "insert into course (tenant, id, title, labs, archived) values (?, ?, ?, ?, ?)",
                course.tenant().value(),
                course.id().value(),
                course.title(),
                String.join("\n", course.labs()),
                course.archived());
    }

    @Override
    public Course update(TenantId within, CourseId id, UnaryOperator<Course> change) {
        return database.write(handle -> {
            Course before = handle.select(
                            SELECT + "where c.tenant = ? and c.id = ? for update", within.value(), id.value())
                    .map((row, context) -> course(row))
                    .findOne()
                    .orElseThrow(() -> new IllegalArgumentException("No such course: " + id));
            Course changed = change.apply(before);
            handle.execute(
                    "update course set title = ?, labs = ?, archived = ? where tenant = ? and id = ?",
                    changed.title(),
                    String.join("\n", changed.labs()),
                    changed.archived(),
                    within.value(),
                    id.value());
            return changed;
        });
    }

    @Override
    public List<Enrolment> enrolments(TenantId within, CourseId course) {
        return database.read(handle -> handle.select(
                        "select person, role from enrolment where tenant = ? and course = ? order by person",
                        within.value(),
                        course.value())
                .map((row, context) -> new Enrolment(
                        within, course, PersonId.parse(row.getString("person")), Role.valueOf(row.getString("role"))))
                .list());
    }

    @Override
    public Optional<Role> role(TenantId within, CourseId course, PersonId person) {
        return database.read(handle -> handle.select(
                        "select role from enrolment where tenant = ? and course = ? and person = ?",
                        within.value(),
                        course.value(),
                        person.value())
                .mapTo(String.class)
                .findOne()
                .map(Role::valueOf));
    }

    @Override
    public void enrol(Enrolment enrolment) {
        database.write(handle -> enrol(handle, enrolment));
    }

    static Enrolment enrol(Handle handle, Enrolment one) {
        leave(handle, one.tenant(), one.course(), one.person());
        handle.execute(
                "insert into enrolment (tenant, course, person, role) values (?, ?, ?, ?)",
                one.tenant().value(),
                one.course().value(),
                one.person().value(),
                one.role().name());
        return one;
    }

    @Override
    public void leave(TenantId within, CourseId course, PersonId person) {
        database.write(handle -> leave(handle, within, course, person));
    }

    static int leave(Handle handle, TenantId within, CourseId course, PersonId person) {
        return handle.execute(
                "delete from enrolment where tenant = ? and course = ? and person = ?",
                within.value(),
                course.value(),
                person.value());
    }
}
