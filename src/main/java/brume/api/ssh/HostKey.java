package brume.api.ssh;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Iterator;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.util.security.SecurityUtils;

/// Making, writing and reading a host key in OpenSSH's own file format.
final class HostKey {

    private HostKey() {}

    static KeyPair generate(String type, int bits, SecureRandom random) throws GeneralSecurityException {
        return switch (type) {
            case "ssh-ed25519" -> {
                // The library writes and signs only with keys of this provider, not with the JDK's.
                var generator = new net.i2p.crypto.eddsa.KeyPairGenerator();
                generator.initialize(256, random);
                yield generator.generateKeyPair();
            }
            case "ecdsa-sha2-nistp256" -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"), random);
                yield generator.generateKeyPair();
            }
            case "ssh-rsa" -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(bits, random);
                yield generator.generateKeyPair();
            }
            default -> throw new GeneralSecurityException("Not a host key type: " + type);
        };
    }

    static void write(KeyPair key, String comment, OutputStream to) throws IOException, GeneralSecurityException {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, comment, null, to);
    }

    static KeyPair read(String name, String text) throws IOException, GeneralSecurityException {
        Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                null,
                NamedResource.ofName(name),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                FilePasswordProvider.EMPTY);
        Iterator<KeyPair> found = keys == null ? java.util.Collections.emptyIterator() : keys.iterator();
        if (!found.hasNext()) {
            throw new GeneralSecurityException("No key in " + name);
        }
        return found.next();
    }
}
