package brume.cloud.compute;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import java.time.Instant;

/// The public half of a key pair; the private half is handed out once, at creation, and kept nowhere.
///
/// @param id `key-...`
/// @param name unique within the region
/// @param fingerprint as the provider computes it: SHA-1 of the private key for an RSA key that it made, MD5 of the
/// public key for an imported one, SHA-256 in base 64 for ed25519
/// @param publicKey an OpenSSH line without a comment: `ssh-ed25519 AAAA...`
public record KeyPair(
        String id, String region, String name, KeyType type, String fingerprint, String publicKey, Instant createdAt)
        implements Resource {

    public static final Index<KeyPair> BY_REGION = Index.of("region", KeyPair::region);
    public static final Index<KeyPair> BY_NAME = Index.of("name", key -> nameKey(key.region(), key.name()));
    public static final Kind<KeyPair> KIND = Kind.of(KeyPair.class, BY_REGION, BY_NAME);

    /// The key of [#BY_NAME].
    public static String nameKey(String region, String name) {
        return region + "/" + name;
    }
}
