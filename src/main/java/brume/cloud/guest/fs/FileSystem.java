package brume.cloud.guest.fs;

import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The disk of one guest: its image's tree, and over it what the guest has changed. Sessions share it; every system
/// call
/// is atomic. Use it through [#as], which checks permissions.
///
/// Differs from Linux: one disk without mount points, access times do not move by reading (`noatime`), a file holds at
/// most [#MAX_FILE_BYTES].
public final class FileSystem {

    public static final long MAX_FILE_BYTES = 64L * 1024 * 1024;
    public static final int MAX_FILES = 60_000;

    private final Supplier<Instant> now;
    private final ReentrantLock lock = new ReentrantLock();
    private final Ledger ledger;
    private final Quota quota;
    private final Map<String, Supplier<byte[]>> generators = new ConcurrentHashMap<>();
    private volatile Tree tree;
    private long nextInode;

    /// Opens the disk as the records of the state left it.
    ///
    /// @param id names the guest in the records: letters, digits and `-` only
    /// @param image the tree below
    /// @param capacityBytes what the guest itself may write on top of its image
    public FileSystem(String id, Tree image, State state, long capacityBytes, Supplier<Instant> now) {
        this.now = now;
        this.ledger = new Ledger(id, image);
        this.tree = ledger.restored(state);
        this.quota = new Quota(capacityBytes, tree);
        this.nextInode = ledger.firstFreeInode(tree);
    }

    /// The system calls as this user makes them, with umask 022.
    public Files as(Credentials who) {
        return new Files(this, who, 022);
    }

    /// The system calls as root makes them.
    public Files asRoot() {
        return as(Credentials.ROOT);
    }

    /// Says what a generated file holds from now on (`proc/uptime`).
    public void generate(String name, Supplier<byte[]> bytes) {
        generators.put(name, bytes);
    }

    /// What was changed since the last call, as records for the journal.
    public List<Change> drainChanges() {
        lock.lock();
        try {
            return ledger.drain(tree);
        } finally {
            lock.unlock();
        }
    }

    /// True when [#drainChanges] would return something.
    public boolean isDirty() {
        lock.lock();
        try {
            return ledger.isDirty();
        } finally {
            lock.unlock();
        }
    }

    /// The whole tree at this moment.
    public Tree tree() {
        return tree;
    }

    /// Bytes that the files hold, the image's included.
    public long usedBytes() {
        lock.lock();
        try {
            return quota.usedBytes();
        } finally {
            lock.unlock();
        }
    }

    public long capacityBytes() {
        return quota.capacityBytes();
    }

    Instant now() {
        return now.get();
    }

    Content generated(Inode inode) {
        Supplier<byte[]> bytes = generators.get(inode.target());
        return bytes == null ? Content.EMPTY : Content.of(bytes.get());
    }

    /// One system call that changes the tree, or fails and changes nothing.
    <T> T change(Call<T> call) throws FsException {
        lock.lock();
        try {
            Draft draft = new Draft(tree, now.get(), nextInode);
            T result = call.on(draft);
            quota.accept(tree, draft);
            nextInode = draft.nextInode();
            ledger.note(tree, draft);
            tree = draft.tree();
            return result;
        } finally {
            lock.unlock();
        }
    }

    interface Call<T> {
        T on(Draft draft) throws FsException;
    }
}
