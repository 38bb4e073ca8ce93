package brume.cloud.compute;

/// The algorithms of key pairs.
public enum KeyType {
    RSA,
    ED25519;

    /// The provider's word, `rsa`.
    public String word() {
        return this == RSA ? "rsa" : "ed25519";
    }
}
