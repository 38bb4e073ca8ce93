package brume.cloud.guest.fs;

import java.util.Optional;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/// All inodes and directories of a file system at one moment, in persistent maps: a guest's tree shares with its
/// image's
/// everything that it has not changed.
///
/// @param directories entries of each directory by its inode number: name to inode number, without `.` and `..`
public record Tree(HashPMap<Long, Inode> inodes, HashPMap<Long, TreePMap<String, Long>> directories) {

    /// The root directory's inode number, as on ext4.
    public static final long ROOT = 2;

    static final Tree EMPTY = new Tree(HashTreePMap.empty(), HashTreePMap.empty());

    Optional<Inode> inode(long number) {
        return Optional.ofNullable(inodes.get(number));
    }

    TreePMap<String, Long> entries(long directory) {
        TreePMap<String, Long> entries = directories.get(directory);
        return entries == null ? TreePMap.empty() : entries;
    }

    Optional<Inode> child(long directory, String name) {
        Long number = entries(directory).get(name);
        return number == null ? Optional.empty() : inode(number);
    }

    Tree with(Inode inode) {
        var dirs = inode.isDirectory() && !directories.containsKey(inode.number())
                ? directories.plus(inode.number(), TreePMap.empty())
                : directories;
        return new Tree(inodes.plus(inode.number(), inode), dirs);
    }

    Tree without(long number) {
        return new Tree(inodes.minus(number), directories.minus(number));
    }

    Tree linked(long directory, String name, long number) {
        return new Tree(inodes, directories.plus(directory, entries(directory).plus(name, number)));
    }

    Tree unlinked(long directory, String name) {
        return new Tree(inodes, directories.plus(directory, entries(directory).minus(name)));
    }
}
