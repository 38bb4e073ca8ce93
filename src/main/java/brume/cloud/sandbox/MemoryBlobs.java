package brume.cloud.sandbox;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Blobs that live as long as the process: for trying a lab, and for tests.
public final class MemoryBlobs implements Blobs {

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();

    @Override
    public Blob put(InputStream bytes) throws IOException {
        byte[] all = bytes.readAllBytes();
        String name = HexFormat.of().formatHex(sha256(all));
        kept.put(name, all);
        return new Blob(name, all.length);
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) {
        return Optional.ofNullable(kept.get(sha256))
                .map(all -> new ByteArrayInputStream(all, (int) offset, all.length - (int) offset));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
