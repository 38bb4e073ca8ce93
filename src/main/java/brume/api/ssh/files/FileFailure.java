package brume.api.ssh.files;

import brume.cloud.guest.fs.Errno;
import brume.cloud.guest.fs.FsException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/// A guest's errno as the exception that NIO has for it.
final class FileFailure {

    private FileFailure() {}

    static IOException of(FsException failure, String path) {
        Errno errno = failure.errno();
        return switch (errno) {
            case ENOENT -> new NoSuchFileException(path);
            case EACCES, EPERM, EROFS -> new AccessDeniedException(path, null, errno.wording());
            case EEXIST -> new FileAlreadyExistsException(path);
            case ENOTEMPTY -> new DirectoryNotEmptyException(path);
            case ENOTDIR -> new NotDirectoryException(path);
            case ELOOP -> new FileSystemLoopException(path);
            case EINVAL -> new NotLinkException(path, null, errno.wording());
            case EIO,
                    ENOMEM,
                    EXDEV,
                    EISDIR,
                    ETXTBSY,
                    EFBIG,
                    ENOSPC,
                    EMLINK,
                    EPIPE,
                    EBADF,
                    ENAMETOOLONG,
                    EBUSY,
                    ENOEXEC,
                    ENXIO -> new FileSystemException(path, null, errno.wording());
        };
    }
}
