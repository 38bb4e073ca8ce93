package brume.cloud.guest.fs;

/// How a file is opened, as `open(2)`'s flags.
///
/// @param exclusive fails where the file exists
public record OpenMode(
        boolean reads, boolean writes, boolean creates, boolean truncates, boolean appends, boolean exclusive) {

    public static final OpenMode READ = new OpenMode(true, false, false, false, false, false);
    public static final OpenMode WRITE = new OpenMode(false, true, true, true, false, false);
    public static final OpenMode APPEND = new OpenMode(false, true, true, false, true, false);
    public static final OpenMode READ_WRITE = new OpenMode(true, true, true, false, false, false);
}
