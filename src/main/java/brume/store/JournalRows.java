package brume.store;

import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.SandboxId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Entries as rows of the tables `entry` and `entry_part`.
final class JournalRows {

    private static final String INSERT = """
            insert into entry (sandbox, position, at, principal, action, parameters, changes, parts)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_PART =
            "insert into entry_part (sandbox, position, part, changes) values (?, ?, ?, ?)";
    private static final String SELECT = """
            select position, at, principal, action, parameters, changes, parts from entry
            where sandbox = ? and position > ? order by position fetch first ? rows only""";
    private static final String SELECT_PARTS =
            "select changes from entry_part where sandbox = ? and position = ? order by part";

    private final EntryJson json;
    private final int partLength;

    JournalRows(EntryJson json, int partLength) {
        this.json = json;
        this.partLength = partLength;
    }

    /// An entry as it will be stored.
    record Row(SandboxId sandbox, Entry entry, String parameters, List<String> parts) {}

    List<Row> rows(SandboxId sandbox, List<Entry> entries) {
        return entries.stream()
                .map(entry -> new Row(
                        sandbox,
                        entry,
                        json.writeParameters(entry.parameters()),
                        cut(json.write(entry.changes()), partLength)))
                .toList();
    }

    void insert(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement into = connection.prepareStatement(INSERT)) {
            for (Row row : rows) {
                into.setString(1, row.sandbox().value());
                into.setLong(2, row.entry().position());
                into.setObject(
                        3, row.entry().at().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
                into.setString(4, row.entry().principal());
                into.setString(5, row.entry().action());
                into.setString(6, row.parameters());
                into.setString(7, row.parts().getFirst());
                into.setInt(8, row.parts().size());
                into.addBatch();
            }
            into.executeBatch();
        }
        if (rows.stream().anyMatch(row -> row.parts().size() > 1)) {
            insertParts(connection, rows);
        }
    }

    private static void insertParts(Connection connection, List<Row> rows) throws SQLException {
        try (PreparedStatement into = connection.prepareStatement(INSERT_PART)) {
            for (Row row : rows) {
                for (int part = 1; part < row.parts().size(); part++) {
                    into.setString(1, row.sandbox().value());
                    into.setLong(2, row.entry().position());
                    into.setInt(3, part);
                    into.setString(4, row.parts().get(part));
                    into.addBatch();
                }
            }
            into.executeBatch();
        }
    }

    /// The next entries after a position, at most so many.
    List<Entry> page(Connection connection, SandboxId sandbox, long after, int most) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (PreparedStatement from = connection.prepareStatement(SELECT)) {
            from.setString(1, sandbox.value());
            from.setLong(2, after);
            from.setInt(3, most);
            try (ResultSet row = from.executeQuery()) {
                while (row.next()) {
                    entries.add(entry(connection, sandbox, row));
                }
            }
        }
        return entries;
    }

    private Entry entry(Connection connection, SandboxId sandbox, ResultSet row) throws SQLException {
        long position = row.getLong(1);
        Instant at = row.getObject(2, OffsetDateTime.class).toInstant();
        Map<String, String> parameters = json.readParameters(row.getString(5));
        String line = row.getString(6);
        if (row.getInt(7) > 1) {
            line += laterParts(connection, sandbox, position);
        }
        List<Change> changes = json.read(line);
        return new Entry(position, at, row.getString(3), row.getString(4), parameters, changes);
    }

    private static String laterParts(Connection connection, SandboxId sandbox, long position) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (PreparedStatement from = connection.prepareStatement(SELECT_PARTS)) {
            from.setString(1, sandbox.value());
            from.setLong(2, position);
            try (ResultSet part = from.executeQuery()) {
                while (part.next()) {
                    text.append(part.getString(1));
                }
            }
        }
        return text.toString();
    }

    /// Cuts a text so that no surrogate pair is torn: a half would not survive UTF-8.
    static List<String> cut(String text, int length) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (text.length() - from > length) {
            int to = from + length;
            if (Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            parts.add(text.substring(from, to));
            from = to;
        }
        parts.add(text.substring(from));
        return parts;
    }
}
