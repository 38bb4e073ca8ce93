package brume.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// An open database, migrated to this version of Brume: H2 in a folder, or a PostgreSQL.
public final class Database implements AutoCloseable {

    /// A commit alone is not on the disk yet: H2 writes its chunks behind it.
    static final String FLUSH = "CHECKPOINT SYNC";

    /// Brume closes the file itself, after the last entry is stored. A commit is written before it returns. No space
    /// in the file is used again while it is open, since H2 2.5 loses commits otherwise: see the decision
    /// h2-durability. It writes no trace file: what is refused is said to whoever asked.
    private static final String EMBEDDED = ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";

    private static final int H2_ALREADY_OPEN = 90020;
    private static final long LEAST_FREE_BYTES = 50L << 20;

    private static final int CONNECTIONS = 10;
    private static final int WRITERS = 4;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final boolean embedded;

    /// Whoever writes waits for the disk; not all connections may wait there, or nobody can read meanwhile and the
    /// journal, which has its own connection from the same pool, stands in the queue.
    private final Semaphore writers = new Semaphore(WRITERS, true);

    private Database(HikariDataSource pool, boolean embedded) {
        this.pool = pool;
        this.embedded = embedded;
        this.jdbi = Jdbi.create(pool);
    }

    /// Where a database is.
    ///
    /// @param url `jdbc:h2:...` or `jdbc:postgresql:...`
    /// @param password never printed
    public record Location(String url, String user, String password) {

        /// A file that a thread does not close when it is interrupted while it reads: see the decision h2-durability.
        private static final String FILE = "jdbc:h2:async:";

        /// The embedded database in a folder, made if it is not there.
        public static Location in(Path folder) {
            return new Location(FILE + folder.toAbsolutePath().resolve("brume"), "brume", "");
        }

        boolean embedded() {
            return url.startsWith("jdbc:h2:");
        }

        Optional<Path> folder() {
            return url.startsWith(FILE)
                    ? Optional.ofNullable(Path.of(url.substring(FILE.length())).getParent())
                    : Optional.empty();
        }

        @Override
        public String toString() {
            return url;
        }
    }

    /// @throws StoreException saying in one sentence what is in the way and what to do
    public static Database open(Location location) {
        location.folder().ifPresent(Database::prepare);
        HikariDataSource pool = null;
        try {
            Reopening reopening = new Reopening();
            HikariConfig config = pooled(location);
            if (location.embedded()) {
                config.setExceptionOverride(reopening);
            }
            pool = new HikariDataSource(config);
            reopening.watch(pool);
            migrate(pool);
            return new Database(pool, location.embedded());
        } catch (RuntimeException failure) {
            if (pool != null) {
                pool.close();
            }
            throw said(failure, location);
        }
    }

    private static HikariConfig pooled(Location location) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("brume");
        config.setDriverClassName(location.embedded() ? "org.h2.Driver" : "org.postgresql.Driver");
        config.setJdbcUrl(location.url()
                + (location.embedded() ? EMBEDDED : "")
                + (location.folder().isPresent() ? ";REUSE_SPACE=FALSE" : ""));
        if (!location.embedded()) {
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
        }
        config.setUsername(location.user());
        config.setPassword(location.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(5_000);
        return config;
    }

    private static void migrate(HikariDataSource pool) {
        Flyway.configure(Database.class.getClassLoader())
                .dataSource(pool)
                .locations("classpath:db/migration")
                .configuration(Map.of("flyway.loggers", "slf4j"))
                .load()
                .migrate();
    }

    private static void prepare(Path folder) {
        try {
            Files.createDirectories(folder);
            // A FileStore needs a table of mounts, which a chroot has not.
            long free = folder.toFile().getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new StoreException("The disk that holds " + folder + " is full (" + (free >> 20)
                        + " MiB free, 50 needed): free some space, or keep the data elsewhere with --data FOLDER.");
            }
        } catch (IOException refused) {
            throw new StoreException(
                    "The data folder " + folder + " cannot be made or read (" + refused.getMessage()
                            + "): choose another with --data FOLDER.",
                    refused);
        }
    }

    /// A failure of the database in one sentence.
    static StoreException said(Throwable failure, Object where) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (cause instanceof SQLException sql && sql.getErrorCode() == H2_ALREADY_OPEN
                    || message.contains("database may be already in use")) {
                return new StoreException(
                        "The database " + where
                                + " is in use by another process, most likely a Brume that is already running:"
                                + " stop that one, or start this one with another folder (--data FOLDER).",
                        failure);
            }
            if (message.contains("no space left on device") || message.contains("disk full")) {
                return new StoreException(
                        "The disk that holds the database " + where
                                + " is full: free some space and start Brume again.",
                        failure);
            }
        }
        return new StoreException(
                "The database " + where + " does not work (" + lastMessage(failure)
                        + "): check BRUME_DATABASE_URL, its user and its password.",
                failure);
    }

    private static String lastMessage(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return String.valueOf(last.getMessage()).lines().findFirst().orElse("");
    }

    /// @throws StoreException if the database does not do as asked
    <T> T read(HandleCallback<T, RuntimeException> query) {
        try {
            return jdbi.withHandle(query);
        } catch (JdbiException failure) {
            throw said(failure, "of Brume");
        }
    }

    /// Runs the work in one transaction and returns when what it wrote is on the disk.
    ///
    /// @throws IllegalArgumentException if a key that must be unique is taken
    /// @throws StoreException if the database does not do as asked
    <T> T write(HandleCallback<T, RuntimeException> work) {
        writers.acquireUninterruptibly();
        try {
            return jdbi.withHandle(handle -> {
                T result = handle.inTransaction(work);
                if (embedded) {
                    handle.execute(FLUSH);
                }
                return result;
            });
        } catch (JdbiException failure) {
            if (failure.getCause() instanceof SQLException cause && isTaken(cause)) {
                throw new IllegalArgumentException("It exists already", failure);
            }
            throw said(failure, "of Brume");
        } finally {
            writers.release();
        }
    }

    void update(String sql, @Nullable Object... arguments) {
        write(handle -> handle.execute(sql, arguments));
    }

    /// Whether a unique key refused it.
    static boolean isTaken(SQLException failure) {
        SQLException next = failure.getNextException();
        return "23505".equals(failure.getSQLState()) || next != null && isTaken(next);
    }

    /// Whether it lies in a file of this process: then a commit alone does not reach the disk.
    boolean embedded() {
        return embedded;
    }

    Connection connection() throws SQLException {
        return pool.getConnection();
    }

    @Override
    public void close() {
        if (embedded) {
            try (Connection connection = pool.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("SHUTDOWN COMPACT");
            } catch (SQLException alreadyClosed) {
                // Nothing is lost: every acknowledged entry is on the disk already.
            }
        }
        pool.close();
    }
}
