package brume.cloud.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

    private static final SandboxId ID = new SandboxId("sb-aaaaaaaaaaaa");
    private static final Kinds KINDS = new Kinds(List.of(Lamp.KIND, VirtualClock.Wound.KIND));
    private static final Caller ALICE = Caller.of("alice");

    private final MemoryJournal journal = new MemoryJournal();
    private Instant real = Instant.parse("2026-11-23T08:00:00Z");
    private final VirtualClock clock = new VirtualClock(() -> real);
    private final Sandbox sandbox = open();

    private Sandbox open() {
        return new Sandbox(ID, KINDS, journal, clock);
    }

    private Lamp put(Sandbox in, Lamp lamp) {
        return in.write(ALICE, "PutLamp", Map.of("id", lamp.id()), tx -> tx.put(lamp));
    }

    @Test
    void anOperationLeavesOneEntry() {
        put(sandbox, new Lamp("a", "hall", 1));

        List<Entry> history = new ArrayList<>();
        sandbox.history(0, history::add);
        assertThat(history).singleElement().satisfies(entry -> {
            assertThat(entry.position()).isEqualTo(1);
            assertThat(entry.principal()).isEqualTo("alice");
            assertThat(entry.action()).isEqualTo("PutLamp");
            assertThat(entry.changes()).containsExactly(new Change.Put(new Lamp("a", "hall", 1)));
        });
    }

    @Test
    void aRefusedOperationLeavesNothing() {
        put(sandbox, new Lamp("a", "hall", 1));

        assertThatThrownBy(() -> sandbox.write(ALICE, "Break", Map.of(), tx -> {
                    tx.put(new Lamp("b", "hall", 1));
                    throw new Problem.NotFound(Lamp.KIND, "c").refused();
                }))
                .isInstanceOf(CloudException.class);

        assertThat(sandbox.position()).isEqualTo(1);
        assertThat(sandbox.state().find(Lamp.KIND, "b")).isEmpty();
    }

    @Test
    void aDryRunDecidesAndRefuses() {
        assertThatThrownBy(() ->
                        sandbox.write(ALICE.dryRun(true), "PutLamp", Map.of(), tx -> tx.put(new Lamp("a", "hall", 1))))
                .isInstanceOfSatisfying(
                        CloudException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(new Problem.DryRun()));
        assertThat(sandbox.position()).isZero();
    }

    @Test
    void anIndexFollowsItsResources() {
        put(sandbox, new Lamp("a", "hall", 1));
        put(sandbox, new Lamp("b", "hall", 1));
        put(sandbox, new Lamp("a", "attic", 1));

        assertThat(sandbox.state().by(Lamp.KIND, Lamp.BY_ROOM, "hall")).containsExactly(new Lamp("b", "hall", 1));
        assertThat(sandbox.state().by(Lamp.KIND, Lamp.BY_ROOM, "attic")).containsExactly(new Lamp("a", "attic", 1));
        sandbox.write(ALICE, "RemoveLamp", Map.of(), tx -> {
            tx.remove(new Lamp("b", "hall", 1));
            return true;
        });
        assertThat(sandbox.state().by(Lamp.KIND, Lamp.BY_ROOM, "hall")).isEmpty();
    }

    @Test
    void aReaderKeepsItsPicture() {
        put(sandbox, new Lamp("a", "hall", 1));
        State picture = sandbox.state();

        put(sandbox, new Lamp("a", "hall", 2));

        assertThat(picture.get(Lamp.KIND, "a").brightness()).isEqualTo(1);
    }

    @Test
    void timeIsWoundForwardAndNeverBack() {
        sandbox.write(ALICE, "Wind", Map.of(), tx -> {
            clock.advance(tx, Duration.ofDays(30));
            return true;
        });

        assertThat(sandbox.now()).isEqualTo(real.plus(Duration.ofDays(30)));
        assertThat(open().now()).isEqualTo(sandbox.now());
        assertThatThrownBy(() -> sandbox.write(ALICE, "Wind", Map.of(), tx -> {
                    clock.advance(tx, Duration.ofDays(-1));
                    return true;
                }))
                .isInstanceOf(CloudException.class);
    }

    @Test
    void entriesNeverGoBackInTime() {
        put(sandbox, new Lamp("a", "hall", 1));
        real = real.minusSeconds(60);

        put(sandbox, new Lamp("b", "hall", 1));

        List<Instant> times = new ArrayList<>();
        sandbox.history(0, entry -> times.add(entry.at()));
        assertThat(times).isSorted();
    }

    @Test
    void ofTwoWritersAtOnePositionOneDecidesAgain() {
        put(sandbox, new Lamp("a", "hall", 1));
        Sandbox other = open();
        put(sandbox, new Lamp("a", "hall", 5));

        other.write(
                ALICE,
                "Brighten",
                Map.of(),
                tx -> tx.put(tx.state().get(Lamp.KIND, "a").brighter()));

        assertThat(other.position()).isEqualTo(3);
        assertThat(other.state().get(Lamp.KIND, "a").brightness()).isEqualTo(6);
    }

    @Test
    void noIncrementIsLostBetweenManyWritersOfTwoNodes() throws Exception {
        put(sandbox, new Lamp("a", "hall", 0));
        List<Sandbox> nodes = List.of(sandbox, open());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                Sandbox node = nodes.get(i % 2);
                writers.add(threads.submit(() -> brightenUntilStored(node)));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        assertThat(open().state().get(Lamp.KIND, "a").brightness()).isEqualTo(40);
    }

    private static void brightenUntilStored(Sandbox node) {
        while (true) {
            try {
                node.write(
                        ALICE,
                        "Brighten",
                        Map.of(),
                        tx -> tx.put(tx.state().get(Lamp.KIND, "a").brighter()));
                return;
            } catch (Journal.PositionTaken busy) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aListenerHearsEveryStoredEntryInOrder() {
        List<Long> heard = new ArrayList<>();
        Runnable end = sandbox.subscribe(entry -> heard.add(entry.position()));
        put(sandbox, new Lamp("a", "hall", 1));
        put(sandbox, new Lamp("b", "hall", 1));
        end.run();
        put(sandbox, new Lamp("c", "hall", 1));

        assertThat(heard).containsExactly(1L, 2L);
    }

    @Test
    void theSameHistoryGivesTheSameIds() {
        String first = sandbox.write(ALICE, "Name", Map.of(), tx -> tx.newId("i-"));
        Sandbox again = new Sandbox(ID, KINDS, new MemoryJournal(), clock);
        assertThat(first).matches("i-[0-9a-f]{17}");
        String second = again.write(ALICE, "Name", Map.of(), tx -> tx.newId("i-"));
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void aReplayedHistoryGivesTheLiveState(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            Lamp lamp = new Lamp("l" + random.nextInt(40), "r" + random.nextInt(5), random.nextInt(100));
            sandbox.write(ALICE, "Any", Map.of(), tx -> {
                if (random.nextInt(3) == 0) {
                    tx.state().find(Lamp.KIND, lamp.id()).ifPresent(tx::remove);
                } else {
                    tx.put(lamp);
                }
                return true;
            });
        }
        State replayed = open().state();
        assertThat(replayed).isEqualTo(sandbox.state());
        for (int room = 0; room < 5; room++) {
            assertThat(List.copyOf(replayed.by(Lamp.KIND, Lamp.BY_ROOM, "r" + room)))
                    .isEqualTo(List.copyOf(sandbox.state().by(Lamp.KIND, Lamp.BY_ROOM, "r" + room)))
                    .allMatch(lamp -> replayed.find(Lamp.KIND, lamp.id()).isPresent());
        }
    }
}
