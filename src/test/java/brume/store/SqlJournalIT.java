package brume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Journal;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Journals on the embedded database in a file, and on a real PostgreSQL: the same histories, the same states.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlJournalIT {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123456Z");
    private static final SandboxId SANDBOX = SandboxId.parse("sb-aaaaaaaaaaaa");

    @TempDir
    Path folder;

    private @Nullable Postgres postgres;
    private int databases;

    @AfterAll
    void stop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    /// A database that may be opened several times in a row, always the same.
    private interface Place {
        Database.Location location() throws Exception;
    }

    private static final class Named implements Place {
        private final String name;
        private final Place place;

        Named(String name, Place place) {
            this.name = name;
            this.place = place;
        }

        @Override
        public Database.Location location() throws Exception {
            return place.location();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    List<Place> places() {
        return List.of(
                new Named("H2", () -> Database.Location.in(folder.resolve("h2-" + ++databases))),
                new Named("PostgreSQL", this::emptyPostgres));
    }

    private Database.Location emptyPostgres() throws Exception {
        Postgres started = postgres;
        if (started == null) {
            started = Postgres.start();
            postgres = started;
        }
        try (Database database = Database.open(started.location())) {
            database.update("truncate table entry, entry_part");
        }
        return started.location();
    }

    private static Sandbox open(Journal journal) {
        return new Sandbox(SANDBOX, History.KINDS, journal, new VirtualClock(() -> NOW));
    }

    @ParameterizedTest
    @MethodSource("places")
    void replaysRandomHistoriesToTheSameState(Place place) throws Exception {
        for (long seed = 1; seed <= 5; seed++) {
            Database.Location location = place.location();
            Sandbox expected = open(new MemoryJournal());
            Sandbox live;
            try (Database database = Database.open(location);
                    SqlJournal journal = new SqlJournal(database, History.KINDS, 150)) {
                live = open(journal);
                History one = History.of(seed);
                History same = History.of(seed);
                for (int i = 0; i < 150; i++) {
                    one.writeTo(live);
                    same.writeTo(expected);
                }
            }
            try (Database database = Database.open(location);
                    SqlJournal journal = new SqlJournal(database, History.KINDS)) {
                Sandbox replayed = open(journal);
                assertThat(replayed.state()).as("seed " + seed).isEqualTo(live.state());
                assertThat(replayed.state()).as("seed " + seed).isEqualTo(expected.state());
                assertThat(replayed.position()).isEqualTo(live.position());
                assertThat(entries(replayed)).isEqualTo(entries(expected));
            }
        }
    }

    private static List<Entry> entries(Sandbox sandbox) {
        List<Entry> entries = new ArrayList<>();
        sandbox.history(0, entries::add);
        return entries;
    }

    @ParameterizedTest
    @MethodSource("places")
    void refusesOneOfTwoWritersAtAPosition(Place place) throws Exception {
        try (Database database = Database.open(place.location());
                SqlJournal here = new SqlJournal(database, History.KINDS);
                SqlJournal there = new SqlJournal(database, History.KINDS)) {
            List<Entry> entries = History.of(7).entries(1);
            here.append(SANDBOX, entries);
            assertThatThrownBy(() -> there.append(SANDBOX, entries)).isInstanceOf(Journal.PositionTaken.class);
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void letsTwoNodesWriteOneSandboxAndKeepsEveryEntry(Place place) throws Exception {
        try (Database database = Database.open(place.location());
                SqlJournal here = new SqlJournal(database, History.KINDS);
                SqlJournal there = new SqlJournal(database, History.KINDS)) {
            List<Sandbox> nodes = List.of(open(here), open(there));
            List<Callable<Integer>> writers = new ArrayList<>();
            for (int writer = 0; writer < 2; writer++) {
                Sandbox node = nodes.get(writer);
                History history = History.of(writer);
                writers.add(() -> acknowledged(node, history));
            }
            int acknowledged = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Integer> each : threads.invokeAll(writers)) {
                    acknowledged += each.get();
                }
            }
            Sandbox replayed = open(here);
            assertThat(replayed.position()).isEqualTo(acknowledged).isGreaterThan(100);
        }
    }

    private static int acknowledged(Sandbox node, History history) {
        int acknowledged = 0;
        for (int i = 0; i < 100; i++) {
            try {
                history.writeTo(node);
                acknowledged++;
            } catch (Journal.PositionTaken overtakenTooOften) {
                // The caller is told to try again.
            }
        }
        return acknowledged;
    }

    @Test
    void saysThatTheDatabaseIsInUse() throws Exception {
        Database.Location location = Database.Location.in(folder.resolve("locked"));
        try (Database first = Database.open(location)) {
            first.update("delete from entry");
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpenDatabase.class.getName(),
                            location.url())
                    .redirectErrorStream(true)
                    .start();
            assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("is in use by another process")
                    .contains("--data FOLDER")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void saysThatTheFolderCannotBeMade() throws Exception {
        Path file = Files.createFile(folder.resolve("a-file"));
        assertThatThrownBy(() -> Database.open(Database.Location.in(file.resolve("data"))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("--data FOLDER");
    }

    @Test
    void saysThatTheServerDoesNotAnswer() {
        assertThatThrownBy(() -> Database.open(
                        new Database.Location("jdbc:postgresql://127.0.0.1:1/brume?connectTimeout=1", "brume", "hush")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("BRUME_DATABASE_URL")
                .hasMessageNotContaining("hush");
    }
}
