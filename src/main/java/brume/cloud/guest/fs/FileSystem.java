package brume.cloud.guest.fs;

import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.State;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
/// most [#MAX_FILE_BYTES], and [Quota] knows more reasons for a full disk.
public final class FileSystem {

    public static final long MAX_FILE_BYTES = 16L << 30;
    public static final int MAX_FILES = 60_000;

    private static final Logger LOG = System.getLogger(FileSystem.class.getName());

    private final Backing backing;
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
    public FileSystem(String id, Tree image, State state, Backing backing) {
        this.backing = backing;
        this.ledger = new Ledger(id, image, backing.blobs());
        this.tree = ledger.restored(state);
        this.quota = new Quota(backing.capacityBytes(), backing.crowded(), tree, ledger::isOfImage);
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
            relieve();
            return ledger.drain(tree);
        } catch (IOException failure) {
            LOG.log(
                    Level.WARNING,
                    "Bytes of a guest's files go into the journal, since the blob store fails: " + failure);
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

    /// How many files, directories and the like the guest has beside its image's.
    public int addedFiles() {
        return ledger.added(tree);
    }

    /// Bytes that the guest has written and that are not merely zeros.
    public long storedBytes() {
        return quota.storedBytes();
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
        return backing.now().get();
    }

    Content generated(Inode inode) {
        Supplier<byte[]> bytes = generators.get(inode.target());
        return bytes == null ? Content.EMPTY : Content.of(bytes.get());
    }

    /// One system call that changes the tree, or fails and changes nothing.
    <T> T change(Call<T> call) throws FsException {
        lock.lock();
        try {
            relieve();
            Draft draft = new Draft(tree, now(), nextInode);
            T result = call.on(draft);
            quota.accept(tree, draft);
            nextInode = draft.nextInode();
            ledger.note(tree, draft);
            tree = draft.tree();
            return result;
        } catch (IOException failure) {
            throw failure instanceof FsException known ? known : Errno.EIO.on("");
        } finally {
            lock.unlock();
        }
    }

    /// Moves what files hold in memory to the blob store when it has become much.
    private void relieve() throws IOException {
        if (quota.heldBytes() <= backing.mostHeldBytes()) {
            return;
        }
        List<Inode> heavy = tree.inodes().values().stream()
                .filter(inode -> inode.content().heldBytes() > 0 && !ledger.isOfImage(inode))
                .toList();
        Moving moving = new Moving(backing.blobs());
        heavy.forEach(inode -> moving.add(inode.content()));
        Moving.Moved moved = moving.store();
        for (Inode inode : heavy) {
            ledger.noteMoved(inode);
            tree = tree.with(inode.moved(moved.of(inode.content())));
        }
        quota.released(quota.heldBytes());
    }

    /// The bytes without those in memory, for a file that no name leads to any more.
    Content relieved(Content content) throws FsException {
        if (content.heldBytes() <= backing.mostHeldBytes()) {
            return content;
        }
        try {
            Moving moving = new Moving(backing.blobs());
            moving.add(content);
            return moving.store().of(content);
        } catch (IOException failure) {
            throw Errno.EIO.on("");
        }
    }

    interface Call<T> {
        T on(Draft draft) throws FsException;
    }
}
