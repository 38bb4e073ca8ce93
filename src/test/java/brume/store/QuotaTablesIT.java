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
        Database.Location location = Objects.requireNonNull(postgres).location();
        try (Database database = Database.open(location)) {
            database.update(
                    "truncate table tenant, person, person_tenant, course, enrolment, sandbox_owner, access_key, quota");
        }
        return location;
    }
}
