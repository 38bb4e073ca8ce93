package brume.store;

import brume.lab.GradeOverride;
import brume.lab.GradeOverrides;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Marks given by hand, in the table `grade_override`, whose rows are never changed.
public final class SqlGradeOverrides implements GradeOverrides {

    private static final String SELECT =
            "select tenant, course, lab, person, points, reason, automatic, by_person, by_name, at from grade_override ";

    private final Database database;

    public SqlGradeOverrides(Database database) {
        this.database = database;
    }

    @Override
    public void add(GradeOverride given) {
        database.update(
                """
                insert into grade_override
                (tenant, course, lab, person, points, reason, automatic, by_person, by_name, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                given.tenant().value(),
                given.course().value(),
                given.lab(),
                given.person().value(),
                given.points().orElse(null),
                given.reason(),
                given.automatic(),
                given.by().value(),
                given.byName(),
                Rows.time(given.at()));
    }

    @Override
    public List<GradeOverride> of(TenantId within, CourseId course, String lab, PersonId person) {
        return select(
                "where tenant = ? and course = ? and lab = ? and person = ? order by id desc",
                within.value(),
                course.value(),
                lab,
                person.value());
    }

    @Override
    public List<GradeOverride> newest(TenantId within, CourseId course, String lab) {
        return select("""
                where id in (select max(id) from grade_override
                where tenant = ? and course = ? and lab = ? group by person) order by person""", within.value(), course.value(), lab);
    }

    private List<GradeOverride> select(String which, Object... arguments) {
        return database.read(handle -> handle.select(SELECT + which, arguments)
                .map((row, context) -> read(row))
                .list());
    }

    private static GradeOverride read(ResultSet row) throws SQLException {
        return new GradeOverride(
                TenantId.parse(row.getString("tenant")),
                CourseId.parse(row.getString("course")),
                row.getString("lab"),
                PersonId.parse(row.getString("person")),
                Optional.ofNullable(row.getObject("points", Integer.class)),
                row.getString("reason"),
                row.getInt("automatic"),
                PersonId.parse(row.getString("by_person")),
                row.getString("by_name"),
                Rows.time(row, "at"));
    }
}
