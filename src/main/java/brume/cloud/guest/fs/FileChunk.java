package brume.cloud.guest.fs;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;

/// A piece of a file longer than [Content#CHUNK_BYTES].
///
/// @param id `<guestId>/<inode>/<index, six digits>`
/// @param content as [ContentText] encodes it
public record FileChunk(String id, String content) implements Resource {

    public static final Kind<FileChunk> KIND = Kind.of(FileChunk.class);
}
