package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Private keys as the real OpenSSH and OpenSSL read them.
class KeyFilesIT {

    @TempDir
    private Path folder;

    private final TestWorld world = new TestWorld();

    private KeyPairs.Created saved(KeyType type) throws IOException {
        KeyPairs.Created key = world.paris.keyPairs().create(STUDENT, "key", type, KeyFormat.PEM, Map.of());
        Files.writeString(file(), key.material() + "\n");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        return key;
    }

    private Path file() {
        return folder.resolve("key.pem");
    }

    private String run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", command.replace("KEY", file().toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void openSshReadsBothKinds() throws Exception {
        for (KeyType type : KeyType.values()) {
            KeyPairs.Created key = saved(type);
            assertThat(run("ssh-keygen -y -f KEY")).startsWith(key.keyPair().publicKey());
            world.paris.keyPairs().delete(STUDENT, java.util.Optional.of("key"), java.util.Optional.empty());
        }
    }

    @Test
    void openSslFindsTheProvidersFingerprintOfAnRsaKey() throws Exception {
        KeyPairs.Created key = saved(KeyType.RSA);
        assertThat(run("openssl pkcs8 -in KEY -inform PEM -outform DER -topk8 -nocrypt | openssl sha1 -c"))
                .endsWith(key.keyPair().fingerprint());
    }
}
