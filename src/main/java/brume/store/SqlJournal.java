package brume.store;

import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Journal;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.SandboxId;
import brume.store.JournalRows.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/// Every sandbox's journal in the table `entry`.
///
/// One writer takes whatever waits, of all sandboxes, and stores it in one transaction: so the price of reaching the
/// disk is paid
/// once for all who wait. An append returns when its entries are on the disk; see `docs/decisions/h2-durability.md`.
/// Times are kept to the microsecond.
public final class SqlJournal implements Journal, AutoCloseable {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 500;
    private static final int PAGE = 200;
    private static final int PART_LENGTH = 1_000_000;

    private final Database database;
    private final JournalRows table;
    private final BlockingQueue<Append> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread writer;
    private final LongAdder entries = new LongAdder();
    private final LongAdder groups = new LongAdder();
    private volatile boolean closing;

    private record Append(SandboxId sandbox, List<Row> rows, CompletableFuture<Void> stored) {}

    public SqlJournal(Database database, Kinds kinds) {
        this(database, kinds, PART_LENGTH);
    }

    SqlJournal(Database database, Kinds kinds, int partLength) {
        this.database = database;
        this.table = new JournalRows(new EntryJson(kinds), partLength);
        this.writer = Thread.ofPlatform().name("journal").daemon().start(this::writeUntilClosed);
    }

    /// What was stored since the start.
    ///
    /// @param groups how often the disk was reached for them
    public record Stored(long entries, long groups) {}

    public Stored stored() {
        return new Stored(entries.sum(), groups.sum());
    }

    @Override
    public void append(SandboxId sandbox, List<Entry> entries) {
        Append append = new Append(sandbox, table.rows(sandbox, entries), new CompletableFuture<>());
        enqueue(append);
        try {
            append.stored.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void enqueue(Append append) {
        try {
            while (!closing) {
                if (waiting.offer(append, 100, TimeUnit.MILLISECONDS)) {
                    if (closing && waiting.remove(append)) {
                        break;
                    }
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        throw new StoreException("Brume is stopping: nothing more is stored.");
    }

    @Override
    public void replay(SandboxId sandbox, long after, Consumer<Entry> reader) {
        long from = after;
        List<Entry> page;
        do {
            try (Connection connection = database.connection()) {
                page = table.page(connection, sandbox, from, PAGE);
            } catch (SQLException failure) {
                throw Database.said(failure, "of Brume");
            }
            page.forEach(reader);
            from += page.size();
        } while (page.size() == PAGE);
    }

    private void writeUntilClosed() {
        List<Append> group = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                Append first = waiting.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    waiting.drainTo(group, MOST_TOGETHER - 1);
                    store(group);
                    group.clear();
                }
            } catch (InterruptedException nobodyDoes) {
                return;
            }
        }
    }

    /// Stores the group and tells each append its fate.
    private void store(List<Append> group) {
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            List<Append> refused = insert(connection, group);
            connection.commit();
            if (database.embedded()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(Database.FLUSH);
                }
            }
            refused.forEach(append -> append.stored.completeExceptionally(taken(append)));
            group.forEach(append -> append.stored.complete(null));
            groups.increment();
            entries.add(group.stream()
                    .filter(append -> !refused.contains(append))
                    .mapToLong(append -> append.rows.size())
                    .sum());
        } catch (SQLException | RuntimeException failure) {
            StoreException said = Database.said(failure, "of Brume");
            group.forEach(append -> append.stored.completeExceptionally(said));
        }
    }

    /// Inserts all, or, if a position among them is taken, each by itself.
    ///
    /// @return those whose position was taken
    private List<Append> insert(Connection connection, List<Append> group) throws SQLException {
        try {
            table.insert(
                    connection,
                    group.stream().flatMap(append -> append.rows.stream()).toList());
            return List.of();
        } catch (SQLException failure) {
            connection.rollback();
            if (!Database.isTaken(failure)) {
                throw failure;
            }
        }
        List<Append> refused = new ArrayList<>();
        for (Append append : group) {
            Savepoint before = connection.setSavepoint();
            try {
                table.insert(connection, append.rows);
            } catch (SQLException failure) {
                if (!Database.isTaken(failure)) {
                    throw failure;
                }
                connection.rollback(before);
                refused.add(append);
            }
        }
        return refused;
    }

    private static PositionTaken taken(Append append) {
        return new PositionTaken(append.sandbox, append.rows.getFirst().entry().position());
    }

    /// Stores what waits, refuses what comes after.
    @Override
    public void close() {
        closing = true;
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Append late;
        while ((late = waiting.poll()) != null) {
            late.stored.completeExceptionally(new StoreException("Brume is stopping: nothing more is stored."));
        }
    }
}
