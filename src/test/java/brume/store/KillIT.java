package brume.store;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` at a moment nobody chose, again and again: whatever was acknowledged is there afterwards.
class KillIT {

    private static final int ROUNDS = 6;
    private static final List<String> SANDBOXES = List.of("sb-aaaaaaaaaaaa", "sb-bbbbbbbbbbbb", "sb-cccccccccccc");

    @TempDir
    Path folder;

    @Test
    void losesNothingItAcknowledgedOnTheEmbeddedDatabase() throws Exception {
        killAndCount(Database.Location.in(folder));
    }

    @Test
    void losesNothingItAcknowledgedOnPostgres() throws Exception {
        try (Postgres postgres = Postgres.start()) {
            killAndCount(postgres.location());
        }
    }

    /// As if the process were killed after each answer: a copy of the file at that moment holds everything. With so
    /// short a retention
    /// H2 would use space again at once, which is where it lost commits.
    @Test
    void leavesAFileThatHoldsEverythingAfterEachAnswer() throws Exception {
        String file = "jdbc:h2:async:" + folder.resolve("brume");
        Path copy = folder.resolve("copy.mv.db");
        List<Entry> entries = History.of(11).entries(120);
        try (Database database = Database.open(new Database.Location(file + ";RETENTION_TIME=500", "brume", ""));
                SqlJournal journal = new SqlJournal(database, History.KINDS)) {
            for (Entry entry : entries) {
                journal.append(SandboxId.parse(SANDBOXES.getFirst()), List.of(entry));
                TimeUnit.MILLISECONDS.sleep(15);
                Files.copy(folder.resolve("brume.mv.db"), copy, StandardCopyOption.REPLACE_EXISTING);
                assertThat(count(folder.resolve("copy")))
                        .as("entries in the file")
                        .isEqualTo(entry.position());
            }
        }
    }

    private static long count(Path database) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:file:" + database, "brume", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from entry")) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    private static void killAndCount(Database.Location location) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = acknowledged.size();
            acknowledged.addAll(acknowledgedUntilKilled(location, "r" + round, 100 + 170L * round));
            assertThat(acknowledged).as("acknowledged in round " + round).hasSizeGreaterThan(before + 50);
            assertThat(missing(location, acknowledged))
                    .as("missing after round " + round)
                    .isEmpty();
        }
    }

    /// Lets a child write, kills it so many milliseconds after its fiftieth word, and gives back all it said.
    private static List<String> acknowledgedUntilKilled(Database.Location location, String round, long millis)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=src/test/resources/logging.properties",
                "-cp",
                System.getProperty("java.class.path"),
                WritingChild.class.getName(),
                location.url(),
                location.user(),
                round));
        command.addAll(SANDBOXES);
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new ArrayList<>();
        try (BufferedReader words = child.inputReader(StandardCharsets.UTF_8)) {
            String line;
            while ((line = words.readLine()) != null) {
                if (line.startsWith("sb-")) {
                    said.add(line);
                }
                if (said.size() == 50) {
                    Thread.ofVirtual().start(() -> killAfter(child, millis));
                }
            }
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as("killed, not ended by itself").isEqualTo(137);
        return said;
    }

    private static void killAfter(Process child, long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // Through its handle: the process itself would close the stream that is still being read.
        child.toHandle().destroyForcibly();
    }

    private static List<String> missing(Database.Location location, Set<String> acknowledged) {
        Set<String> found = new HashSet<>();
        try (Database database = Database.open(location);
                SqlJournal journal = new SqlJournal(database, History.KINDS)) {
            for (String id : SANDBOXES) {
                Sandbox sandbox =
                        new Sandbox(SandboxId.parse(id), History.KINDS, journal, new VirtualClock(Instant::now));
                sandbox.state().all(History.Box.KIND).forEach(box -> found.add(id + " " + box.id()));
            }
        }
        return acknowledged.stream().filter(each -> !found.contains(each)).toList();
    }
}
