package brume.app;

import brume.store.Database;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// A whole running Brume but for its pages: database, clouds, people, labs, and the doors for programs. Plain Java:
/// tests start one
/// on free ports, the portal's server starts one inside itself.
public final class Brume implements AutoCloseable {

    /// Real time, to the microsecond: what both databases can keep.
    private static final InstantSource CLOCK = () -> Instant.now().truncatedTo(ChronoUnit.MICROS);

    private final Settings settings;
    private final Database database;
    private final School school;

    private Brume(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
        this.school = School.open(database, settings, CLOCK, new SecureRandom());
    }

    /// @throws brume.store.StoreException if the database is in the way, in one sentence
    public static Brume start(Settings settings) {
        Database database = Database.open(settings.database());
        try {
            return new Brume(settings, database);
        } catch (RuntimeException failure) {
            database.close();
            throw failure;
        }
    }

    public Settings settings() {
        return settings;
    }

    School school() {
        return school;
    }

    @Override
    public void close() {
        database.close();
    }
}
