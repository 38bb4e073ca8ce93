package brume.cloud.guest.fs;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;

/// A name in a directory of a guest as the journal keeps it.
///
/// @param id `<guestId>/<inode of the directory>/<name>`
/// @param inode what the name stands for; 0 for a name of the image that this guest has removed
public record DirEntry(String id, long inode) implements Resource {

    public static final Kind<DirEntry> KIND = Kind.of(DirEntry.class);
}
