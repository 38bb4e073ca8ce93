package brume.api.ssh.files;

import brume.cloud.guest.Users;
import brume.cloud.guest.fs.Access;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.fs.OpenFile;
import brume.cloud.guest.fs.OpenMode;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The calls of NIO as system calls of one user of a guest.
final class GuestFileSystemProvider extends FileSystemProvider {

    private static final int DEFAULT_FILE_MODE = 0666;
    private static final int DEFAULT_DIRECTORY_MODE = 0777;

    private final Files files;
    private final Users users;

    GuestFileSystemProvider(Files files, Users users) {
        this.files = files;
        this.users = users;
    }

    private interface Call<T> {
        T run(String path) throws FsException;
    }

    private static <T> T call(Path path, Call<T> call) throws IOException {
        String text = GuestPath.text(path);
        try {
            return call.run(text);
        } catch (FsException failure) {
            throw FileFailure.of(failure, text);
        }
    }

    private static boolean follows(Object[] options) {
        return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
    }

    private static int mode(FileAttribute<?>[] attributes, int otherwise) {
        for (FileAttribute<?> attribute : attributes) {
            if (attribute.name().endsWith("permissions")) {
                return GuestAttributes.mode(permissions(attribute.value()));
            }
        }
        return otherwise;
    }

    private static Set<PosixFilePermission> permissions(Object value) {
        Set<PosixFilePermission> permissions = java.util.EnumSet.noneOf(PosixFilePermission.class);
        if (value instanceof Collection<?> collection) {
            collection.forEach(one -> permissions.add((PosixFilePermission) one));
        }
        return permissions;
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        boolean append = options.contains(StandardOpenOption.APPEND);
        boolean writes = append || options.contains(StandardOpenOption.WRITE);
        boolean exclusive = options.contains(StandardOpenOption.CREATE_NEW);
        OpenMode how = new OpenMode(
                !writes || options.contains(StandardOpenOption.READ),
                writes,
                writes && (exclusive || options.contains(StandardOpenOption.CREATE)),
                writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING),
                append,
                exclusive);
        OpenFile file = call(path, text -> files.open(text, how, mode(attributes, DEFAULT_FILE_MODE)));
        return new GuestChannel(file, GuestPath.text(path), append ? file.size() : 0);
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        List<Path> entries = new java.util.ArrayList<>();
        for (String name : call(directory, files::list).keySet()) {
            Path entry = directory.resolve(name);
            if (filter.accept(entry)) {
                entries.add(entry);
            }
        }
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return entries.iterator();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        call(directory, text -> {
            files.mkdir(text, mode(attributes, DEFAULT_DIRECTORY_MODE));
            return text;
        });
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        call(link, text -> {
            files.symlink(target.toString(), text);
            return text;
        });
    }

    @Override
    public void createLink(Path link, Path existing) throws IOException {
        call(link, text -> {
            files.link(GuestPath.text(existing), text);
            return text;
        });
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return link.getFileSystem().getPath(call(link, files::readlink));
    }

    @Override
    public void delete(Path path) throws IOException {
        call(path, text -> {
            if (files.lstat(text).isDirectory()) {
                files.rmdir(text);
            } else {
                files.unlink(text);
            }
            return text;
        });
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        refuseExisting(target, options);
        byte[] bytes = call(source, files::read);
        call(target, text -> {
            files.write(text, bytes);
            return text;
        });
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        refuseExisting(target, options);
        call(source, text -> {
            files.rename(text, GuestPath.text(target));
            return text;
        });
    }

    private void refuseExisting(Path target, CopyOption[] options) throws IOException {
        boolean replaces = Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
        if (!replaces && files.findLink(GuestPath.text(target)).isPresent()) {
            throw new FileAlreadyExistsException(GuestPath.text(target));
        }
    }

    @Override
    public boolean isSameFile(Path one, Path other) throws IOException {
        return call(one, files::stat).number() == call(other, files::stat).number();
    }

    @Override
    public boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        int wanted = 0;
        for (AccessMode mode : modes) {
            wanted |= switch (mode) {
                case READ -> Access.READ;
                case WRITE -> Access.WRITE;
                case EXECUTE -> Access.EXECUTE;
            };
        }
        int rights = wanted;
        call(path, text -> {
            Inode inode = files.stat(text);
            if (!Access.allows(inode, files.who(), rights)) {
                throw brume.cloud.guest.fs.Errno.EACCES.on(text);
            }
            return inode;
        });
    }

    GuestAttributes attributes(Path path, LinkOption... options) throws IOException {
        boolean follow = follows(options);
        return new GuestAttributes(call(path, text -> follow ? files.stat(text) : files.lstat(text)), users);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (!type.isAssignableFrom(GuestAttributes.class)) {
            throw new UnsupportedOperationException(type.getName());
        }
        return type.cast(attributes(path, options));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String wanted, LinkOption... options) throws IOException {
        Map<String, Object> all = attributes(path, options).map();
        List<String> names = List.of(wanted.substring(wanted.indexOf(':') + 1).split(","));
        if (!names.contains("*")) {
            all.keySet().retainAll(names);
        }
        return all;
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return type.isAssignableFrom(GuestAttributeView.class)
                ? type.cast(new GuestAttributeView(this, path, options))
                : null;
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        boolean follow = follows(options);
        String name = attribute.substring(attribute.indexOf(':') + 1);
        call(path, text -> {
            Inode inode = follow ? files.stat(text) : files.lstat(text);
            switch (name) {
                case "permissions" ->
                    files.chmod(text, inode.mode() & 07000 | GuestAttributes.mode(permissions(value)));
                case "mode" -> files.chmod(text, ((Number) value).intValue() & Inode.PERMISSIONS);
                case "uid" -> files.chown(text, ((Number) value).intValue(), -1, follow);
                case "gid" -> files.chown(text, -1, ((Number) value).intValue(), follow);
                case "owner" -> files.chown(text, number(value), -1, follow);
                case "group" -> files.chown(text, -1, number(value), follow);
                case "lastModifiedTime" ->
                    files.setTimes(text, inode.accessed(), GuestAttributeView.instant(value), follow);
                case "lastAccessTime" ->
                    files.setTimes(text, GuestAttributeView.instant(value), inode.modified(), follow);
                case "size" -> files.truncate(text, ((Number) value).longValue());
                default -> throw new UnsupportedOperationException(attribute);
            }
            return inode;
        });
    }

    /// SFTP version 3 sends numbers, which arrive as the names of principals.
    private int number(Object owner) {
        if (owner instanceof Owner known) {
            return known.number();
        }
        String name = owner instanceof java.security.Principal principal ? principal.getName() : owner.toString();
        return Owner.numbered(name)
                .map(Owner::number)
                .or(() -> users.named(name).map(Users.User::uid))
                .orElse(-1);
    }

    @Override
    public String getScheme() {
        return "guest";
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new UnsupportedOperationException("A guest's files have no URI");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new UnsupportedOperationException("A guest's files have no URI");
    }

    @Override
    public Path getPath(URI uri) {
        throw new UnsupportedOperationException("A guest's files have no URI");
    }

    @Override
    public FileStore getFileStore(Path path) {
        throw new UnsupportedOperationException("A guest's disk is not shown as a store");
    }
}
