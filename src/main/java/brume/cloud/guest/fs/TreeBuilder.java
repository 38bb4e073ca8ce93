package brume.cloud.guest.fs;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Builds the tree of an image. An inode's number follows from its path, so that a newer Brume, whose images hold more
/// files, still fits the guests that stand on the older image.
public final class TreeBuilder {

    private static final long NUMBERS = Ledger.FIRST_OWN_INODE - 100;

    private final Instant made;
    private final Map<String, Long> numbers = new HashMap<>();
    private Tree tree = Tree.EMPTY;

    /// @param made the time that every file of the image shows
    public TreeBuilder(Instant made) {
        this.made = made;
        tree = tree.with(inode(Tree.ROOT, FileKind.DIRECTORY, 0755, "", Content.EMPTY));
        numbers.put("/", Tree.ROOT);
    }

    public Tree build() {
        return tree;
    }

    public boolean has(String path) {
        return numbers.containsKey(path);
    }

    /// Puts a file in place, or over the one that is there; missing directories above it are made.
    ///
    /// @param target of a symbolic link, a device or a generated file
    public void put(String path, FileKind kind, int mode, String target, Content content) {
        int slash = path.lastIndexOf('/');
        String directory = slash == 0 ? "/" : path.substring(0, slash);
        if (!numbers.containsKey(directory)) {
            put(directory, FileKind.DIRECTORY, 0755, "", Content.EMPTY);
        }
        Long known = numbers.get(path);
        if (known != null) {
            Inode old = tree.inode(known).orElseThrow();
            if (kind != FileKind.DIRECTORY) {
                tree = tree.with(inode(known, kind, mode, target, content).withOwner(old.uid(), old.gid(), made));
            } else {
                tree = tree.with(old.withMode(mode, made));
            }
            return;
        }
        long parent = numbers.getOrDefault(directory, Tree.ROOT);
        long number = number(path);
        tree = tree.with(inode(number, kind, mode, target, content)).linked(parent, path.substring(slash + 1), number);
        numbers.put(path, number);
        if (kind == FileKind.DIRECTORY) {
            Inode above = tree.inode(parent).orElseThrow();
            tree = tree.with(above.withLinks(above.links() + 1, made));
        }
    }

    public void own(String path, int uid, int gid) {
        Inode inode = tree.inode(numbers.getOrDefault(path, Tree.ROOT)).orElseThrow();
        tree = tree.with(inode.withOwner(uid, gid, made));
    }

    public void mode(String path, int mode) {
        Inode inode = tree.inode(numbers.getOrDefault(path, Tree.ROOT)).orElseThrow();
        tree = tree.with(inode.withMode(mode, made));
    }

    private long number(String path) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
        }
        long number = 100 + Long.remainderUnsigned(hash, NUMBERS - 100);
        while (tree.inode(number).isPresent()) {
            number = number + 1 < NUMBERS ? number + 1 : 100;
        }
        return number;
    }

    private Inode inode(long number, FileKind kind, int mode, String target, Content content) {
        int links = kind == FileKind.DIRECTORY ? 2 : 1;
        return new Inode(number, kind, mode, 0, 0, made, made, made, links, target, content);
    }
}
