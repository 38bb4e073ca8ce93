package brume.api.ssh.files;

import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import org.apache.sshd.common.file.util.BasePath;
import org.jspecify.annotations.Nullable;

/// A path on a guest; relative ones begin at the user's home.
final class GuestPath extends BasePath<GuestPath, GuestFileSystem> {

    GuestPath(GuestFileSystem files, @Nullable String root, List<String> names) {
        super(files, root, names);
    }

    /// As the guest's own system calls take it.
    static String text(Path path) {
        return path.toAbsolutePath().toString();
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        return getFileSystem().realPath(this, options);
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException("A guest's files cannot be watched from outside");
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>... events) {
        throw new UnsupportedOperationException("A guest's files cannot be watched from outside");
    }
}
