package brume.app;

import brume.cloud.network.Tags;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// How many small entries a second the journal acknowledges, beside what the disk itself does: a plain file that is
/// appended to and forced, again and again, with as many bytes.
final class JournalBench {

    private static final int ENTRIES = 2_000;
    private static final int BYTES_OF_AN_ENTRY = 512;

    private JournalBench() {}

    /// Entries per second of so many writers, each in a sandbox of its own.
    static double appendsPerSecond(Brume brume, int writers) throws InterruptedException {
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            Sandbox own = brume.clouds()
                    .open(SandboxId.parse(brume.operator().open().sandbox()))
                    .sandbox();
            all.add(() -> append(own, ENTRIES / writers));
        }
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            threads.invokeAll(all);
        }
        return ENTRIES * 1e9 / (System.nanoTime() - began);
    }

    private static boolean append(Sandbox sandbox, int entries) {
        for (int i = 0; i < entries; i++) {
            Tags tags = new Tags("i-0123456789abcdef0", "eu-west-3", "instance", Map.of("Number", Integer.toString(i)));
            sandbox.write(Caller.PROVIDER, "CreateTags", Map.of(), tx -> tx.put(tags));
        }
        return true;
    }

    /// Forced appends per second of one writer to a file in this folder.
    static double forcedWritesPerSecond(Path folder) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES_OF_AN_ENTRY);
        long began = System.nanoTime();
        try (FileChannel file =
                FileChannel.open(folder.resolve("forced"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < ENTRIES; i++) {
                file.write(bytes.rewind());
                file.force(false);
            }
        }
        return ENTRIES * 1e9 / (System.nanoTime() - began);
    }
}
