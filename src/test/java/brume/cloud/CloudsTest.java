package brume.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.SandboxId;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CloudsTest {

    private final Clouds clouds = new Clouds(
            new MemoryJournal(),
            new MemoryBlobs(),
            CloudKinds.KINDS,
            () -> Instant.parse("2026-11-23T08:00:00Z"),
            new SecureRandom(),
            task -> {},
            duration -> {});

    private static SandboxId id(int number) {
        String letters =
                Integer.toString(number + 1_000_000, 7).replace('0', 'h').replace('1', 'i');
        return new SandboxId("sb-" + letters.replaceAll("[^a-z2-7]", "z") + "a".repeat(12 - letters.length()));
    }

    @Test
    void aCloudIsOneObjectWhileSomebodyHoldsIt() {
        Cloud first = clouds.create(id(0), "000000000001");
        for (int i = 1; i <= Clouds.KEPT + 8; i++) {
            clouds.create(id(i), "000000000002");
        }
        assertThat(clouds.open(id(0))).isSameAs(first);
    }

    @Test
    void aCloudThatSomebodyWatchesStays() {
        clouds.onOpen(cloud -> cloud.sandbox().subscribe(entry -> {}));
        Cloud followed = clouds.create(id(0), "000000000001");
        assertThat(followed.isBusy()).isFalse();
        Runnable end = followed.sandbox().subscribe(entry -> {});
        assertThat(followed.isBusy()).isTrue();
        end.run();
        assertThat(followed.isBusy()).isFalse();
    }

    @Test
    void anotherOneReadFromTheJournalIsEqual() {
        Cloud first = clouds.create(id(0), "000000000001");
        assertThat(clouds.open(id(0)).sandbox().state())
                .isEqualTo(first.sandbox().state());
        assertThat(clouds.open(id(0)).account()).isEqualTo("000000000001");
    }

    @Test
    void refusesToOpenWhatWasNeverMadeAndToMakeWhatIsThere() {
        TestWorld world = new TestWorld();
        assertThat(world.refused(() -> world.clouds.open(id(3)))).isInstanceOf(Problem.NotFound.class);
        assertThat(world.refused(() -> world.clouds.create(world.cloud.sandbox().id(), "123456789012")))
                .isInstanceOf(Problem.AlreadyExists.class);
        assertThat(world.refused(() -> world.clouds.create(id(3), "12"))).isInstanceOf(Problem.InvalidValue.class);
    }
}
