package brume.cloud.guest.fs;

import java.io.IOException;

/// A system call on a file failed. The message is Linux's wording alone (`No such file or directory`): programs put the
/// path before it as they are used to.
public final class FsException extends IOException {

    private final Errno errno;
    private final String path;

    public FsException(Errno errno, String path) {
        super(errno.wording());
        this.errno = errno;
        this.path = path;
    }

    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNullElse(super.getMessage(), "");
    }

    public Errno errno() {
        return errno;
    }

    /// The path as the caller gave it.
    public String path() {
        return path;
    }
}
