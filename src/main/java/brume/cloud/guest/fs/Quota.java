package brume.cloud.guest.fs;

/// How full the disk is.
final class Quota {

    private final long capacityBytes;
    private long usedBytes;

    Quota(long capacityBytes, Tree tree) {
        this.capacityBytes = capacityBytes;
        for (Inode inode : tree.inodes().values()) {
            usedBytes += inode.content().size();
        }
    }

    long usedBytes() {
        return usedBytes;
    }

    long capacityBytes() {
        return capacityBytes;
    }

    /// Takes a system call's growth into account, or refuses it.
    void accept(Tree before, Draft draft) throws FsException {
        long growth = 0;
        for (long number : draft.inodes()) {
            growth += size(draft.tree(), number) - size(before, number);
        }
        if (growth > 0 && usedBytes + growth > capacityBytes) {
            throw Errno.ENOSPC.on("");
        }
        if (draft.tree().inodes().size() > FileSystem.MAX_FILES
                && draft.tree().inodes().size() > before.inodes().size()) {
            throw Errno.ENOSPC.on("");
        }
        usedBytes += growth;
    }

    private static long size(Tree tree, long number) {
        return tree.inode(number).map(inode -> inode.content().size()).orElse(0L);
    }
}
