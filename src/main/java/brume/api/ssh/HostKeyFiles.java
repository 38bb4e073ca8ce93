package brume.api.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.keyprovider.KeyPairProvider;

/// The jump server's own host keys, kept in files so that a restart does not look like a man in the middle:
/// `ssh_host_ed25519_key` and `ssh_host_rsa_key` in one folder, readable by the owner only.
final class HostKeyFiles {

    private static final Map<String, Integer> TYPES =
            Map.of(KeyPairProvider.SSH_ED25519, 256, KeyPairProvider.SSH_RSA, 3072);

    private HostKeyFiles() {}

    static KeyPairProvider in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        return KeyPairProvider.wrap(List.of(
                loaded(folder.resolve("ssh_host_ed25519_key"), KeyPairProvider.SSH_ED25519),
                loaded(folder.resolve("ssh_host_rsa_key"), KeyPairProvider.SSH_RSA)));
    }

    private static KeyPair loaded(Path file, String type) throws IOException {
        try {
            if (!Files.exists(file)) {
                write(file, HostKey.generate(type, TYPES.getOrDefault(type, 0), new SecureRandom()));
            }
            return HostKey.read(file.getFileName().toString(), Files.readString(file));
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    "The host key " + file + " cannot be used; remove it to have a new one made", unusable);
        }
    }

    private static void write(Path file, KeyPair key) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        HostKey.write(key, "brume-jump", text);
        Path draft = Files.createTempFile(
                file.toAbsolutePath().getParent(),
                ".host-key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, text.toByteArray());
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
