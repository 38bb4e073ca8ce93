package brume.api.ssh.files;

import brume.cloud.guest.Login;
import brume.cloud.guest.Users;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.sshd.common.file.util.BaseFileSystem;
import org.jspecify.annotations.Nullable;

/// The files of a guest as one of its users may touch them. One per session; closing it closes nothing.
public final class GuestFileSystem extends BaseFileSystem<GuestPath> {

    private final Files files;
    private final Users users;
    private final Login login;

    public GuestFileSystem(Files files, Users users, Login login) {
        super(new GuestFileSystemProvider(files, users));
        this.files = files;
        this.users = users;
        this.login = login;
    }

    @Override
    protected GuestPath create(@Nullable String root, List<String> names) {
        return new GuestPath(this, root, names);
    }

    /// Where the session begins: the home directory, or the root where that is missing.
    @Override
    public GuestPath getDefaultDir() {
        return getPath(files.isDirectory(login.home()) ? login.home() : "/");
    }

    Path realPath(GuestPath path, LinkOption... options) throws IOException {
        String text = GuestPath.text(path);
        try {
            boolean follow = !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
            Objects.requireNonNull(follow ? files.stat(text) : files.lstat(text));
            return follow
                    ? getPath(files.realpath(text))
                    : path.toAbsolutePath().normalize();
        } catch (FsException failure) {
            throw FileFailure.of(failure, text);
        }
    }

    @Override
    public void close() {}

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "owner", "posix", "unix");
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return new UserPrincipalLookupService() {
            @Override
            public UserPrincipal lookupPrincipalByName(String name) throws IOException {
                return users.named(name)
                        .map(user -> new Owner(user.name(), user.uid()))
                        .or(() -> Owner.numbered(name))
                        .orElseThrow(() -> new UserPrincipalNotFoundException(name));
            }

            @Override
            public GroupPrincipal lookupPrincipalByGroupName(String name) throws IOException {
                return users.groupNamed(name)
                        .map(group -> new Owner(group.name(), group.gid()))
                        .or(() -> Owner.numbered(name))
                        .orElseThrow(() -> new UserPrincipalNotFoundException(name));
            }
        };
    }
}
