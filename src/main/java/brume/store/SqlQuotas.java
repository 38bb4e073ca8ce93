package brume.store;

import brume.cloud.sandbox.SandboxId;
import brume.school.CourseId;
import brume.school.Quota;
import brume.school.QuotaFull;
import brume.school.Quotas;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// What schools and courses may use, in the table `quota`; a school's own row names no course.
public final class SqlQuotas implements Quotas {

    private static final String OPEN = "select count(*) from sandbox_owner o " + SqlSandboxes.STANDING
            + "where o.tenant = ? and not o.replaced and not coalesce(c.archived, false) "
            + "and coalesce(p.enabled, true) ";
    private static final String SCHOOL = "";

    private final Database database;

    public SqlQuotas(Database database) {
        this.database = database;
    }

    @Override
    public Quota of(TenantId school) {
        return database.read(handle -> find(handle, school, SCHOOL));
    }

    @Override
    public Quota of(TenantId school, CourseId course) {
        return database.read(handle -> find(handle, school, course.value()));
    }

    private static Quota find(Handle handle, TenantId school, String course) {
        return handle.select(
                        "select sandboxes, instances, storage_gib from quota where tenant = ? and course = ?",
                        school.value(),
                        course)
                .map((row, context) -> quota(row))
                .findOne()
                .orElse(Quota.NONE);
    }

    private static Quota quota(ResultSet row) throws SQLException {
        return new Quota(number(row, "sandboxes"), number(row, "instances"), number(row, "storage_gib"));
    }

    private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    @Override
    public void set(TenantId school, Quota quota) {
        set(school, SCHOOL, quota);
    }

    @Override
    public void set(TenantId school, CourseId course, Quota quota) {
        set(school, course.value(), quota);
    }

    private void set(TenantId school, String course, Quota quota) {
        database.write(handle -> {
            lock(handle, school);
            handle.execute("delete from quota where tenant = ? and course = ?", school.value(), course);
            return handle.execute(
                    "insert into quota (tenant, course, sandboxes, instances, storage_gib) values (?, ?, ?, ?, ?)",
                    school.value(),
                    course,
                    quota.sandboxes().orElse(null),
                    quota.instances().orElse(null),
                    quota.storageGib().orElse(null));
        });
    }

    @Override
    public int open(TenantId school) {
        return database.read(handle -> count(handle, school));
    }

    @Override
    public int open(TenantId school, CourseId course) {
        return database.read(handle -> count(handle, school, course));
    }

    private static int count(Handle handle, TenantId school) {
        return handle.select(OPEN, school.value()).mapTo(Integer.class).one();
    }

    private static int count(Handle handle, TenantId school, CourseId course) {
        return handle.select(OPEN + "and o.course = ?", school.value(), course.value())
                .mapTo(Integer.class)
                .one();
    }

    @Override
    public Quota in(SandboxId sandbox) {
        return database.read(handle -> handle.select(
                        "select min(q.sandboxes) as sandboxes, min(q.instances) as instances, min(q.storage_gib) as storage_gib "
                                + "from sandbox_owner o join quota q on q.tenant = o.tenant and (q.course = '' or q.course = o.course) "
                                + "where o.sandbox = ?",
                        sandbox.value())
                .map((row, context) -> quota(row))
                .one());
    }

    /// Of two who take the last place at once, one is refused: who adds a sandbox of a school waits for whoever else
    /// does.
    ///
    /// @throws QuotaFull when there is no room for one more
    static void mustHaveRoom(Handle handle, TenantId school, Optional<CourseId> course) {
        lock(handle, school);
        course.ifPresent(id -> find(handle, school, id.value())
                .sandboxes()
                .filter(most -> count(handle, school, id) >= most)
                .ifPresent(most -> {
                    throw new QuotaFull(QuotaFull.Whose.COURSE, most);
                }));
        find(handle, school, SCHOOL)
                .sandboxes()
                .filter(most -> count(handle, school) >= most)
                .ifPresent(most -> {
                    throw new QuotaFull(QuotaFull.Whose.SCHOOL, most);
                });
    }

    private static void lock(Handle handle, TenantId school) {
        handle.select("select id from tenant where id = ? for update", school.value())
                .mapTo(String.class)
                .findOne();
    }
}
