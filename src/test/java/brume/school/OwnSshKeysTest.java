package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.school.OwnSshKeys.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSshKeysTest {

    private static final String BLOB = "AAAAC3NzaC1lZDI1NTE5AAAAIFzTgnV7MUkp1aOnV1xnUFDVeQ8mZBvGpcTdNkpS5QcO";

    private final List<SshKey> stored = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final OwnSshKeys keys = new OwnSshKeys(
            new SshKeys() {
                @Override
                public List<SshKey> of(TenantId within, PersonId person) {
                    return List.copyOf(stored);
                }

                @Override
                public void add(SshKey key) {
                    stored.add(key);
                }

                @Override
                public void remove(TenantId within, PersonId person, SshKeyId id) {
                    stored.removeIf(key -> key.id().equals(id));
                }
            },
            TenantId.parse("lyon"),
            PersonId.parse("p-alice"),
            new Random(7),
            (action, key) -> notes.add(action.key() + " " + key));

    @Test
    void keepsTheKeyWithoutItsCommentWhichBecomesTheName() {
        SshKey key = keys.add("ssh-ed25519 " + BLOB + " alice@laptop at home\n");
        assertThat(key.publicKey()).isEqualTo("ssh-ed25519 " + BLOB);
        assertThat(key.name()).isEqualTo("alice@laptop at home");
        assertThat(keys.all()).containsExactly(key);
        keys.remove(key.id());
        keys.remove(key.id());
        assertThat(keys.all()).isEmpty();
        assertThat(notes).containsExactly("ssh-key-added alice@laptop at home", "ssh-key-deleted alice@laptop at home");
    }

    @Test
    void namesAKeyWithoutCommentByItsType() {
        assertThat(keys.add("ssh-ed25519 " + BLOB).name()).isEqualTo("ssh-ed25519");
    }

    @Test
    void refusesTheSameKeyTwice() {
        keys.add("ssh-ed25519 " + BLOB + " one");
        assertThat(why("ssh-ed25519  " + BLOB + " two")).isEqualTo(Why.REGISTERED_ALREADY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 not-base64!",
                "ssh-rsa " + BLOB,
                "ssh-dss " + BLOB,
                "-----BEGIN OPENSSH PRIVATE KEY----- b3BlbnNzaC1rZXk",
                "command=\"sh\" ssh-ed25519 " + BLOB
            })
    void refusesWhatIsNoPublicKey(String text) {
        assertThat(why(text)).isEqualTo(Why.NOT_A_PUBLIC_KEY);
        assertThat(stored).isEmpty();
    }

    @Test
    void refusesOneTooMany() {
        for (int i = 0; i < OwnSshKeys.MOST; i++) {
            keys.add("ssh-ed25519 " + BLOB.substring(0, BLOB.length() - 1) + (char) ('A' + i));
        }
        assertThat(why("ssh-ed25519 " + BLOB.substring(0, BLOB.length() - 1) + "z"))
                .isEqualTo(Why.TOO_MANY);
    }

    private Why why(String text) {
        return catchThrowableOfType(OwnSshKeys.Refused.class, () -> keys.add(text))
                .why();
    }
}
