package brume.store;

import brume.cloud.sandbox.SandboxId;
import brume.school.AttemptId;
import brume.school.PersonId;
import brume.school.SandboxOwner;
import brume.school.Sandboxes;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Who owns which sandbox, in the table `sandbox_owner`.
public final class SqlSandboxes implements Sandboxes {

    private static final String SELECT =
            "select sandbox, tenant, person, account, created, attempt from sandbox_owner where ";

    private final Database database;

    public SqlSandboxes(Database database) {
        this.database = database;
    }

    @Override
    public Optional<SandboxOwner> find(TenantId within, SandboxId sandbox) {
        return select("tenant = ? and sandbox = ?", within.value(), sandbox.value()).stream()
                .findFirst();
    }

    @Override
    public List<SandboxOwner> of(TenantId within, PersonId person) {
        return select("tenant = ? and person = ? order by created desc, sandbox", within.value(), person.value());
    }

    @Override
    public List<SandboxOwner> all(TenantId within) {
        return select("tenant = ? order by created desc, sandbox", within.value());
    }

    @Override
    public Optional<SandboxOwner> atTheDoor(SandboxId sandbox) {
        return select("sandbox = ?", sandbox.value()).stream().findFirst();
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
                Optional.ofNullable(row.getString("attempt")).map(AttemptId::parse));
    }

    @Override
    public void add(SandboxOwner owner) {
        database.update(
                "insert into sandbox_owner (sandbox, tenant, person, account, created, attempt) values (?, ?, ?, ?, ?, ?)",
                owner.sandbox().value(),
                owner.tenant().value(),
                owner.person().value(),
                owner.account(),
                Rows.time(owner.created()),
                owner.attempt().map(AttemptId::value).orElse(null));
    }

    @Override
    public void remove(TenantId within, SandboxId sandbox) {
        database.update("delete from sandbox_owner where tenant = ? and sandbox = ?", within.value(), sandbox.value());
    }
}
