package brume.store;

import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A process that writes to sandboxes as fast as it can and says each operation that was acknowledged, until it is
/// killed:
/// `<sandbox> <box>`, one a line.
final class WritingChild {

    private static final int THREADS_PER_SANDBOX = 4;

    private WritingChild() {}

    /// @param arguments the database's URL, user, a word for this round, the sandboxes
    public static void main(String[] arguments) throws InterruptedException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        Database database = Database.open(new Database.Location(arguments[0], arguments[1], ""));
        SqlJournal journal = new SqlJournal(database, History.KINDS);
        for (String id : List.of(arguments).subList(3, arguments.length)) {
            Sandbox sandbox = new Sandbox(SandboxId.parse(id), History.KINDS, journal, new VirtualClock(Instant::now));
            for (int thread = 0; thread < THREADS_PER_SANDBOX; thread++) {
                String name = arguments[2] + "-" + thread + "-";
                Thread.ofPlatform().start(() -> writeForEver(sandbox, name, out));
            }
        }
        Thread.sleep(60_000);
    }

    private static void writeForEver(Sandbox sandbox, String name, PrintStream out) {
        for (int number = 0; ; number++) {
            History.Box box =
                    new History.Box(name + number, "owner", Optional.of("x".repeat(400)), List.of(), Map.of());
            sandbox.write(Caller.of("student"), "PutBox", Map.of(), transaction -> transaction.put(box));
            synchronized (out) {
                out.println(sandbox.id() + " " + box.id());
                out.flush();
            }
        }
    }
}
