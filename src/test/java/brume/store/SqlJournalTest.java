package brume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Journal.PositionTaken;
import brume.cloud.sandbox.SandboxId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The journal on a database in memory; on disks and servers it is tried by [SqlJournalIT].
class SqlJournalTest {

    private static final SandboxId SANDBOX = SandboxId.parse("sb-aaaaaaaaaaaa");
    private static final SandboxId OTHER = SandboxId.parse("sb-bbbbbbbbbbbb");

    private final Database database = Database.open(new Database.Location("jdbc:h2:mem:journal", "brume", ""));
    private SqlJournal journal = new SqlJournal(database, History.KINDS, 100);

    @BeforeEach
    void isEmpty() {
        assertThat(read(SANDBOX)).isEmpty();
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    private List<Entry> read(SandboxId sandbox) {
        List<Entry> entries = new ArrayList<>();
        journal.replay(sandbox, 0, entries::add);
        return entries;
    }

    @Test
    void givesBackTheEntriesOfEachSandboxInOrder() {
        List<Entry> many = History.of(1).entries(450);
        journal.append(SANDBOX, many.subList(0, 7));
        journal.append(OTHER, many.subList(0, 3));
        journal.append(SANDBOX, many.subList(7, 450));
        assertThat(read(SANDBOX)).isEqualTo(many);
        assertThat(read(OTHER)).isEqualTo(many.subList(0, 3));
    }

    @Test
    void keepsAnEntryLongerThanARow() {
        Entry big = History.of(2).big(10_000);
        journal.append(SANDBOX, List.of(big));
        assertThat(read(SANDBOX)).containsExactly(big);
    }

    @Test
    void refusesTheSecondWriterAtAPosition() {
        List<Entry> entries = History.of(3).entries(2);
        journal.append(SANDBOX, entries.subList(0, 1));
        assertThatThrownBy(() -> journal.append(SANDBOX, entries)).isInstanceOf(PositionTaken.class);
        assertThat(read(SANDBOX)).isEqualTo(entries.subList(0, 1));
    }

    @Test
    void refusesOnlyTheSandboxWhosePositionIsTaken() throws Exception {
        List<Entry> entries = History.of(4).entries(100);
        journal.append(SANDBOX, entries.subList(0, 50));
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            Entry entry = entries.get(i);
            SandboxId own = SandboxId.parse("sb-cccccccccc" + (char) ('a' + i % 25) + (char) ('a' + i / 25));
            writers.add(() -> {
                journal.append(own, List.of(entry));
                return true;
            });
            writers.add(() -> {
                try {
                    journal.append(SANDBOX, List.of(entry));
                    return false;
                } catch (PositionTaken taken) {
                    return true;
                }
            });
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> asExpected : threads.invokeAll(writers)) {
                assertThat(asExpected.get()).isTrue();
            }
        }
        assertThat(read(SANDBOX)).isEqualTo(entries.subList(0, 50));
    }

    @Test
    void storesNothingOnceClosed() {
        journal.close();
        assertThatThrownBy(() -> journal.append(SANDBOX, History.of(5).entries(1)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("stopping");
    }

    @Test
    void neverTearsACharacter() {
        assertThat(JournalRows.cut("ab\uD83C\uDF2Bcd", 3)).containsExactly("ab", "\uD83C\uDF2Bc", "d");
    }
}
