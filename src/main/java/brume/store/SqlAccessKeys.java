package brume.store;

import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.AccessKeys;
import brume.school.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Access keys in the table `access_key`, their secrets encrypted. Every call of a provider's API asks for its key, so
/// a
/// key that was found active is remembered for [#REMEMBERED]: that long another node may still accept a key deactivated
/// here.
/// The keys of a sandbox whose doors are closed are inactive.
public final class SqlAccessKeys implements AccessKeys {

    private static final String SELECT =
            "select k.id, k.secret, k.sandbox, k.principal, k.active, k.created, k.last_used, k.shown, "
                    + SqlSandboxes.CLOSED
                    + " from access_key k join sandbox_owner o on o.sandbox = k.sandbox " + SqlSandboxes.STANDING;

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 4096;

    private static final Duration NOTED = Duration.ofMinutes(1);
    private static final Logger LOG = System.getLogger(SqlAccessKeys.class.getName());

    private final Database database;
    private final Secrets secrets;
    private final Map<String, Found> found = new ConcurrentHashMap<>();
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    private record Found(AccessKey key, long untilNanos) {}

    public SqlAccessKeys(Database database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        Found known = found.get(accessKeyId);
        if (known != null && known.untilNanos - System.nanoTime() > 0) {
            return Optional.of(known.key);
        }
        found.remove(accessKeyId);
        Optional<AccessKey> key = select("where k.id = ?", accessKeyId).stream().findFirst();
        key.filter(AccessKey::active).ifPresent(this::remember);
        return key;
    }

    private void remember(AccessKey key) {
        if (found.size() >= MOST_REMEMBERED) {
            found.clear();
        }
        found.put(key.accessKeyId(), new Found(key, System.nanoTime() + REMEMBERED.toNanos()));
    }

    @Override
    public List<AccessKey> of(TenantId within, SandboxId sandbox) {
        return select(
                "where o.tenant = ? and k.sandbox = ? order by k.active desc, k.id", within.value(), sandbox.value());
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
                row.getBoolean("active") && row.getString("closed") == null);
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
    public List<Listed> list(TenantId within, SandboxId sandbox) {
        return database.read(handle -> handle.select(
                        SELECT + "where o.tenant = ? and k.sandbox = ? order by k.created, k.id",
                        within.value(),
                        sandbox.value())
                .map((row, context) -> listed(row))
                .list());
    }

    private Listed listed(ResultSet row) throws SQLException {
        AccessKey key = key(row);
        Optional<Instant> stored = Optional.ofNullable(row.getObject("last_used", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        return new Listed(
                key,
                row.getObject("created", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(used.get(key.accessKeyId()))
                        .filter(here -> stored.map(here::isAfter).orElse(true))
                        .or(() -> stored),
                row.getBoolean("shown"));
    }

    /// The sandbox's owner is locked meanwhile: of two at once one comes second.
    @Override
    public boolean addShown(AccessKey key, int most) {
        return database.write(handle -> {
            handle.select(
                            "select sandbox from sandbox_owner where sandbox = ? for update",
                            key.sandbox().value())
                    .mapTo(String.class)
                    .one();
            int there = handle.select(
                            "select count(*) from access_key where sandbox = ?",
                            key.sandbox().value())
                    .mapTo(Integer.class)
                    .one();
            if (there >= most) {
                return false;
            }
            handle.execute(
                    "insert into access_key (id, secret, sandbox, principal, active, shown) values (?, ?, ?, ?, ?, true)",
                    key.accessKeyId(),
                    secrets.encrypt(key.secret(), key.accessKeyId()),
                    key.sandbox().value(),
                    key.principal(),
                    key.active());
            return true;
        });
    }

    @Override
    public boolean show(TenantId within, String accessKeyId) {
        return change("update access_key set shown = true where shown = false and ", within, accessKeyId) == 1;
    }

    @Override
    public void deactivate(TenantId within, String accessKeyId) {
        change("update access_key set active = false where ", within, accessKeyId);
    }

    @Override
    public void activate(TenantId within, String accessKeyId) {
        change("update access_key set active = true where ", within, accessKeyId);
    }

    @Override
    public void remove(TenantId within, String accessKeyId) {
        change("delete from access_key where ", within, accessKeyId);
        used.remove(accessKeyId);
    }

    private int change(String what, TenantId within, String accessKeyId) {
        int changed = database.write(handle -> handle.execute(
                what + "id = ? and sandbox in (select sandbox from sandbox_owner where tenant = ?)",
                accessKeyId,
                within.value()));
        found.remove(accessKeyId);
        return changed;
    }

    /// Written at most once in [#NOTED] per key, beside the call that it signed.
    @Override
    public void used(String accessKeyId, Instant at) {
        Instant before = used.get(accessKeyId);
        if (before != null && at.isBefore(before.plus(NOTED))) {
            return;
        }
        if (used.size() >= MOST_REMEMBERED) {
            used.clear();
        }
        used.put(accessKeyId, at);
        Thread.ofVirtual().name("key-used").start(() -> {
            try {
                database.update(
                        "update access_key set last_used = ? where id = ?", at.atOffset(ZoneOffset.UTC), accessKeyId);
            } catch (StoreException failure) {
                LOG.log(Level.DEBUG, "When " + accessKeyId + " was used is not kept", failure);
            }
        });
    }

    /// Asks again for the keys of a sandbox whose doors have just been closed.
    public void forget(SandboxId sandbox) {
        found.values().removeIf(known -> known.key.sandbox().equals(sandbox));
    }
}
