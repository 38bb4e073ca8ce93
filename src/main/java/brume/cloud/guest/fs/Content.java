package brume.cloud.guest.fs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of a file: immutable, in chunks, so that changing one place of a large file copies one chunk.
public final class Content {

    public static final int CHUNK_BYTES = 16 * 1024;
    public static final Content EMPTY = new Content(new byte[0][], 0);

    private final byte[][] chunks;
    private final long size;

    private Content(byte[][] chunks, long size) {
        this.chunks = chunks;
        this.size = size;
    }

    public static Content of(byte[] bytes) {
        return EMPTY.write(0, bytes, 0, bytes.length);
    }

    public static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A content from chunks, all but the last [#CHUNK_BYTES] long.
    static Content ofChunks(byte[][] chunks) {
        long size = 0;
        for (byte[] chunk : chunks) {
            size += chunk.length;
        }
        return new Content(chunks, size);
    }

    public long size() {
        return size;
    }

    int chunkCount() {
        return chunks.length;
    }

    byte[] chunk(int index) {
        return chunks[index];
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
            byte[] chunk = chunks[(int) (at / CHUNK_BYTES)];
            int inside = (int) (at % CHUNK_BYTES);
            int part = Math.min(left - done, chunk.length - inside);
            System.arraycopy(chunk, inside, into, offset + done, part);
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
        byte[][] next = resized(newSize);
        int done = 0;
        while (done < count) {
            long at = position + done;
            int index = (int) (at / CHUNK_BYTES);
            int inside = (int) (at % CHUNK_BYTES);
            if (index < chunks.length && next[index] == chunks[index]) {
                next[index] = chunks[index].clone();
            }
            int part = Math.min(count - done, next[index].length - inside);
            System.arraycopy(bytes, offset + done, next[index], inside, part);
            done += part;
        }
        return new Content(next, newSize);
    }

    public Content truncate(long newSize) {
        return newSize == size ? this : new Content(resized(newSize), newSize);
    }

    private byte[][] resized(long newSize) {
        int count = (int) ((newSize + CHUNK_BYTES - 1) / CHUNK_BYTES);
        byte[][] next = Arrays.copyOf(chunks, count);
        for (int i = 0; i < count; i++) {
            int length = i < count - 1 ? CHUNK_BYTES : (int) (newSize - (long) (count - 1) * CHUNK_BYTES);
            if (i >= chunks.length) {
                next[i] = new byte[length];
            } else if (chunks[i].length != length) {
                next[i] = Arrays.copyOf(chunks[i], length);
            }
        }
        return next;
    }

    public byte[] bytes() {
        byte[] all = new byte[(int) size];
        read(0, all, 0, all.length);
        return all;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Content content && size == content.size && Arrays.deepEquals(chunks, content.chunks);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(chunks);
    }

    @Override
    public String toString() {
        return "Content[" + size + " bytes]";
    }
}
