package brume.cloud.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Bytes too many for the journal: a record keeps their SHA-256 and their length, and they lie here, each once and
/// unchangeable. Memory stays the same whatever the size.
public interface Blobs {

    /// @param sha256 64 lower-case hexadecimal digits, by which the bytes are found again
    record Blob(String sha256, long lengthInBytes) {}

    /// Keeps all bytes up to the stream's end, and returns when they would survive the end of the process.
    Blob put(InputStream bytes) throws IOException;

    /// The bytes from an offset on, if the blob is there.
    Optional<InputStream> open(String sha256, long offset) throws IOException;
}
