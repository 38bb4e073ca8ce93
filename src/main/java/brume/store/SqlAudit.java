package brume.store;

import brume.school.Audit;
import brume.school.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// The audit in the table `audit`, which is only ever added to.
public final class SqlAudit implements Audit {

    private final Database database;

    public SqlAudit(Database database) {
        this.database = database;
    }

    @Override
    public void add(Line line) {
        database.write(handle -> insert(handle, line));
    }

    static int insert(Handle handle, Line line) {
        return handle.execute(
                "insert into audit (at, tenant, username, action, subject, detail, address) values (?, ?, ?, ?, ?, ?, ?)",
                Rows.time(line.at()),
                line.tenant().map(TenantId::value).orElse(null),
                line.username(),
                line.action().name(),
                line.subject(),
                line.detail(),
                line.address());
    }

    @Override
    public List<Kept> read(Wanted wanted) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> values = new ArrayList<>();
        wanted.within().ifPresent(tenant -> {
            conditions.add("tenant = ?");
            values.add(tenant.value());
        });
        wanted.action().ifPresent(action -> {
            conditions.add("action = ?");
            values.add(action.name());
        });
        if (!wanted.text().isBlank()) {
            conditions.add(
                    "lower(username || ' ' || subject || ' ' || detail || ' ' || address || ' ' || coalesce(tenant, '')) like ? escape '!'");
            values.add("%" + literal(wanted.text().strip().toLowerCase(Locale.ROOT)) + "%");
        }
        wanted.before().ifPresent(number -> {
            conditions.add("number < ?");
            values.add(number);
        });
        values.add(wanted.most());
        return database.read(handle -> handle.select(
                        "select number, at, tenant, username, action, subject, detail, address from audit where "
                                + String.join(" and ", conditions) + " order by number desc limit ?",
                        values.toArray())
                .map((row, context) -> kept(row))
                .list());
    }

    private static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("number"),
                new Line(
                        Rows.time(row, "at"),
                        Optional.ofNullable(row.getString("tenant")).map(TenantId::parse),
                        row.getString("username"),
                        Action.valueOf(row.getString("action")),
                        row.getString("subject"),
                        row.getString("detail"),
                        row.getString("address")));
    }
}
