package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Problem;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPairsTest {

    /// Made by `ssh-keygen -t rsa -b 2048`; the fingerprint by
    /// `ssh-keygen -e -m PKCS8 | openssl pkey -pubin -outform DER | openssl md5 -c`.
    private static final String RSA =
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDCHFVlooepzbR2j8nnREJRJZByRyQ9ZBPTbRagCDPpKmaCQxb0Wu"
                    + "v4qhHs33MeT07U7i1HWcDLra/WT1iYreZqGHXRVjl/G5wCKw5S0oCYXiAr6e9v8lTH8zY9Wq//7KXNEtmHTyV6mZQC"
                    + "+IoIKE/QstIkSIZZHLtwDfnJg+2/DJ6dh7ZCpLAt0tdd70ECbODnwksohr5CgjfxwcVVSD4HisSyHpuS69qNAtJ8HH"
                    + "npCyDjiKQsbbbU45RnbM8VIkJde7W/cHMIQna6fZguHN7LyrbaiQglPNBXt6pmq3CDSH++Q0jsmwOBl+QZUkJkQr1k"
                    + "qwyjC2yBMqrgWmisvWbH";
    private static final String RSA_MD5 = "85:f9:50:01:c2:f8:ae:d8:29:15:c8:c3:43:cc:4b:45";
    /// Made by `ssh-keygen -t ed25519`; the fingerprint by `ssh-keygen -l`.
    private static final String ED25519 =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICpdJMD+2vqn1sojtrj4Wc9Rk29z1vjM1KTS3r5FiuAr";
    private static final String ED25519_SHA256 = "HuegOMRuVvAeJSgSg4ArGZlDYrNfX92dRxPGH0A/RZ8=";

    private final TestWorld world = new TestWorld();
    private final KeyPairs keys = world.paris.keyPairs();

    private KeyPairs.Created create(String name, KeyType type, KeyFormat format) {
        return keys.create(STUDENT, name, type, format, Map.of());
    }

    private KeyPair imported(String name, String line) {
        return keys.importKey(STUDENT, name, line.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @Test
    void writesRsaKeysAsPkcs1AndEd25519KeysAsOpenSsh() {
        assertThat(create("a", KeyType.RSA, KeyFormat.PEM).material())
                .startsWith("-----BEGIN RSA PRIVATE KEY-----\nMII")
                .endsWith("-----END RSA PRIVATE KEY-----");
        assertThat(create("b", KeyType.ED25519, KeyFormat.PEM).material())
                .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA");
        assertThat(create("c", KeyType.ED25519, KeyFormat.PPK).material())
                .startsWith("PuTTY-User-Key-File-2: ssh-ed25519\r\n")
                .contains("Private-MAC: ");
    }

    @Test
    void showsFingerprintsAsTheProviderComputesThem() {
        assertThat(create("a", KeyType.RSA, KeyFormat.PEM).keyPair().fingerprint())
                .matches("([0-9a-f]{2}:){19}[0-9a-f]{2}");
        assertThat(imported("b", RSA).fingerprint()).isEqualTo(RSA_MD5);
        assertThat(imported("c", ED25519).fingerprint()).isEqualTo(ED25519_SHA256);
    }

    @Test
    void takesTheRsaKeyThatSshKeygenMakesWhenNobodySaysHowLong() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        byte[] der = generator.generateKeyPair().getPublic().getEncoded();

        assertThat(keys.importKey(STUDENT, "mine", der, Map.of()).publicKey()).startsWith("ssh-rsa AAAAB3");
    }

    @Test
    void neverStoresAPrivateKey() {
        String material = create("a", KeyType.RSA, KeyFormat.PEM).material();
        String secret = material.lines().skip(5).findFirst().orElseThrow();
        List<Entry> entries = new ArrayList<>();
        world.cloud.sandbox().history(0, entries::add);
        assertThat(entries.toString()).contains("CreateKeyPair").doesNotContain(secret);
    }

    @Test
    void readsAPublicKeyBackFromItsOwnLine() {
        KeyPair created = create("a", KeyType.ED25519, KeyFormat.PEM).keyPair();
        assertThat(imported("b", created.publicKey() + " lea@laptop").fingerprint())
                .isEqualTo(created.fingerprint());
    }

    @Test
    void refusesWhatIsNoPublicKey() {
        for (String text :
                List.of("", "hello", "ssh-rsa AAAA", "ssh-ed25519 " + RSA.split(" ")[1], "ssh-dss AAAAB3NzaC1kc3M=")) {
            assertThat(world.code(() -> imported("a", text))).as(text).isEqualTo("InvalidKey.Format");
        }
    }

    @Test
    void namesAreUniqueWithinTheRegion() {
        create("a", KeyType.ED25519, KeyFormat.PEM);
        assertThat(world.refused(() -> create("a", KeyType.ED25519, KeyFormat.PEM)))
                .isEqualTo(new Problem.AlreadyExists(KeyPair.KIND, "a"));
        world.cloud.aws("eu-west-1").keyPairs().create(STUDENT, "a", KeyType.ED25519, KeyFormat.PEM, Map.of());
    }

    @Test
    void deletingTwiceIsNoError() {
        String id = create("a", KeyType.ED25519, KeyFormat.PEM).keyPair().id();
        assertThat(keys.delete(STUDENT, Optional.of("a"), Optional.empty())).isPresent();
        assertThat(keys.delete(STUDENT, Optional.of("a"), Optional.empty())).isEmpty();
        assertThat(keys.delete(STUDENT, Optional.empty(), Optional.of(id))).isEmpty();
        assertThat(world.refused(() -> keys.describe(List.of("a"), List.of())))
                .isEqualTo(new Problem.NotFound(KeyPair.KIND, "a"));
    }

    @Test
    void aDryRunMakesNoKey() {
        assertThat(world.refused(
                        () -> keys.create(STUDENT.dryRun(true), "a", KeyType.ED25519, KeyFormat.PEM, Map.of())))
                .isEqualTo(new Problem.DryRun());
    }
}
