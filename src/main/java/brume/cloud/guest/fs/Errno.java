package brume.cloud.guest.fs;

/// Why a system call failed, with the wording of Linux's `strerror`.
public enum Errno {
    EPERM("Operation not permitted"),
    ENOENT("No such file or directory"),
    EIO("Input/output error"),
    ENOMEM("Cannot allocate memory"),
    EACCES("Permission denied"),
    EEXIST("File exists"),
    EXDEV("Invalid cross-device link"),
    ENOTDIR("Not a directory"),
    EISDIR("Is a directory"),
    EINVAL("Invalid argument"),
    ETXTBSY("Text file busy"),
    EFBIG("File too large"),
    ENOSPC("No space left on device"),
    EROFS("Read-only file system"),
    EMLINK("Too many links"),
    EPIPE("Broken pipe"),
    EBADF("Bad file descriptor"),
    ENAMETOOLONG("File name too long"),
    ENOTEMPTY("Directory not empty"),
    ELOOP("Too many levels of symbolic links"),
    EBUSY("Device or resource busy"),
    ENOEXEC("Exec format error"),
    ENXIO("No such device or address");

    private final String wording;

    Errno(String wording) {
        this.wording = wording;
    }

    public String wording() {
        return wording;
    }

    public FsException on(String path) {
        return new FsException(this, path);
    }
}
