package brume.cloud.guest.service;

import brume.cloud.guest.Guest;
import brume.cloud.guest.program.Process;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// The daemons that run on a guest, by the process id of their master.
public final class Daemons {

    private final Map<Integer, Daemon> byPid = new ConcurrentHashMap<>();

    private Daemons() {}

    public static Daemons of(Guest guest) {
        return guest.attachment(Daemons.class, Daemons::new);
    }

    void add(Daemon daemon) {
        byPid.put(daemon.master().pid(), daemon);
    }

    void remove(Daemon daemon) {
        byPid.remove(daemon.master().pid());
    }

    public Optional<Daemon> of(int pid) {
        return Optional.ofNullable(byPid.get(pid));
    }

    /// The daemon whose process id stands in a file (`/run/nginx.pid`).
    public static Optional<Daemon> inPidFile(Guest guest, String path) {
        try {
            String text = guest.files().asRoot().readText(path).strip();
            return text.matches("\\d{1,9}") ? of(guest).of(Integer.parseInt(text)) : Optional.empty();
        } catch (brume.cloud.guest.fs.FsException missing) {
            return Optional.empty();
        }
    }

    /// Waits in the foreground until the daemon ends, or ends it when the waiting process is signalled.
    ///
    /// @return the exit status
    public static int waitFor(Process process, Daemon daemon) throws IOException {
        CountDownLatch over = new CountDownLatch(1);
        daemon.onEnd(signal -> over.countDown());
        try {
            if (daemon.isRunning()) {
                over.await();
            }
            return 0;
        } catch (InterruptedException signalled) {
            daemon.end(process.task().signal() == 0 ? 15 : process.task().signal());
            throw new InterruptedIOException();
        }
    }

    public void endAll() {
        byPid.values().forEach(daemon -> daemon.end(15));
    }
}
