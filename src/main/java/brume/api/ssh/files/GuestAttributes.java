package brume.api.ssh.files;

import brume.cloud.guest.Users;
import brume.cloud.guest.fs.FileKind;
import brume.cloud.guest.fs.Inode;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What `stat` says of a file of a guest.
record GuestAttributes(Inode inode, Users users) implements PosixFileAttributes {

    private static final PosixFilePermission[] BITS = {
        PosixFilePermission.OTHERS_EXECUTE,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_READ
    };

    static int mode(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (int bit = 0; bit < BITS.length; bit++) {
            mode |= permissions.contains(BITS[bit]) ? 1 << bit : 0;
        }
        return mode;
    }

    @Override
    public Set<PosixFilePermission> permissions() {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < BITS.length; bit++) {
            if ((inode.mode() & 1 << bit) != 0) {
                permissions.add(BITS[bit]);
            }
        }
        return permissions;
    }

    @Override
    public UserPrincipal owner() {
        return new Owner(users.userName(inode.uid()), inode.uid());
    }

    @Override
    public GroupPrincipal group() {
        return new Owner(users.groupName(inode.gid()), inode.gid());
    }

    @Override
    public FileTime lastModifiedTime() {
        return FileTime.from(inode.modified());
    }

    @Override
    public FileTime lastAccessTime() {
        return FileTime.from(inode.accessed());
    }

    @Override
    public FileTime creationTime() {
        return FileTime.from(inode.changed());
    }

    @Override
    public boolean isRegularFile() {
        return inode.isFile();
    }

    @Override
    public boolean isDirectory() {
        return inode.isDirectory();
    }

    @Override
    public boolean isSymbolicLink() {
        return inode.isSymlink();
    }

    @Override
    public boolean isOther() {
        return !isRegularFile() && !isDirectory() && !isSymbolicLink();
    }

    @Override
    public long size() {
        return inode.size();
    }

    @Override
    public Object fileKey() {
        return inode.number();
    }

    /// All of it by name: the view `unix:*`.
    Map<String, Object> map() {
        Map<String, Object> map = new TreeMap<>();
        map.put("size", size());
        map.put("lastModifiedTime", lastModifiedTime());
        map.put("lastAccessTime", lastAccessTime());
        map.put("creationTime", creationTime());
        map.put("isRegularFile", isRegularFile());
        map.put("isDirectory", isDirectory());
        map.put("isSymbolicLink", isSymbolicLink());
        map.put("isOther", isOther());
        map.put("fileKey", fileKey());
        map.put("permissions", permissions());
        map.put("owner", owner());
        map.put("group", group());
        map.put("uid", inode.uid());
        map.put("gid", inode.gid());
        map.put("mode", bits(inode.kind()) | inode.mode());
        map.put("nlink", inode.links());
        map.put("ino", inode.number());
        map.put("ctime", FileTime.from(inode.changed()));
        return map;
    }

    private static int bits(FileKind kind) {
        return kind.bits();
    }
}
