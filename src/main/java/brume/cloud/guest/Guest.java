package brume.cloud.guest;

import brume.cloud.guest.fs.Backing;
import brume.cloud.guest.fs.FileSystem;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.image.Images;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.net.Ports;
import brume.cloud.guest.program.Launcher;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Programs;
import brume.cloud.guest.shell.Sessions;
import brume.cloud.network.Listener;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// One simulated machine: its disk, its processes, and the doors into it. It outlives its sessions, and its disk
/// outlives it: what was changed is drained into the journal and restored from it.
public final class Guest {

    /// What an image takes on a real disk, beside the few files that are simulated.
    public static final long IMAGE_BYTES = 1_640_000L * 1024;
    /// What a real disk loses to its partitions and their file systems.
    public static final long PARTITION_BYTES = 20_000L * 1024;

    private static final long MOST_HELD_BYTES = 2L << 20;
    private static final String BOOTED_INSTANCE = "/var/lib/cloud/data/instance-id";
    private static final int SSH_PORT = 22;
    private static final Logger LOG = System.getLogger(Guest.class.getName());

    private final String id;
    private final OperatingSystem os;
    private final GuestWorld world;
    private final FileSystem files;
    private final Tasks tasks;
    private final Users users;
    private final Programs programs;
    private final Map<Integer, Listener> listeners = new ConcurrentHashMap<>();
    private final Launcher launcher = new Launcher(this);
    private volatile Instant bootedAt = Instant.EPOCH;
    private final Map<Class<?>, Object> attachments = new ConcurrentHashMap<>();

    /// Opens the machine's disk as the state's records left it; [#boot] starts it.
    ///
    /// @param id of the guest in records: the instance id
    public static Guest open(String id, OperatingSystem os, GuestWorld world, State state) {
        Images.Image base = Images.of(os);
        long free = ((long) world.facts().rootDiskGib() << 30) - PARTITION_BYTES - IMAGE_BYTES;
        FileSystem files = new FileSystem(
                id, base.tree(), state, new Backing(world.blobs(), free, MOST_HELD_BYTES, world::crowded, world::now));
        return new Guest(id, os, world, files, base.programs());
    }

    private Guest(String id, OperatingSystem os, GuestWorld world, FileSystem files, Programs programs) {
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
        try {
            return files.asRoot().readText("/etc/hostname").strip();
        } catch (FsException missing) {
            return "localhost";
        }
    }

    public void setHostname(String name) {
        try {
            files.asRoot().write("/etc/hostname", name + "\n");
        } catch (FsException full) {
            LOG.log(Level.DEBUG, "Host name not kept", full);
        }
    }

    /// How the kernel of an image calls itself (`uname -r`).
    public static String kernel(OperatingSystem os) {
        return switch (os) {
            case AMAZON_LINUX_2023 -> "6.1.155-176.282.amzn2023.x86_64";
            case UBUNTU_24_04 -> "6.14.0-1015-aws";
            case DEBIAN_12 -> "6.1.0-40-cloud-amd64";
        };
    }

    /// How a processor of this architecture calls itself.
    public static String processor(String architecture) {
        return architecture.equals("arm64") ? "Neoverse-N1" : "Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz";
    }

    /// `PATH` as a session gets it.
    public static String searchPath(OperatingSystem os, int uid) {
        return switch (os) {
            case AMAZON_LINUX_2023 -> "/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin";
            case UBUNTU_24_04 ->
                "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games:/snap/bin";
            case DEBIAN_12 ->
                uid == 0
                        ? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
                        : "/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games";
        };
    }

    /// When the machine was started last.
    public Instant bootedAt() {
        return bootedAt;
    }

    /// Finds and runs executable files.
    public Launcher launcher() {
        return launcher;
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
        return new Sessions(this).exec(login, command, io, terminal);
    }

    /// An interactive login shell on a terminal: motd, prompt, line editing. Returns when the person leaves or hangs
    /// up.
    public int shell(Login login, Stdio io, Terminal terminal) {
        return new Sessions(this).shell(login, io, terminal);
    }

    /// Runs a program in the place of a process that another program describes (see [Process#call]).
    public int run(Process process) throws IOException {
        return launcher.run(process);
    }

    /// What answers on a port now. Port 22 is bound from outside and stays bound over a reboot; it answers while the
    /// machine's own sshd runs.
    public Optional<Listener> listener(int port) {
        if (port == SSH_PORT && Ports.of(this).of(SSH_PORT).isEmpty()) {
            return Optional.empty();
        }
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
        begin();
        boolean first = !world.facts().instanceId().equals(bootedInstance());
        for (GuestPart part : Images.PARTS) {
            part.boot(this, first);
        }
        if (first) {
            try {
                files.asRoot().mkdirs("/var/lib/cloud/data");
                files.asRoot().write(BOOTED_INSTANCE, world.facts().instanceId() + "\n");
            } catch (FsException full) {
                LOG.log(Level.DEBUG, "First boot not noted", full);
            }
        }
        world.changed(this);
    }

    /// Goes on with what ran when Brume itself was ended: the machine has not noticed.
    public void resume() {
        begin();
        for (GuestPart part : Images.PARTS) {
            part.resume(this);
        }
    }

    private void begin() {
        bootedAt = world.now();
        attachments.clear();
        forgetListeners();
        tasks.startInit();
    }

    /// Port 22 belongs to whoever opened the machine, and stays.
    private void forgetListeners() {
        listeners.keySet().removeIf(port -> port != SSH_PORT);
    }

    /// Which instance this disk has booted as before.
    private String bootedInstance() {
        try {
            return files.asRoot().readText(BOOTED_INSTANCE).strip();
        } catch (FsException never) {
            return "";
        }
    }

    /// Stops everything that runs; the disk stays.
    public void shutdown() {
        for (GuestPart part : Images.PARTS.reversed()) {
            part.shutdown(this);
        }
        tasks.endAll();
        forgetListeners();
        world.changed(this);
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
