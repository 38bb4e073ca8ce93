package brume.portal.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import brume.cloud.CloudKinds;
import brume.cloud.compute.ConsoleText;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import brume.cloud.sandbox.VirtualClock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The journal in words. Outside of a page they are English.
class DeedTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final Sandbox sandbox = new Sandbox(
            SandboxId.parse("sb-aaaaaaaaaaaa"),
            CloudKinds.KINDS,
            new MemoryJournal(),
            new VirtualClock(InstantSource.fixed(NOW)));

    private void did(Caller who, String action, String... left) {
        sandbox.write(who, action, Map.of("region", "eu-west-3", "a", "b"), tx -> {
            for (String id : left) {
                tx.put(new ConsoleText(id, "text", NOW));
            }
            return true;
        });
    }

    @Test
    void saysWhatWasDoneByWhomAndWhatIsThereNow() {
        did(Caller.of("alice"), "CreateKeyPair", "key-1");
        did(Caller.PROVIDER, "RunInstances", "i-1", "i-2", "i-3", "i-4");
        assertThat(Deed.read(sandbox))
                .extracting(Deed::who, Deed::words, Deed::details, Deed::outcome)
                .containsExactly(
                        tuple(
                                "The provider",
                                "Instance launched",
                                "RunInstances a=b region=eu-west-3",
                                "Now there: i-1, i-2, i-3 and 1 more"),
                        tuple("alice", "Key pair created", "CreateKeyPair a=b region=eu-west-3", "Now there: key-1"));
    }

    @Test
    void whatHasNoWordsKeepsTheProvidersName() {
        did(Caller.of("alice"), "DoSomethingNew", "x");
        assertThat(Deed.read(sandbox)).extracting(Deed::words).containsExactly("DoSomethingNew");
    }

    @Test
    void whatOneMachineWritesInARowIsToldOnce() {
        did(Caller.of("i-1"), "guest:write", "i-1", "f-1");
        did(Caller.of("i-1"), "guest:write", "i-1");
        did(Caller.of("i-2"), "guest:write", "i-2");
        did(Caller.of("i-1"), "guest:write", "i-1");
        assertThat(Deed.read(sandbox))
                .extracting(Deed::who, Deed::words, Deed::outcome)
                .containsExactly(
                        tuple("i-1", "Work inside the machine", "1 file or setting changed"),
                        tuple("i-2", "Work inside the machine", "1 file or setting changed"),
                        tuple("i-1", "Work inside the machine (2 times)", "3 files or settings changed"));
    }
}
