package brume.cloud.compute;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A fresh key pair and its private half as files write it: PKCS#1 PEM for RSA, OpenSSH's own format for ed25519, and
/// PuTTY's for both.
record PrivateKeyText(PublicKeyText publicKey, PrivateKey key) {

    private static final int RSA_BITS = 2048;
    private static final int OPENSSH_BLOCK_BYTES = 8;

    static PrivateKeyText generate(KeyType type, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type == KeyType.RSA ? "RSA" : "Ed25519");
            generator.initialize(type == KeyType.RSA ? RSA_BITS : 255, random);
            java.security.KeyPair pair = generator.generateKeyPair();
            return new PrivateKeyText(PublicKeyText.of(pair.getPublic()), pair.getPrivate());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// As the provider shows the fingerprint of a key that it made.
    String fingerprint() {
        return publicKey.type() == KeyType.RSA
                ? Digests.colons(Digests.of("SHA-1", key.getEncoded()))
                : publicKey.importedFingerprint();
    }

    /// The file that the caller gets.
    ///
    /// @param comment the key pair's name
    /// @param checkNumber OpenSSH repeats an arbitrary number in the file
    String written(KeyFormat format, String comment, int checkNumber) {
        return switch (format) {
            case PEM -> publicKey.type() == KeyType.RSA ? pkcs1() : openSsh(comment, checkNumber);
            case PPK -> putty(comment);
        };
    }

    private String pkcs1() {
        RSAPrivateCrtKey rsa = (RSAPrivateCrtKey) key;
        byte[] der = SshWire.derSequence(List.of(
                BigInteger.ZERO,
                rsa.getModulus(),
                rsa.getPublicExponent(),
                rsa.getPrivateExponent(),
                rsa.getPrimeP(),
                rsa.getPrimeQ(),
                rsa.getPrimeExponentP(),
                rsa.getPrimeExponentQ(),
                rsa.getCrtCoefficient()));
        return "-----BEGIN RSA PRIVATE KEY-----\n" + folded(der, 64) + "\n-----END RSA PRIVATE KEY-----";
    }

    private String openSsh(String comment, int checkNumber) {
        byte[] seed = ((EdECPrivateKey) key).getBytes().orElseThrow();
        byte[] point = point();
        SshWire secret = new SshWire()
                .uint32(checkNumber)
                .uint32(checkNumber)
                .string("ssh-ed25519")
                .string(point)
                .string(joined(seed, point))
                .string(comment);
        for (byte pad = 1; secret.size() % OPENSSH_BLOCK_BYTES != 0; pad++) {
            secret.raw(new byte[] {pad});
        }
        byte[] file = new SshWire()
                .raw("openssh-key-v1\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .string("none")
                .string("none")
                .string("")
                .uint32(1)
                .string(publicKey.blob())
                .string(secret.toBytes())
                .toBytes();
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + folded(file, 70) + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    /// PuTTY's format, version 2: both halves, and an authentication code over all of it.
    private String putty(String comment) {
        String algorithm = publicKey.type() == KeyType.RSA ? "ssh-rsa" : "ssh-ed25519";
        byte[] secret = puttySecret();
        byte[] signed = new SshWire()
                .string(algorithm)
                .string("none")
                .string(comment)
                .string(publicKey.blob())
                .string(secret)
                .toBytes();
        String open = folded(publicKey.blob(), 64);
        String closed = folded(secret, 64);
        return "PuTTY-User-Key-File-2: " + algorithm + "\r\nEncryption: none\r\nComment: " + comment
                + "\r\nPublic-Lines: " + open.lines().count() + "\r\n" + open.replace("\n", "\r\n")
                + "\r\nPrivate-Lines: " + closed.lines().count() + "\r\n" + closed.replace("\n", "\r\n")
                + "\r\nPrivate-MAC: " + mac(signed) + "\r\n";
    }

    private byte[] puttySecret() {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return new SshWire()
                    .number(rsa.getPrivateExponent())
                    .number(rsa.getPrimeP())
                    .number(rsa.getPrimeQ())
                    .number(rsa.getCrtCoefficient())
                    .toBytes();
        }
        byte[] littleEndian = ((EdECPrivateKey) key).getBytes().orElseThrow();
        return new SshWire().string(littleEndian).toBytes();
    }

    private static String mac(byte[] signed) {
        try {
            byte[] macKey = Digests.of(
                    "SHA-1", "putty-private-key-file-mac-key".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(macKey, "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(signed));
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] point() {
        byte[] blob = publicKey.blob();
        return Arrays.copyOfRange(blob, blob.length - 32, blob.length);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String folded(byte[] bytes, int columns) {
        return Base64.getMimeEncoder(columns / 4 * 4, new byte[] {'\n'}).encodeToString(bytes);
    }

    /// Without the secret: this text may end up in a log.
    @Override
    public String toString() {
        return "PrivateKeyText[" + publicKey.type() + "]";
    }
}
