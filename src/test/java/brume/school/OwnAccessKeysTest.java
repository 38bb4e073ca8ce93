package brume.school;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKeys.Listed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnAccessKeysTest {

    private static final TenantId LYON = TenantId.parse("lyon");
    private static final SandboxId MINE = new SandboxId("sb-aaaaaaaaaaaa");
    private static final SandboxId OTHERS = new SandboxId("sb-bbbbbbbbbbbb");

    private final MemorySandboxes stored = new MemorySandboxes();
    private final List<String> notes = new ArrayList<>();
    private final OwnAccessKeys keys = new OwnAccessKeys(
            stored, LYON, MINE, "alice", new Random(7), (action, key) -> notes.add(action.key() + " " + key));
    private final AccessKey first = AccessKey.create(MINE, "alice", new Random(1));
    private final AccessKey others = AccessKey.create(OTHERS, "bob", new Random(2));

    @BeforeEach
    void open() {
        stored.add(owner(MINE, "111111111111"));
        stored.add(owner(OTHERS, "222222222222"));
        stored.add(first);
        stored.add(others);
    }

    private static SandboxOwner owner(SandboxId sandbox, String account) {
        return new SandboxOwner(
                sandbox,
                LYON,
                PersonId.parse("p-alice"),
                account,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aSecondKeyStandsBesideTheFirstAndThereIsNoThird() {
        AccessKey second = keys.create().orElseThrow();
        assertThat(second.principal()).isEqualTo("alice");
        assertThat(second.active()).isTrue();
        assertThat(keys.create()).isEmpty();
        keys.deactivate(first.accessKeyId());
        assertThat(keys.create()).as("an inactive key counts too").isEmpty();
        keys.remove(first.accessKeyId());
        assertThat(keys.create()).isPresent();
    }

    @Test
    void aSecretIsShownWhenItsKeyIsMadeOrOnceAfterwards() {
        assertThat(keys.reveal(first.accessKeyId())).contains(first);
        assertThat(keys.reveal(first.accessKeyId())).isEmpty();
        assertThat(keys.reveal(keys.create().orElseThrow().accessKeyId())).isEmpty();
        assertThat(keys.all()).extracting(Listed::shown).containsOnly(true);
    }

    @Test
    void whatIsInactiveIsMadeActiveAgain() {
        keys.deactivate(first.accessKeyId());
        assertThat(stored.find(first.accessKeyId())).contains(first.deactivated());
        keys.activate(first.accessKeyId());
        assertThat(stored.find(first.accessKeyId())).contains(first);
    }

    @Test
    void theKeysOfAnotherSandboxOfTheSameSchoolAreOutOfReach() {
        assertThat(keys.reveal(others.accessKeyId())).isEmpty();
        keys.deactivate(others.accessKeyId());
        keys.remove(others.accessKeyId());
        assertThat(stored.find(others.accessKeyId())).contains(others);
        assertThat(notes).isEmpty();
    }

    @Test
    void whatIsDoneToAKeyIsNotedByItsIdAlone() {
        String id = first.accessKeyId();
        keys.reveal(id);
        keys.reveal(id);
        keys.deactivate(id);
        keys.activate(id);
        keys.remove(id);
        keys.remove(id);
        String made = keys.create().orElseThrow().accessKeyId();
        assertThat(notes)
                .containsExactly(
                        "access-key-shown " + id,
                        "access-key-deactivated " + id,
                        "access-key-activated " + id,
                        "access-key-deleted " + id,
                        "access-key-created " + made);
    }
}
