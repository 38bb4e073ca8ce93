package brume.cloud.guest.fs;

import brume.cloud.sandbox.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Takes bytes of files out of memory, into one blob.
final class Moving {

    private final Blobs blobs;
    private final Map<Chunk, Long> offsets = new IdentityHashMap<>();
    private final List<InputStream> bytes = new ArrayList<>();
    private long length;

    Moving(Blobs blobs) {
        this.blobs = blobs;
    }

    void add(Content content) {
        for (int i = 0; content.heldBytes() > 0 && i < content.chunkCount(); i++) {
            Chunk chunk = content.chunk(i);
            if (chunk instanceof Chunk.Held && !offsets.containsKey(chunk)) {
                offsets.put(chunk, length);
                length += chunk.length();
                bytes.add(new ByteArrayInputStream(chunk.bytes()));
            }
        }
    }

    /// Stores what was added.
    Moved store() throws IOException {
        String sha256 = blobs.put(new SequenceInputStream(Collections.enumeration(bytes)))
                .sha256();
        return content -> content.with(chunk -> {
            Long offset = offsets.get(chunk);
            return offset == null ? chunk : new Chunk.Kept(blobs, sha256, offset, chunk.length());
        });
    }

    /// Gives contents the form in which their bytes lie in the blob.
    interface Moved {
        Content of(Content content);
    }
}
