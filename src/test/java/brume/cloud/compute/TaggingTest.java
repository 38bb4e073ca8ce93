package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.TestWorld;
import brume.cloud.sandbox.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaggingTest {

    private final TestWorld world = new TestWorld();
    private final Tagging tags = world.paris.tags();
    private final String vpc = world.paris.vpcs().describe(List.of()).getFirst().id();
    private final String instance = world.running().id();

    @Test
    void setsTagsOnSeveralResourcesAndReplacesValues() {
        tags.create(STUDENT, List.of(vpc, instance), Map.of("Name", "lab"));
        tags.create(STUDENT, List.of(instance), Map.of("Name", "web"));
        assertThat(tags.of(vpc)).containsEntry("Name", "lab");
        assertThat(tags.of(instance)).containsEntry("Name", "web");
        assertThat(tags.describe()).extracting("resourceType").containsExactly("instance", "vpc");
    }

    @Test
    void removesByKeyByKeyAndValueOrAll() {
        tags.create(STUDENT, List.of(vpc), Map.of("a", "1", "b", "2", "c", "3"));
        tags.delete(STUDENT, List.of(vpc), Map.of("a", Optional.empty()));
        tags.delete(STUDENT, List.of(vpc), Map.of("b", Optional.of("other")));
        assertThat(tags.of(vpc)).containsOnlyKeys("b", "c");
        tags.delete(STUDENT, List.of(vpc), Map.of());
        assertThat(tags.of(vpc)).isEmpty();
    }

    @Test
    void holdsFiftyTags() {
        Map<String, String> fifty = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            fifty.put("k" + i, "");
        }
        tags.create(STUDENT, List.of(vpc), fifty);
        assertThat(world.code(() -> tags.create(STUDENT, List.of(vpc), Map.of("one", "more"))))
                .isEqualTo("TagLimitExceeded");
    }

    @Test
    void refusesKeysAndValuesThatAreReservedOrTooLong() {
        for (Map<String, String> bad : List.of(
                Map.of("aws:x", "1"),
                Map.of("AWS:x", "1"),
                Map.of("k".repeat(129), "1"),
                Map.of("k", "v".repeat(257)),
                Map.of("", "1"))) {
            assertThat(world.refused(() -> tags.create(STUDENT, List.of(vpc), bad)))
                    .isInstanceOf(Problem.InvalidValue.class);
        }
    }

    @Test
    void refusesResourcesThatDoNotExistHere() {
        Tagging ireland = world.cloud.aws("eu-west-1").tags();
        assertThat(world.refused(() -> ireland.create(STUDENT, List.of(vpc), Map.of("a", "b"))))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(world.code(() -> tags.create(STUDENT, List.of("nonsense"), Map.of("a", "b"))))
                .isEqualTo("InvalidID");
    }

    @Test
    void tagsGoWithTheirResource() {
        String key = world.paris
                .keyPairs()
                .create(STUDENT, "k", KeyType.ED25519, KeyFormat.PEM, Map.of("a", "b"))
                .keyPair()
                .id();
        assertThat(tags.of(key)).containsEntry("a", "b");
        world.paris.keyPairs().delete(STUDENT, Optional.of("k"), Optional.empty());
        assertThat(tags.of(key)).isEmpty();
    }
}
