package brume.cloud.guest.fs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Follows a path through a tree as the kernel does: symbolic links, `.` and `..`, search permission on every
/// directory.
final class Walk {

    private static final int MAX_SYMLINKS = 40;
    private static final int MAX_NAME = 255;
    private static final int MAX_PATH = 4095;

    /// Where a path ends.
    ///
    /// @param parent the directory that holds the last name; of the root, the root itself
    /// @param name the last name; empty for the root
    /// @param inode what is there, if anything
    /// @param real the path without symbolic links
    record Place(long parent, String name, Optional<Inode> inode, String real) {}

    private final Tree tree;
    private final Credentials who;
    private final String path;
    private final Deque<String> rest = new ArrayDeque<>();
    private final List<Inode> directories = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private int symlinks;

    private Walk(Tree tree, Credentials who, String path) {
        this.tree = tree;
        this.who = who;
        this.path = path;
    }

    static Place to(Tree tree, Credentials who, String path, boolean follow) throws FsException {
        return new Walk(tree, who, path).walk(follow);
    }

    private Place walk(boolean follow) throws FsException {
        if (path.isEmpty()) {
            throw Errno.ENOENT.on(path);
        }
        if (path.length() > MAX_PATH) {
            throw Errno.ENAMETOOLONG.on(path);
        }
        push(path);
        backToRoot();
        while (true) {
            String name = rest.pollFirst();
            if (name == null) {
                return here();
            }
            if (name.equals(".")) {
                continue;
            }
            if (name.equals("..")) {
                up();
                continue;
            }
            Optional<Place> end = step(name, follow);
            if (end.isPresent()) {
                return end.get();
            }
        }
    }

    /// Takes one step down.
    ///
    /// @return the place, if the path ends here
    private Optional<Place> step(String name, boolean follow) throws FsException {
        Inode directory = directories.getLast();
        if (!Access.allows(directory, who, Access.EXECUTE)) {
            throw Errno.EACCES.on(path);
        }
        if (name.length() > MAX_NAME) {
            throw Errno.ENAMETOOLONG.on(path);
        }
        Optional<Inode> child = tree.child(directory.number(), name);
        boolean last = rest.isEmpty();
        if (child.isEmpty()) {
            if (last || onlyDotsLeft()) {
                return Optional.of(new Place(directory.number(), name, child, real(name)));
            }
            throw Errno.ENOENT.on(path);
        }
        Inode inode = child.get();
        if (inode.isSymlink() && (follow || !last)) {
            if (++symlinks > MAX_SYMLINKS) {
                throw Errno.ELOOP.on(path);
            }
            push(inode.target());
            if (inode.target().startsWith("/")) {
                backToRoot();
            }
            return Optional.empty();
        }
        if (inode.isDirectory()) {
            directories.add(inode);
            names.add(name);
            return Optional.empty();
        }
        if (!last) {
            throw Errno.ENOTDIR.on(path);
        }
        return Optional.of(new Place(directory.number(), name, child, real(name)));
    }

    private boolean onlyDotsLeft() {
        return rest.stream().allMatch(name -> name.equals("."));
    }

    private Place here() {
        Inode inode = directories.getLast();
        if (directories.size() == 1) {
            return new Place(Tree.ROOT, "", Optional.of(inode), "/");
        }
        String name = names.getLast();
        Inode parent = directories.get(directories.size() - 2);
        return new Place(parent.number(), name, Optional.of(inode), "/" + String.join("/", names));
    }

    private String real(String name) {
        return "/" + (names.isEmpty() ? "" : String.join("/", names) + "/") + name;
    }

    private void up() {
        if (directories.size() > 1) {
            directories.removeLast();
            names.removeLast();
        }
    }

    private void backToRoot() {
        directories.clear();
        names.clear();
        directories.add(tree.inode(Tree.ROOT).orElseThrow());
    }

    /// Puts the names of a path before what is left; a trailing slash asks for a directory, as `.` does.
    private void push(String more) {
        List<String> parts = new ArrayList<>();
        for (String part : more.split("/")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (more.endsWith("/")) {
            parts.add(".");
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            rest.addFirst(parts.get(i));
        }
    }
}
