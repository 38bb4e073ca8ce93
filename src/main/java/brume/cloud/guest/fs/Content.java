package brume.cloud.guest.fs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/// The bytes of a file: immutable, in chunks, so that changing one place of a large file copies one chunk. Zeros take
/// no room: a file of a gibibyte that nobody has written to is an empty list of chunks.
public final class Content {

    public static final int CHUNK_BYTES = 16 * 1024;
    /// Files up to this length stay in memory and in their record for good.
    static final int SMALL_BYTES = 512;

    public static final Content EMPTY = new Content(new Chunk[0], 0);

    /// All but the file's last one are [#CHUNK_BYTES] long; those after the array's end are zeros.
    private final Chunk[] chunks;
    private final long size;
    private final long stored;
    private final long held;

    private Content(Chunk[] chunks, long size) {
        this.chunks = chunks;
        this.size = size;
        long storedBytes = 0;
        long heldBytes = 0;
        for (Chunk chunk : chunks) {
            storedBytes += chunk instanceof Chunk.Zeros ? 0 : chunk.length();
            heldBytes += chunk instanceof Chunk.Held ? chunk.length() : 0;
        }
        this.stored = storedBytes;
        this.held = size <= SMALL_BYTES ? 0 : heldBytes;
    }

    public static Content of(byte[] bytes) {
        return EMPTY.write(0, bytes, 0, bytes.length);
    }

    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A content of so many bytes, of chunks as long as [#chunkLength] says.
    static Content ofChunks(Chunk[] chunks, long size) {
        return new Content(chunks, size);
    }

    /// How long a chunk of a file of this size is.
    static int chunkLength(long size, int index) {
        return (int) Math.min(CHUNK_BYTES, size - (long) index * CHUNK_BYTES);
    }

    public long size() {
        return size;
    }

    /// Bytes that are not merely zeros.
    long storedBytes() {
        return stored;
    }

    /// Bytes that take memory and need not.
    long heldBytes() {
        return held;
    }

    /// Chunks up to the last that is not zeros.
    int chunkCount() {
        return chunks.length;
    }

    Chunk chunk(int index) {
        return chunks[index];
    }

    /// The same bytes as another object, sharing the chunks.
    Content copy() {
        return new Content(chunks, size);
    }

    /// The same bytes, each chunk in the form that the function gives it.
    Content with(UnaryOperator<Chunk> form) {
        Chunk[] next = chunks.clone();
        for (int i = 0; i < next.length; i++) {
            next[i] = form.apply(next[i]);
        }
        return new Content(next, size);
    }

    /// Copies bytes out.
    ///
    /// @return how many, or -1 at and beyond the end
    public int read(long position, byte[] into, int offset, int wanted) {
        if (position >= size) {
            return -1;
        }
        int left = (int) Math.min(wanted, size - position);
        int done = 0;
        while (done < left) {
            long at = position + done;
            int index = (int) (at / CHUNK_BYTES);
            int inside = (int) (at % CHUNK_BYTES);
            int part = Math.min(left - done, chunkLength(size, index) - inside);
            if (index >= chunks.length || chunks[index] instanceof Chunk.Zeros) {
                Arrays.fill(into, offset + done, offset + done + part, (byte) 0);
            } else {
                System.arraycopy(chunks[index].bytes(), inside, into, offset + done, part);
            }
            done += part;
        }
        return done;
    }

    /// The content with these bytes in place; a gap before them reads as zeros.
    public Content write(long position, byte[] bytes, int offset, int count) {
        if (count == 0) {
            return this;
        }
        long newSize = Math.max(size, position + count);
        Chunk[] next = resized(newSize, (int) ((position + count - 1) / CHUNK_BYTES) + 1);
        int done = 0;
        while (done < count) {
            long at = position + done;
            int index = (int) (at / CHUNK_BYTES);
            int inside = (int) (at % CHUNK_BYTES);
            int part = Math.min(count - done, next[index].length() - inside);
            next[index] = next[index].with(inside, bytes, offset + done, part);
            done += part;
        }
        return new Content(trimmed(next), newSize);
    }

    public Content truncate(long newSize) {
        return newSize == size ? this : new Content(trimmed(resized(newSize, 0)), newSize);
    }

    /// @param least how many chunks the array has at least
    private Chunk[] resized(long newSize, int least) {
        int inNewSize = (int) ((newSize + CHUNK_BYTES - 1) / CHUNK_BYTES);
        Chunk[] next = Arrays.copyOf(chunks, Math.max(least, Math.min(chunks.length, inNewSize)));
        for (int i = Math.min(chunks.length, next.length); i < next.length; i++) {
            next[i] = new Chunk.Zeros(chunkLength(newSize, i));
        }
        int last = Math.min(chunks.length, next.length) - 1;
        if (last >= 0) {
            next[last] = next[last].resized(chunkLength(newSize, last));
        }
        return next;
    }

    private static Chunk[] trimmed(Chunk[] chunks) {
        int count = chunks.length;
        while (count > 0 && chunks[count - 1] instanceof Chunk.Zeros) {
            count--;
        }
        return count == chunks.length ? chunks : Arrays.copyOf(chunks, count);
    }

    /// All bytes in one array: of files that are known to be short enough.
    public byte[] bytes() {
        byte[] all = new byte[Math.toIntExact(size)];
        read(0, all, 0, all.length);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && size == content.size && sameBytes(content);
    }

    private boolean sameBytes(Content other) {
        for (int i = 0; i < Math.max(chunks.length, other.chunks.length); i++) {
            if (!Arrays.equals(chunkBytes(i), other.chunkBytes(i))) {
                return false;
            }
        }
        return true;
    }

    private byte[] chunkBytes(int index) {
        return index < chunks.length ? chunks[index].bytes() : new byte[chunkLength(size, index)];
    }

    @Override
    public int hashCode() {
        return Long.hashCode(size);
    }

    @Override
    public String toString() {
        return "Content[" + size + " bytes]";
    }
}
