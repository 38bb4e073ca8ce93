package brume.cloud.guest.fs;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// How full the disk is, as the guest sees it and as it costs Brume.
///
/// Differs from Linux: a disk also counts as full at [#MOST_STORED] bytes that are not zeros, at
/// [FileSystem#MAX_FILES] files, and when the sandbox's disks together hold as much as one student may store.
final class Quota {

    static final long MOST_STORED = 256L << 20;

    private final long capacityBytes;
    private final BooleanSupplier crowded;
    private final Predicate<Inode> ofImage;
    private long usedBytes;
    private volatile long storedBytes;
    private long heldBytes;

    /// @param ofImage which inodes cost this guest nothing
    /// @param crowded whether the sandbox's disks together are full
    Quota(long capacityBytes, BooleanSupplier crowded, Tree tree, Predicate<Inode> ofImage) {
        this.capacityBytes = capacityBytes;
        this.crowded = crowded;
        this.ofImage = ofImage;
        for (Inode inode : tree.inodes().values()) {
            usedBytes += inode.content().size();
            storedBytes += own(inode).storedBytes();
            heldBytes += own(inode).heldBytes();
        }
    }

    long usedBytes() {
        return usedBytes;
    }

    long capacityBytes() {
        return capacityBytes;
    }

    /// Bytes beside the image's that are not merely zeros.
    long storedBytes() {
        return storedBytes;
    }

    /// Bytes of files in memory that could lie in the blob store.
    long heldBytes() {
        return heldBytes;
    }

    void released(long bytes) {
        heldBytes -= bytes;
    }

    /// Takes a system call's growth into account, or refuses it.
    void accept(Tree before, Draft draft) throws FsException {
        long used = 0;
        long stored = 0;
        long held = 0;
        for (long number : draft.inodes()) {
            Optional<Inode> was = before.inode(number);
            Optional<Inode> is = draft.tree().inode(number);
            used += size(is) - size(was);
            Content ownBefore = was.map(this::own).orElse(Content.EMPTY);
            Content ownNow = is.map(this::own).orElse(Content.EMPTY);
            stored += ownNow.storedBytes() - ownBefore.storedBytes();
            held += ownNow.heldBytes() - ownBefore.heldBytes();
        }
        int files = draft.tree().inodes().size();
        boolean moreFiles = files > before.inodes().size();
        boolean full = used > 0 && usedBytes + used > capacityBytes
                || stored > 0 && storedBytes + stored > MOST_STORED
                || moreFiles && files > FileSystem.MAX_FILES
                || (moreFiles || stored > 0) && crowded.getAsBoolean();
        if (full) {
            throw Errno.ENOSPC.on("");
        }
        usedBytes += used;
        storedBytes += stored;
        heldBytes += held;
    }

    private static long size(Optional<Inode> inode) {
        return inode.map(Inode::content).map(Content::size).orElse(0L);
    }

    /// The bytes, unless they are the image's.
    private Content own(Inode inode) {
        return ofImage.test(inode) ? Content.EMPTY : inode.content();
    }
}
