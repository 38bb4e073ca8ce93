package brume.cloud.guest.fs;

import brume.cloud.sandbox.Blobs;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A piece of a file, immutable. Whether two are the same recorded piece is told by identity.
sealed interface Chunk {

    int length();

    /// The bytes, which the caller leaves as they are.
    ///
    /// @throws UncheckedIOException the blob store cannot read them
    byte[] bytes();

    /// The chunk with these bytes in place, all of them inside.
    default Chunk with(int position, byte[] from, int offset, int count) {
        byte[] next = count == length() ? new byte[count] : bytes().clone();
        System.arraycopy(from, offset, next, position, count);
        return new Held(next);
    }

    /// Cut, or made longer with zeros.
    default Chunk resized(int length) {
        return length == length() ? this : new Held(Arrays.copyOf(bytes(), length));
    }

    /// Bytes in memory.
    final class Held implements Chunk {
        private final byte[] bytes;

        Held(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int length() {
            return bytes.length;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }
    }

    /// Nothing but zeros, which need no place: what `fallocate`, `truncate` and `dd if=/dev/zero` leave.
    record Zeros(int length) implements Chunk {

        @Override
        public byte[] bytes() {
            return new byte[length];
        }

        @Override
        public Chunk with(int position, byte[] from, int offset, int count) {
            for (int i = 0; i < count; i++) {
                if (from[offset + i] != 0) {
                    return Chunk.super.with(position, from, offset, count);
                }
            }
            return this;
        }

        @Override
        public Chunk resized(int length) {
            return new Zeros(length);
        }
    }

    /// Bytes in the blob store. Those read last stay in memory as long as there is room.
    final class Kept implements Chunk {
        private final Blobs blobs;
        private final String sha256;
        private final long offset;
        private final int length;
        private volatile SoftReference<byte @Nullable []> read = new SoftReference<>(null);

        /// @param offset where in the blob the chunk begins
        Kept(Blobs blobs, String sha256, long offset, int length) {
            this.blobs = blobs;
            this.sha256 = sha256;
            this.offset = offset;
            this.length = length;
        }

        String sha256() {
            return sha256;
        }

        long offset() {
            return offset;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public byte[] bytes() {
            byte[] known = read.get();
            if (known != null) {
                return known;
            }
            try (InputStream in = blobs.open(sha256, offset).orElseThrow(() -> new FileNotFoundException(sha256))) {
                byte[] bytes = in.readNBytes(length);
                if (bytes.length < length) {
                    throw new IOException("The blob " + sha256 + " is too short");
                }
                read = new SoftReference<>(bytes);
                return bytes;
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
