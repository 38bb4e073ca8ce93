package brume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.Journal;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.VirtualClock;
import brume.school.Tenant;
import brume.school.TenantId;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that fills while Brume runs: what cannot be kept is refused, what was acknowledged stays, and once there is
/// space again the work goes on without a restart.
class FullDiskIT {

    @TempDir
    Path folder;

    @BeforeEach
    void empty() {
        FillingDisk.mount();
        FillingDisk.full = false;
    }

    @AfterEach
    void emptyAgain() {
        FillingDisk.full = false;
    }

    private Database open() {
        return Database.open(new Database.Location(
                "jdbc:h2:filling:" + folder.resolve("brume") + ";REUSE_SPACE=FALSE", "brume", ""));
    }

    private static Sandbox open(Journal journal) {
        return new Sandbox(
                SandboxId.parse("sb-aaaaaaaaaaaa"), History.KINDS, journal, new VirtualClock(() -> Instant.EPOCH));
    }

    private static void write(Sandbox sandbox, History history, int times) {
        for (int i = 0; i < times; i++) {
            history.writeTo(sandbox);
        }
    }

    @Test
    void goesOnOnceThereIsSpaceAgainAndHasLostNothing() {
        Sandbox live;
        try (Database database = open();
                SqlJournal journal = new SqlJournal(database, History.KINDS)) {
            live = open(journal);
            SqlPeople people = new SqlPeople(database);
            Tenant school = new Tenant(TenantId.parse("lyon"), "Lyon");
            people.add(school);
            for (int round = 1; round <= 3; round++) {
                write(live, History.of(round), 20);
                State before = live.state();
                FillingDisk.full = true;
                for (int i = 0; i < 15; i++) {
                    assertThatThrownBy(() -> write(live, History.of(100), 20))
                            .isInstanceOf(StoreException.class)
                            .hasMessageContaining("is full");
                }
                assertThat(live.state()).isEqualTo(before);
                FillingDisk.full = false;
                assertThat(people.tenants()).containsExactly(school);
                assertThat(open(journal).state()).isEqualTo(before);
            }
            write(live, History.of(4), 20);
        }
        try (Database database = open();
                SqlJournal journal = new SqlJournal(database, History.KINDS)) {
            assertThat(open(journal).state()).isEqualTo(live.state());
        }
    }
}
