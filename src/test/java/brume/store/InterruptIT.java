package brume.store;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.SandboxId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thread that is interrupted while it reads or writes, as when a check takes too long or a page is closed, takes the
/// embedded database from nobody.
class InterruptIT {

    private static final SandboxId SANDBOX = SandboxId.parse("sb-aaaaaaaaaaaa");

    @TempDir
    private Path folder;

    @Test
    void whoeverIsInterruptedTakesTheDatabaseFromNobody() throws Exception {
        List<Entry> entries = History.of(1).entries(450);
        try (Database database = Database.open(Database.Location.in(folder));
                SqlJournal journal = new SqlJournal(database, History.KINDS, 100)) {
            journal.append(SANDBOX, entries);
        }
        try (Database database = Database.open(Database.Location.in(folder));
                SqlJournal journal = new SqlJournal(database, History.KINDS, 100);
                ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch over = new CountDownLatch(1);
            Future<Integer> atWork = others.submit(() -> database.read(handle -> {
                int before = count(handle);
                await(over);
                return before + count(handle);
            }));
            others.submit(() -> interrupted(database, InterruptIT::count)).get();
            others.submit(() -> interrupted(
                            database, handle -> handle.execute("insert into tenant (id, name) values ('a', 'A')")))
                    .get();
            over.countDown();
            assertThat(atWork.get()).as("who was reading meanwhile").isEqualTo(900);
            assertThat(others.submit(() -> read(journal)).get()).isEqualTo(entries);
            others.submit(() -> journal.append(
                            SANDBOX, List.of(History.of(2).entries(451).getLast())))
                    .get();
            assertThat(others.submit(() -> read(journal)).get()).hasSize(451);
        }
    }

    private static int count(Handle handle) {
        return handle.select("select changes from entry")
                .mapTo(String.class)
                .list()
                .size();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException never) {
            throw new IllegalStateException(never);
        }
    }

    private static List<Entry> read(SqlJournal journal) {
        List<Entry> read = new ArrayList<>();
        journal.replay(SANDBOX, 0, read::add);
        return read;
    }

    /// Does it with the interrupt already there: at the first byte that is read from the file or written to it.
    private static void interrupted(Database database, HandleCallback<?, RuntimeException> work) {
        try {
            database.write(handle -> {
                Thread.currentThread().interrupt();
                return work.withHandle(handle);
            });
        } catch (StoreException told) {
            // Whoever is interrupted may be told so; the others go on.
        }
    }
}
