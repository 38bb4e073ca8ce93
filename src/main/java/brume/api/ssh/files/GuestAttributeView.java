package brume.api.ssh.files;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The attributes of one file, to be read and set.
final class GuestAttributeView implements PosixFileAttributeView {

    private final GuestFileSystemProvider provider;
    private final Path path;
    private final LinkOption[] options;

    GuestAttributeView(GuestFileSystemProvider provider, Path path, LinkOption... options) {
        this.provider = provider;
        this.path = path;
        this.options = options.clone();
    }

    static Instant instant(Object value) {
        return value instanceof FileTime time ? time.toInstant() : (Instant) value;
    }

    @Override
    public String name() {
        return "posix";
    }

    @Override
    public PosixFileAttributes readAttributes() throws IOException {
        return provider.attributes(path, options);
    }

    @Override
    public UserPrincipal getOwner() throws IOException {
        return readAttributes().owner();
    }

    @Override
    public void setOwner(UserPrincipal owner) throws IOException {
        provider.setAttribute(path, "owner", owner, options);
    }

    @Override
    public void setGroup(GroupPrincipal group) throws IOException {
        provider.setAttribute(path, "group", group, options);
    }

    @Override
    public void setPermissions(Set<PosixFilePermission> permissions) throws IOException {
        provider.setAttribute(path, "permissions", permissions, options);
    }

    @Override
    public void setTimes(@Nullable FileTime modified, @Nullable FileTime accessed, @Nullable FileTime created)
            throws IOException {
        if (modified != null) {
            provider.setAttribute(path, "lastModifiedTime", modified, options);
        }
        if (accessed != null) {
            provider.setAttribute(path, "lastAccessTime", accessed, options);
        }
    }
}
