package brume.cloud.guest.fs;

import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;

/// A piece of a file that does not stand in the file's own record: of a file longer than [Content#CHUNK_BYTES], or one
/// whose bytes lie in the blob store. A piece without a record is zeros.
///
/// @param id `<guestId>/<inode>/<index, six digits>`
/// @param content as [ContentText] encodes it; empty where the bytes lie in the blob store
/// @param blob the SHA-256 of the blob, or empty
/// @param offset where in the blob the piece begins
public record FileChunk(String id, String content, String blob, long offset) implements Resource {

    public static final Kind<FileChunk> KIND = Kind.of(FileChunk.class);
}
