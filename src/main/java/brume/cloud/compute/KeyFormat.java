package brume.cloud.compute;

/// How a private key is written: for OpenSSH, or for PuTTY.
public enum KeyFormat {
    PEM,
    PPK
}
