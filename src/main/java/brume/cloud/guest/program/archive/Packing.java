package brume.cloud.guest.program.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/// A way to press bytes, known by its first bytes and by the end of a file's name.
enum Packing {
    GZIP("gzip", ".gz", ".tgz", 0x1f, 0x8b),
    BZIP2("bzip2", ".bz2", ".tbz2", 'B', 'Z', 'h'),
    XZ("xz", ".xz", ".txz", 0xfd, '7', 'z', 'X', 'Z', 0);

    private static final int XZ_MEMORY_KIB = 64 * 1024;

    final String program;
    final String suffix;
    final String tarSuffix;
    private final int[] magic;

    Packing(String program, String suffix, String tarSuffix, int... magic) {
        this.program = program;
        this.suffix = suffix;
        this.tarSuffix = tarSuffix;
        this.magic = magic;
    }

    boolean begins(byte[] bytes) {
        if (bytes.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((bytes[i] & 255) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /// True where the input begins as one of these does; nothing is taken from it.
    boolean begins(BufferedInputStream in) throws IOException {
        in.mark(16);
        byte[] head = in.readNBytes(magic.length);
        in.reset();
        return begins(head);
    }

    /// @param level 1 (fast) to 9
    OutputStream press(OutputStream out, int level) throws IOException {
        return switch (this) {
            case GZIP ->
                new GZIPOutputStream(out) {
                    {
                        def.setLevel(level);
                    }
                };
            case BZIP2 -> new BZip2CompressorOutputStream(out, level);
            case XZ -> new XZOutputStream(out, new LZMA2Options(Math.min(level, 3)));
        };
    }

    InputStream unpress(InputStream in) throws IOException {
        return switch (this) {
            case GZIP -> new GZIPInputStream(in);
            case BZIP2 -> new BZip2CompressorInputStream(in, true);
            case XZ -> new XZInputStream(in, XZ_MEMORY_KIB);
        };
    }
}
