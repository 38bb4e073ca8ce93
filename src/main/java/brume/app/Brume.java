package brume.app;

import brume.store.Database;

/// A whole running Brume but for its pages: database, clouds, people, labs, and the doors for programs. Plain Java:
/// tests start one
/// on free ports, the portal's server starts one inside itself.
public final class Brume implements AutoCloseable {

    private final Settings settings;
    private final Database database;

    private Brume(Settings settings, Database database) {
        this.settings = settings;
        this.database = database;
    }

    /// @throws brume.store.StoreException if the database is in the way, in one sentence
    public static Brume start(Settings settings) {
        return new Brume(settings, Database.open(settings.database()));
    }

    public Settings settings() {
        return settings;
    }

    @Override
    public void close() {
        database.close();
    }
}
