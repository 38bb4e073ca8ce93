package brume.cloud.guest.service;

import brume.cloud.guest.Guest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

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

    public void endAll() {
        byPid.values().forEach(daemon -> daemon.end(15));
    }
}
