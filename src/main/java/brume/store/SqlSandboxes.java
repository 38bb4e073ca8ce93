package brume.store;

import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.SandboxOwner;
import brume.school.Sandboxes;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who owns which sandbox, in the table `sandbox_owner`. Whether one is open is told from its course and its person.
public final class SqlSandboxes implements Sandboxes {

    /// Beside a row `o` of sandbox_owner: the course and the person that decide whether its doors are open.
    static final String STANDING =
            "left join course c on c.tenant = o.tenant and c.id = o.course " + "left join person p on p.id = o.person ";
    /// The name of a [SandboxOwner.Closed], or null.
    static final String CLOSED = "case when o.replaced then 'REPLACED' when c.archived then 'COURSE_ARCHIVED' "
            + "when not p.enabled then 'PERSON_DISABLED' end as closed";

    private static final String SELECT = "select o.sandbox, o.tenant, o.person, o.account, o.created, o.attempt, "
            + "o.course, " + CLOSED + " from sandbox_owner o " + STANDING + "where ";

    private final Database database;

    public SqlSandboxes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SandboxOwner> find(TenantId within, SandboxId sandbox) {
        return select("o.tenant = ? and o.sandbox = ?", within.value(), sandbox.value()).stream()
                .findFirst();
    }

    @Override
    public List<SandboxOwner> of(TenantId within, PersonId person) {
        return select(
                "o.tenant = ? and o.person = ? order by o.created desc, o.sandbox", within.value(), person.value());
    }

    @Override
    public List<SandboxOwner> of(TenantId within, CourseId course) {
        return select(
                "o.tenant = ? and o.course = ? order by o.created desc, o.sandbox", within.value(), course.value());
    }

    @Override
    public List<SandboxOwner> all(TenantId within) {
        return select("o.tenant = ? order by o.created desc, o.sandbox", within.value());
    }

    @Override
    public Optional<SandboxOwner> atTheDoor(SandboxId sandbox) {
        return select("o.sandbox = ?", sandbox.value()).stream().findFirst();
    }

    private List<SandboxOwner> select(String which, Object... arguments) {
        return database.read(handle -> handle.select(SELECT + which, arguments)
                .map((row, context) -> owner(row))
                .list());
    }

    private static SandboxOwner owner(ResultSet row) throws SQLException {
        return new SandboxOwner(
                SandboxId.parse(row.getString("sandbox")),
                TenantId.parse(row.getString("tenant")),
                PersonId.parse(row.getString("person")),
                row.getString("account"),
                Rows.time(row, "created"),
                Optional.ofNullable(row.getString("attempt")).map(AttemptId::parse),
                Optional.ofNullable(row.getString("course")).map(CourseId::parse),
                Optional.ofNullable(row.getString("closed")).map(SandboxOwner.Closed::valueOf));
    }

    @Override
    public void add(SandboxOwner owner) {
        database.write(handle -> {
            SqlQuotas.mustHaveRoom(handle, owner.tenant(), owner.course());
            return insert(handle, owner);
        });
    }

    private static int insert(Handle handle, SandboxOwner owner) {
        return handle.execute(
                "insert into sandbox_owner (sandbox, tenant, person, account, created, attempt, course) values (?, ?, ?, ?, ?, ?, ?)",
                owner.sandbox().value(),
                owner.tenant().value(),
                owner.person().value(),
                owner.account(),
                Rows.time(owner.created()),
                owner.attempt().map(AttemptId::value).orElse(null),
                owner.course().map(CourseId::value).orElse(null));
    }

    @Override
    public void replace(SandboxOwner old, SandboxOwner fresh) {
        database.write(handle -> {
            handle.execute(
                    "update sandbox_owner set replaced = true where tenant = ? and sandbox = ?",
                    old.tenant().value(),
                    old.sandbox().value());
            return insert(handle, fresh);
        });
    }

    @Override
    public void remove(TenantId within, SandboxId sandbox) {
        database.update("delete from sandbox_owner where tenant = ? and sandbox = ?", within.value(), sandbox.value());
    }
}
