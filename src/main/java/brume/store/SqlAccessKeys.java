package brume.store;

import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.AccessKeys;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Access keys in the table `access_key`, their secrets encrypted.
public final class SqlAccessKeys implements AccessKeys {

    private static final String SELECT = "select k.id, k.secret, k.sandbox, k.principal, k.active from access_key k ";

    private final Database database;
    private final Secrets secrets;

    public SqlAccessKeys(Database database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return select("where k.id = ?", accessKeyId).stream().findFirst();
    }

    @Override
    public List<AccessKey> of(TenantId within, SandboxId sandbox) {
        return select(
                "join sandbox_owner o on o.sandbox = k.sandbox where o.tenant = ? and k.sandbox = ? order by k.active desc, k.id",
                within.value(),
                sandbox.value());
    }

    private List<AccessKey> select(String which, Object... arguments) {
        return database.read(handle -> handle.select(SELECT + which, arguments)
                .map((row, context) -> key(row))
                .list());
    }

    private AccessKey key(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new AccessKey(
                id,
                secrets.decrypt(row.getString("secret"), id),
                SandboxId.parse(row.getString("sandbox")),
                row.getString("principal"),
                row.getBoolean("active"));
    }

    @Override
    public void add(AccessKey key) {
        database.update(
                "insert into access_key (id, secret, sandbox, principal, active) values (?, ?, ?, ?, ?)",
                key.accessKeyId(),
                secrets.encrypt(key.secret(), key.accessKeyId()),
                key.sandbox().value(),
                key.principal(),
                key.active());
    }

    @Override
    public void deactivate(TenantId within, String accessKeyId) {
        database.update(
                "update access_key set active = false where id = ? and sandbox in (select sandbox from sandbox_owner where tenant = ?)",
                accessKeyId,
                within.value());
    }
}
