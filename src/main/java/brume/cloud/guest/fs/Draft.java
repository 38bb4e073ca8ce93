package brume.cloud.guest.fs;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// A system call's changes before they hold.
final class Draft {

    record EntryKey(long directory, String name) {}

    private final Instant now;
    private final Set<Long> inodes = new HashSet<>();
    private final Set<EntryKey> entries = new HashSet<>();
    private Tree tree;
    private long nextInode;

    Draft(Tree tree, Instant now, long nextInode) {
        this.tree = tree;
        this.now = now;
        this.nextInode = nextInode;
    }

    Tree tree() {
        return tree;
    }

    Instant now() {
        return now;
    }

    long nextInode() {
        return nextInode;
    }

    Set<Long> inodes() {
        return inodes;
    }

    Set<EntryKey> entries() {
        return entries;
    }

    long newInode() {
        return nextInode++;
    }

    void put(Inode inode) {
        tree = tree.with(inode);
        inodes.add(inode.number());
    }

    /// Gives a directory a name for an inode, replacing what had that name.
    void link(long directory, String name, long inode) {
        tree = tree.linked(directory, name, inode);
        entries.add(new EntryKey(directory, name));
        touch(directory);
    }

    void unlink(long directory, String name) {
        tree = tree.unlinked(directory, name);
        entries.add(new EntryKey(directory, name));
        touch(directory);
    }

    /// One name less; the last one takes the file with it.
    void release(Inode inode) {
        int links = inode.links() - 1;
        if (links == 0 || inode.isDirectory()) {
            tree = tree.without(inode.number());
            inodes.add(inode.number());
        } else {
            put(inode.withLinks(links, now));
        }
    }

    private void touch(long directory) {
        tree.inode(directory).ifPresent(inode -> put(inode.touched(now)));
    }

    /// Counts a subdirectory in or out, whose `..` is a link to this directory.
    void countSubdirectory(long directory, int by) {
        tree.inode(directory).ifPresent(inode -> put(inode.withLinks(inode.links() + by, now)));
    }
}
