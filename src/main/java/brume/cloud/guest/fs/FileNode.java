package brume.cloud.guest.fs;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// An inode of a guest as the journal keeps it.
///
/// @param id `<guestId>/<inode>`
/// @param links 0 for a file of the image that this guest has deleted
/// @param size in bytes
/// @param content the encoded bytes of a file of at most one chunk (see [ContentText]); others lie in [FileChunk]s
public record FileNode(
        String id,
        FileKind kind,
        int mode,
        int uid,
        int gid,
        Instant accessed,
        Instant modified,
        Instant changed,
        int links,
        String target,
        long size,
        String content)
        implements Resource {

    public static final Kind<FileNode> KIND = Kind.of(FileNode.class);
}
