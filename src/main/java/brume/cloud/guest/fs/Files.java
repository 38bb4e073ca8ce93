package brume.cloud.guest.fs;

import brume.cloud.guest.fs.Walk.Place;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The system calls on files as one user makes them. Paths are absolute; `.`, `..` and symbolic links in them are
/// followed as the kernel follows them. Every failure is an [FsException] with Linux's errno.
public final class Files {

    private static final long MOST_AT_ONCE = 64L << 20;

    private final FileSystem disk;
    private final Credentials who;
    private final int umask;

    Files(FileSystem disk, Credentials who, int umask) {
        this.disk = disk;
        this.who = who;
        this.umask = umask;
    }

    public FileSystem disk() {
        return disk;
    }

    public Credentials who() {
        return who;
    }

    public int umask() {
        return umask;
    }

    public Files withUmask(int newUmask) {
        return new Files(disk, who, newUmask & 0777);
    }

    // ---- looking

    /// What is at the path, symbolic links followed.
    public Inode stat(String path) throws FsException {
        return present(walk(path, true), path);
    }

    /// What is at the path, a last symbolic link not followed.
    public Inode lstat(String path) throws FsException {
        return present(walk(path, false), path);
    }

    /// As [#stat], empty where it fails for whatever reason.
    public Optional<Inode> find(String path) {
        try {
            return walk(path, true).inode();
        } catch (FsException nothing) {
            return Optional.empty();
        }
    }

    /// As [#lstat], empty where it fails for whatever reason.
    public Optional<Inode> findLink(String path) {
        try {
            return walk(path, false).inode();
        } catch (FsException nothing) {
            return Optional.empty();
        }
    }

    public boolean exists(String path) {
        return find(path).isPresent();
    }

    public boolean isDirectory(String path) {
        return find(path).filter(Inode::isDirectory).isPresent();
    }

    public boolean isFile(String path) {
        return find(path).filter(Inode::isFile).isPresent();
    }

    /// True when something is there and this user has all the rights ([Access]).
    public boolean allows(String path, int wanted) {
        return find(path).filter(inode -> Access.allows(inode, who, wanted)).isPresent();
    }

    /// The entries of a directory by name, without `.` and `..`, as `lstat` shows them.
    public SortedMap<String, Inode> list(String path) throws FsException {
        Tree tree = disk.tree();
        Inode directory = present(Walk.to(tree, who, path, true), path);
        if (!directory.isDirectory()) {
            throw Errno.ENOTDIR.on(path);
        }
        need(directory, Access.READ, path);
        SortedMap<String, Inode> entries = new TreeMap<>();
        for (Map.Entry<String, Long> entry : tree.entries(directory.number()).entrySet()) {
            tree.inode(entry.getValue()).ifPresent(inode -> entries.put(entry.getKey(), inode));
        }
        return entries;
    }

    public String readlink(String path) throws FsException {
        Inode inode = lstat(path);
        if (!inode.isSymlink()) {
            throw Errno.EINVAL.on(path);
        }
        return inode.target();
    }

    /// The path without symbolic links, `.` and `..`; the last name need not exist.
    public String realpath(String path) throws FsException {
        return walk(path, true).real();
    }

    // ---- reading and writing

    public Content content(String path) throws FsException {
        Inode inode = stat(path);
        need(inode, Access.READ, path);
        return switch (inode.kind()) {
            case FILE -> inode.isGenerated() ? disk.generated(inode) : inode.content();
            case DIRECTORY -> throw Errno.EISDIR.on(path);
            case SYMLINK, PIPE, SOCKET, BLOCK_DEVICE -> throw Errno.ENXIO.on(path);
            case CHARACTER_DEVICE -> Content.EMPTY;
        };
    }

    /// All bytes at once.
    ///
    /// @throws FsException also `ENOMEM`, for a file longer than [#MOST_AT_ONCE]
    public byte[] read(String path) throws FsException {
        Content content = content(path);
        if (content.size() > MOST_AT_ONCE) {
            throw Errno.ENOMEM.on(path);
        }
        try {
            return content.bytes();
        } catch (UncheckedIOException lost) {
            throw Errno.EIO.on(path);
        }
    }

    public String readText(String path) throws FsException {
        return new String(read(path), StandardCharsets.UTF_8);
    }

    /// Opens a file for reading; what is appended later is seen by reading on.
    public InputStream open(String path) throws FsException {
        return open(path, OpenMode.READ, 0).input();
    }

    /// Opens a file.
    ///
    /// @param mode permissions of a file that is created, before the umask
    public OpenFile open(String path, OpenMode how, int mode) throws FsException {
        if (!how.writes()) {
            Inode inode = stat(path);
            need(inode, Access.READ, path);
            if (inode.isDirectory()) {
                throw Errno.EISDIR.on(path);
            }
            return new OpenFile(disk, inode, how);
        }
        return disk.change(draft -> {
            Place place = Walk.to(draft.tree(), who, path, true);
            if (place.inode().isEmpty()) {
                if (!how.creates()) {
                    throw Errno.ENOENT.on(path);
                }
                return new OpenFile(disk, create(draft, place, path, FileKind.FILE, mode & ~umask, ""), how);
            }
            Inode inode = place.inode().get();
            if (how.exclusive()) {
                throw Errno.EEXIST.on(path);
            }
            if (inode.isDirectory()) {
                throw Errno.EISDIR.on(path);
            }
            need(inode, Access.WRITE | (how.reads() ? Access.READ : 0), path);
            if (how.truncates() && inode.isFile() && !inode.isGenerated()) {
                inode = inode.withContent(Content.EMPTY, draft.now());
                draft.put(inode);
            }
            return new OpenFile(disk, inode, how);
        });
    }

    /// A stream into a new or emptied file.
    public OutputStream create(String path) throws FsException {
        return open(path, OpenMode.WRITE, 0666).output();
    }

    /// A stream onto the end of a new or existing file.
    public OutputStream append(String path) throws FsException {
        return open(path, OpenMode.APPEND, 0666).output();
    }

    /// Replaces what the file holds, creating it where it is missing.
    public void write(String path, byte[] bytes) throws FsException {
        open(path, OpenMode.WRITE, 0666).write(0, bytes, 0, bytes.length);
    }

    public void write(String path, Content content) throws FsException {
        open(path, OpenMode.WRITE, 0666).write(content);
    }

    public void write(String path, String text) throws FsException {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    public void append(String path, String text) throws FsException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        open(path, OpenMode.APPEND, 0666).write(0, bytes, 0, bytes.length);
    }

    public void truncate(String path, long size) throws FsException {
        disk.change(draft -> {
            Inode inode = present(Walk.to(draft.tree(), who, path, true), path);
            need(inode, Access.WRITE, path);
            if (inode.isDirectory()) {
                throw Errno.EISDIR.on(path);
            }
            if (size > FileSystem.MAX_FILE_BYTES) {
                throw Errno.EFBIG.on(path);
            }
            draft.put(inode.withContent(inode.content().truncate(size), draft.now()));
            return size;
        });
    }

    // ---- names

    public void mkdir(String path, int mode) throws FsException {
        make(stripped(path), FileKind.DIRECTORY, mode & ~umask, "");
    }

    public void mkdir(String path) throws FsException {
        mkdir(path, 0777);
    }

    /// Makes a directory and the missing ones above it; none is an error.
    public void mkdirs(String path) throws FsException {
        StringBuilder made = new StringBuilder();
        for (String name : path.split("/")) {
            if (name.isEmpty()) {
                continue;
            }
            made.append('/').append(name);
            if (!isDirectory(made.toString())) {
                mkdir(made.toString());
            }
        }
    }

    public void symlink(String target, String path) throws FsException {
        make(path, FileKind.SYMLINK, 0777, target);
    }

    /// Makes a pipe, a socket or (root only) a device.
    public void mknod(String path, FileKind kind, int mode, String target) throws FsException {
        boolean device = kind == FileKind.BLOCK_DEVICE || kind == FileKind.CHARACTER_DEVICE;
        if (device && !who.isRoot()) {
            throw Errno.EPERM.on(path);
        }
        make(path, kind, mode & ~umask, target);
    }

    /// Gives an existing file a second name.
    public void link(String existing, String path) throws FsException {
        disk.change(draft -> {
            Inode inode = present(Walk.to(draft.tree(), who, existing, false), existing);
            if (inode.isDirectory()) {
                throw Errno.EPERM.on(existing);
            }
            Place place = Walk.to(draft.tree(), who, path, false);
            if (place.inode().isPresent()) {
                throw Errno.EEXIST.on(path);
            }
            needParent(draft, place, path);
            draft.put(inode.withLinks(inode.links() + 1, draft.now()));
            draft.link(place.parent(), place.name(), inode.number());
            return inode;
        });
    }

    public void unlink(String path) throws FsException {
        disk.change(draft -> {
            Place place = Walk.to(draft.tree(), who, path, false);
            Inode inode = present(place, path);
            if (inode.isDirectory()) {
                throw Errno.EISDIR.on(path);
            }
            needRemoval(draft, place, inode, path);
            draft.unlink(place.parent(), place.name());
            draft.release(inode);
            return inode;
        });
    }

    public void rmdir(String path) throws FsException {
        disk.change(draft -> {
            Place place = Walk.to(draft.tree(), who, stripped(path), false);
            Inode inode = present(place, path);
            if (!inode.isDirectory()) {
                throw Errno.ENOTDIR.on(path);
            }
            if (path.endsWith("/.") || path.equals(".")) {
                throw Errno.EINVAL.on(path);
            }
            if (place.name().isEmpty()) {
                throw Errno.EBUSY.on(path);
            }
            needRemoval(draft, place, inode, path);
            if (!draft.tree().entries(inode.number()).isEmpty()) {
                throw Errno.ENOTEMPTY.on(path);
            }
            draft.unlink(place.parent(), place.name());
            draft.release(inode);
            draft.countSubdirectory(place.parent(), -1);
            return inode;
        });
    }

    /// Gives a file another name, replacing what had it, as `rename(2)`.
    public void rename(String from, String to) throws FsException {
        disk.change(draft -> {
            new Renaming(draft, this).rename(stripped(from), stripped(to));
            return to;
        });
    }

    // ---- attributes

    public void chmod(String path, int mode) throws FsException {
        change(path, true, (draft, inode) -> {
            needOwner(inode, path);
            int allowed = who.isRoot() || who.in(inode.gid()) || inode.isDirectory() ? mode : mode & ~02000;
            return inode.withMode(allowed, draft.now());
        });
    }

    /// @param uid -1 leaves it
    /// @param gid -1 leaves it
    /// @param follow whether a last symbolic link is followed
    public void chown(String path, int uid, int gid, boolean follow) throws FsException {
        change(path, follow, (draft, inode) -> {
            boolean newOwner = uid >= 0 && uid != inode.uid();
            boolean newGroup = gid >= 0 && gid != inode.gid();
            boolean mayGroup = who.uid() == inode.uid() && who.in(gid);
            if (!who.isRoot() && (newOwner || newGroup && !mayGroup || who.uid() != inode.uid())) {
                throw Errno.EPERM.on(path);
            }
            Inode owned = inode.withOwner(uid < 0 ? inode.uid() : uid, gid < 0 ? inode.gid() : gid, draft.now());
            boolean executable = inode.isFile() && (inode.mode() & 0111) != 0;
            return executable ? owned.withMode(inode.mode() & ~06000, draft.now()) : owned;
        });
    }

    public void setTimes(String path, Instant accessed, Instant modified, boolean follow) throws FsException {
        change(path, follow, (draft, inode) -> {
            if (!who.isRoot() && who.uid() != inode.uid()) {
                throw (Access.allows(inode, who, Access.WRITE) ? Errno.EPERM : Errno.EACCES).on(path);
            }
            return inode.withTimes(accessed, modified, draft.now());
        });
    }

    /// Sets both times to now, which whoever may write may do.
    public void touch(String path, boolean follow) throws FsException {
        change(path, follow, (draft, inode) -> {
            if (!who.isRoot() && who.uid() != inode.uid()) {
                need(inode, Access.WRITE, path);
            }
            return inode.withTimes(draft.now(), draft.now(), draft.now());
        });
    }

    // ---- inside

    interface Edit {
        Inode of(Draft draft, Inode inode) throws FsException;
    }

    private void change(String path, boolean follow, Edit edit) throws FsException {
        disk.change(draft -> {
            Inode inode = present(Walk.to(draft.tree(), who, path, follow), path);
            draft.put(edit.of(draft, inode));
            return inode;
        });
    }

    private void make(String path, FileKind kind, int mode, String target) throws FsException {
        disk.change(draft -> {
            Place place = Walk.to(draft.tree(), who, path, false);
            if (place.inode().isPresent()) {
                throw Errno.EEXIST.on(path);
            }
            return create(draft, place, path, kind, mode, target);
        });
    }

    private Inode create(Draft draft, Place place, String path, FileKind kind, int mode, String target)
            throws FsException {
        if (kind == FileKind.FILE && path.endsWith("/")) {
            throw Errno.EISDIR.on(path);
        }
        Inode parent = needParent(draft, place, path);
        boolean inherits = (parent.mode() & 02000) != 0;
        boolean directory = kind == FileKind.DIRECTORY;
        Inode inode = new Inode(
                draft.newInode(),
                kind,
                mode | (inherits && directory ? 02000 : 0),
                who.uid(),
                inherits ? parent.gid() : who.gid(),
                draft.now(),
                draft.now(),
                draft.now(),
                directory ? 2 : 1,
                target,
                Content.EMPTY);
        draft.put(inode);
        draft.link(place.parent(), place.name(), inode.number());
        if (directory) {
            draft.countSubdirectory(place.parent(), 1);
        }
        return inode;
    }

    private Place walk(String path, boolean follow) throws FsException {
        return Walk.to(disk.tree(), who, path, follow);
    }

    static Inode present(Place place, String path) throws FsException {
        return place.inode().orElseThrow(() -> Errno.ENOENT.on(path));
    }

    private void need(Inode inode, int wanted, String path) throws FsException {
        if (!Access.allows(inode, who, wanted)) {
            throw Errno.EACCES.on(path);
        }
    }

    private void needOwner(Inode inode, String path) throws FsException {
        if (!who.isRoot() && who.uid() != inode.uid()) {
            throw Errno.EPERM.on(path);
        }
    }

    Inode needParent(Draft draft, Place place, String path) throws FsException {
        Inode parent = draft.tree().inode(place.parent()).orElseThrow(() -> Errno.ENOENT.on(path));
        need(parent, Access.WRITE | Access.EXECUTE, path);
        return parent;
    }

    /// The right to take a name out of its directory: write permission, and in a sticky directory ownership.
    void needRemoval(Draft draft, Place place, Inode inode, String path) throws FsException {
        Inode parent = needParent(draft, place, path);
        boolean owns = who.isRoot() || who.uid() == inode.uid() || who.uid() == parent.uid();
        if ((parent.mode() & 01000) != 0 && !owns) {
            throw Errno.EPERM.on(path);
        }
    }

    private static String stripped(String path) {
        String result = path;
        while (result.length() > 1 && result.endsWith("/")) {
            result = result.substring(0, result.length() - 1);
        }
        return result;
    }
}
