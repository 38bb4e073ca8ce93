package brume.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// [QuotaTablesTest] on a real PostgreSQL.
class QuotaTablesIT extends QuotaTablesTest {

    private static @Nullable Postgres postgres;

    @BeforeAll
    static void start() throws Exception {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    Database.Location location() {
        return Objects.requireNonNull(postgres).emptied();
    }
}
