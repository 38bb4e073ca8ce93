package brume.cloud.guest;

import brume.cloud.guest.fs.FileSystem;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Programs;
import brume.cloud.network.Listener;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.State;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// One simulated machine: its disk, its processes, and the doors into it. It outlives its sessions, and its disk
/// outlives it: what was changed is drained into the journal and restored from it.
public final class Guest {

    private final String id;
    private final OperatingSystem os;
    private final GuestWorld world;
    private final FileSystem files;
    private final Tasks tasks;
    private final Users users;
    private final Programs programs;
    private final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();

    /// Opens the machine's disk as the state's records left it; [#boot] starts it.
    ///
    /// @param id of the guest in records: the instance id
    public static Guest open(String id, OperatingSystem os, GuestWorld world, State state) {
        throw new UnsupportedOperationException("being built");
    }

    Guest(String id, OperatingSystem os, GuestWorld world, FileSystem files, Programs programs) {
        this.id = id;
        this.os = os;
        this.world = world;
        this.files = files;
        this.programs = programs;
        this.tasks = new Tasks(world::now);
        this.users = new Users(files);
    }

    public String id() {
        return id;
    }

    public OperatingSystem os() {
        return os;
    }

    public GuestWorld world() {
        return world;
    }

    public FileSystem files() {
        return files;
    }

    public Tasks tasks() {
        return tasks;
    }

    public Users users() {
        return users;
    }

    public Programs programs() {
        return programs;
    }

    /// The name in `/proc/sys/kernel/hostname`, `ip-172-31-5-12.eu-west-3.compute.internal`.
    public String hostname() {
        throw new UnsupportedOperationException("being built");
    }

    public void setHostname(String name) {
        throw new UnsupportedOperationException("being built");
    }

    /// A session of the user as sshd opens it; empty where there is no such user.
    public Optional<Login> login(String user) {
        return users.login(user);
    }

    /// Runs one command line through the user's shell, as sshd's `exec`. Interrupting the calling thread ends it.
    ///
    /// @return the exit code
    public int exec(Login login, String command, Stdio io) {
        return exec(login, command, io, Optional.empty());
    }

    /// As [#exec(Login, String, Stdio)], on a terminal where there is one (`ssh -t`).
    public int exec(Login login, String command, Stdio io, Optional<Terminal> terminal) {
        throw new UnsupportedOperationException("being built");
    }

    /// An interactive login shell on a terminal: motd, prompt, line editing. Returns when the person leaves or hangs
    /// up.
    public int shell(Login login, Stdio io, Terminal terminal) {
        throw new UnsupportedOperationException("being built");
    }

    /// Runs a program in the place of a process that another program describes (see [Process#call]).
    public int run(Process process) throws IOException {
        throw new UnsupportedOperationException("being built");
    }

    /// What answers on a port now. Port 22 is answered elsewhere.
    public Optional<Listener> listener(int port) {
        return Optional.ofNullable(listeners.get(port));
    }

    /// Binds a port.
    ///
    /// @return false where it is taken (`Address already in use`)
    public boolean listen(int port, Listener listener) {
        return listeners.putIfAbsent(port, listener) == null;
    }

    public void unlisten(int port) {
        listeners.remove(port);
    }

    /// What a part remembers of this machine while it runs; gone at the next boot.
    public <T> T attachment(Class<T> type, Supplier<T> first) {
        return type.cast(attachments.computeIfAbsent(type, t -> first.get()));
    }

    /// Starts the machine: processes, units, and at the very first boot what the user data asks for.
    public void boot() {
        throw new UnsupportedOperationException("being built");
    }

    /// Stops everything that runs; the disk stays.
    public void shutdown() {
        throw new UnsupportedOperationException("being built");
    }

    public void reboot() {
        shutdown();
        boot();
    }

    /// What was changed on the disk since the last call, as records for the journal.
    public List<Change> drainChanges() {
        return files.drainChanges();
    }
}
