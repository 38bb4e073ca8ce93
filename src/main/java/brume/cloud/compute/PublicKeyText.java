package brume.cloud.compute;

import brume.cloud.sandbox.Problem;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/// A public key as SSH writes it, read from any of the forms that the provider imports: an OpenSSH line, the SSH2 file
/// of RFC 4716, or PEM or DER of the key.
///
/// @param blob the key in SSH's wire form
record PublicKeyText(KeyType type, byte[] blob, PublicKey key) {

    private static final int MAX_BYTES = 16 * 1024;
    private static final int ED25519_BYTES = 32;
    /// The DER of an ed25519 public key is this and its 32 bytes.
    private static final byte[] ED25519_DER = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    static PublicKeyText of(PublicKey key) {
        return switch (key) {
            case RSAPublicKey rsa ->
                new PublicKeyText(
                        KeyType.RSA,
                        new SshWire()
                                .string("ssh-rsa")
                                .number(rsa.getPublicExponent())
                                .number(rsa.getModulus())
                                .toBytes(),
                        key);
            case EdECPublicKey ed -> {
                byte[] der = ed.getEncoded();
                byte[] point = Arrays.copyOfRange(der, der.length - ED25519_BYTES, der.length);
                yield new PublicKeyText(
                        KeyType.ED25519,
                        new SshWire().string("ssh-ed25519").string(point).toBytes(),
                        key);
            }
            default -> throw badFormat();
        };
    }

    /// @throws brume.cloud.sandbox.CloudException `InvalidKey.Format`
    static PublicKeyText parse(byte[] material) {
        if (material.length == 0 || material.length > MAX_BYTES) {
            throw badFormat();
        }
        try {
            String text = new String(material, StandardCharsets.ISO_8859_1).strip();
            if (text.startsWith("ssh-")) {
                String[] words = text.split("\\s+");
                return ofBlob(Base64.getDecoder().decode(words.length > 1 ? words[1] : ""), words[0]);
            }
            if (text.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
                return ofBlob(Base64.getDecoder().decode(ssh2Body(text)), "");
            }
            if (text.startsWith("-----BEGIN PUBLIC KEY-----")) {
                String body = text.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
                return ofDer(Base64.getDecoder().decode(body));
            }
            return text.startsWith("MII") || text.startsWith("MCow")
                    ? ofDer(Base64.getMimeDecoder().decode(text))
                    : ofDer(material);
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException unreadable) {
            throw badFormat();
        }
    }

    private static String ssh2Body(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("----") && !line.contains(":"))
                .map(String::strip)
                .collect(Collectors.joining());
    }

    private static PublicKeyText ofDer(byte[] der) throws GeneralSecurityException {
        boolean ed25519 = der.length == ED25519_DER.length + ED25519_BYTES
                && Arrays.equals(der, 0, ED25519_DER.length, ED25519_DER, 0, ED25519_DER.length);
        PublicKey key = KeyFactory.getInstance(ed25519 ? "Ed25519" : "RSA").generatePublic(new X509EncodedKeySpec(der));
        return checked(of(key));
    }

    private static PublicKeyText ofBlob(byte[] blob, String announced) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(blob);
        String type = new String(string(in), StandardCharsets.US_ASCII);
        if (!announced.isEmpty() && !announced.equals(type)) {
            throw badFormat();
        }
        switch (type) {
            case "ssh-rsa" -> {
                BigInteger exponent = new BigInteger(string(in));
                BigInteger modulus = new BigInteger(string(in));
                return checked(
                        of(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent))));
            }
            case "ssh-ed25519" -> {
                byte[] point = string(in);
                if (point.length != ED25519_BYTES) {
                    throw badFormat();
                }
                return ofDer(ByteBuffer.allocate(ED25519_DER.length + ED25519_BYTES)
                        .put(ED25519_DER)
                        .put(point)
                        .array());
            }
            default -> throw badFormat();
        }
    }

    private static PublicKeyText checked(PublicKeyText text) {
        if (text.key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            // the documentation names 1024, 2048 and 4096 bits, the provider takes others too: 3072 is what ssh-keygen
            // makes
            if (bits < 1024 || bits > 16_384) {
                throw badFormat();
            }
        }
        return text;
    }

    private static byte[] string(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("A string of " + length + " bytes");
        }
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    /// The OpenSSH line, without a comment.
    String line() {
        return (type == KeyType.RSA ? "ssh-rsa " : "ssh-ed25519 ")
                + Base64.getEncoder().encodeToString(blob);
    }

    /// As the provider shows the fingerprint of a key that somebody brought.
    String importedFingerprint() {
        return type == KeyType.RSA
                ? Digests.colons(Digests.of("MD5", key.getEncoded()))
                : Base64.getEncoder().encodeToString(Digests.of("SHA-256", blob));
    }

    private static RuntimeException badFormat() {
        return new Problem.Specific("InvalidKey.Format", "Key is not in valid OpenSSH public key format").refused();
    }
}
