package brume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.network.Cidr;
import brume.cloud.network.Ipv4;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntryJsonTest {

    record Port(int number) implements Text {
        static Port parse(String text) {
            return new Port(Integer.parseInt(text));
        }

        @Override
        public String toString() {
            return Integer.toString(number);
        }
    }

    enum Colour {
        RED,
        GREEN
    }

    sealed interface Target {
        record Gateway(String id) implements Target {}

        record Local() implements Target {}
    }

    record Route(Cidr to, Target via) {}

    record Both(String fr, String en) {}

    record Thing(
            String id,
            Both both,
            boolean open,
            int count,
            long size,
            double price,
            Colour colour,
            Port port,
            Ipv4 address,
            Instant since,
            Duration grace,
            Optional<String> note,
            Optional<Ipv4> publicAddress,
            Optional<Route> route,
            List<Port> ports,
            List<Route> routes,
            Map<String, String> tags,
            Map<String, List<Integer>> lists)
            implements Resource {
        static final Kind<Thing> KIND = Kind.of(Thing.class);

        public boolean isRunning() {
            return open;
        }

        public String getName() {
            return "never stored";
        }
    }

    record Small(String id, boolean open, List<String> names, Map<String, String> tags, Optional<String> note, int most)
            implements Resource {
        static final Kind<Small> KIND = Kind.of(Small.class);
    }

    private final EntryJson json = new EntryJson(new Kinds(List.of(Thing.KIND, Small.KIND)));

    private static Thing full() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("Name", "web \"é\" \uD83C\uDF2B");
        tags.put("A", "");
        return new Thing(
                "t-1",
                new Both("brume", ""),
                true,
                7,
                1L << 60,
                0.0116,
                Colour.GREEN,
                new Port(443),
                Ipv4.parse("15.188.4.7"),
                Instant.parse("2026-11-23T01:02:03.123456789Z"),
                Duration.ofMillis(1500),
                Optional.of(""),
                Optional.of(Ipv4.parse("10.0.0.1")),
                Optional.of(new Route(Cidr.parse("10.0.0.0/16"), new Target.Local())),
                List.of(new Port(1), new Port(2)),
                List.of(new Route(Cidr.parse("0.0.0.0/0"), new Target.Gateway("igw-1"))),
                tags,
                Map.of("a", List.of(1, 2), "b", List.of()));
    }

    private static Thing empty() {
        return new Thing(
                "",
                new Both("", ""),
                false,
                0,
                0,
                0,
                Colour.RED,
                new Port(0),
                Ipv4.parse("0.0.0.0"),
                Instant.EPOCH,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of());
    }

    @Test
    void readsBackWhatItWrote() {
        List<Change> changes =
                List.of(new Change.Put(full()), new Change.Put(empty()), new Change.Removed("Small", "s-1"));
        assertThat(json.read(json.write(changes))).isEqualTo(changes);
    }

    @Test
    void keepsTheOrderOfAMap() {
        Change.Put put = (Change.Put)
                json.read(json.write(List.of(new Change.Put(full())))).getFirst();
        assertThat(((Thing) put.resource()).tags().keySet()).containsExactly("Name", "A");
    }

    @Test
    void storesComponentsAndNothingComputed() {
        assertThat(json.write(List.of(new Change.Put(full()))))
                .contains("\"port\":\"443\"", "\"since\":\"2026-11-23T01:02:03.123456789Z\"", "\"grace\":\"PT1.5S\"")
                .contains("{\"type\":\"Gateway\",\"id\":\"igw-1\"}")
                .doesNotContain("running", "never stored");
    }

    @Test
    void readsALineOlderThanSomeComponents() {
        assertThat(json.read("[{\"put\":\"Small\",\"value\":{\"id\":\"s-1\",\"forgotten\":[1,{}]}}]"))
                .containsExactly(new Change.Put(new Small("s-1", false, List.of(), Map.of(), Optional.empty(), 0)));
    }

    @Test
    void refusesALineWithoutWhatHasNoEmptyValue() {
        assertThatThrownBy(() -> json.read("[{\"put\":\"Thing\",\"value\":{\"id\":\"t-1\"}}]"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesALineThatIsNone() {
        assertThatThrownBy(() -> json.read("[{\"put\":\"Small\"")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> json.read("[{\"put\":\"Large\",\"value\":{}}]"))
                .hasMessageContaining("unknown kind of resource: Large");
    }
}
