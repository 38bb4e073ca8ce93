package brume.store;

import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.Sandbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Random histories from a seed: the same seed, the same history.
final class History {

    record Box(String id, String owner, Optional<String> note, List<String> names, Map<String, String> tags)
            implements Resource {
        static final Index<Box> BY_OWNER = Index.of("owner", Box::owner);
        static final Kind<Box> KIND = Kind.of(Box.class, BY_OWNER);
    }

    static final Kinds KINDS = new Kinds(List.of(Box.KIND));

    private final Random random;

    private History(long seed) {
        random = new Random(seed);
    }

    static History of(long seed) {
        return new History(seed);
    }

    Box box() {
        return new Box(
                "b-" + random.nextInt(40),
                "owner" + random.nextInt(5),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
                random.ints(random.nextInt(3), 0, 9).mapToObj(Integer::toString).toList(),
                random.nextBoolean() ? Map.of("Name", text()) : Map.of());
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        String letters = "aé\"\\\n\t€\uD83C\uDF2B<&' ";
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(
                    letters.codePoints().toArray()[random.nextInt(letters.codePointCount(0, letters.length()))]);
        }
        return text.toString();
    }

    private Change change() {
        return random.nextInt(4) == 0 ? new Change.Removed("Box", "b-" + random.nextInt(40)) : new Change.Put(box());
    }

    List<Entry> entries(int count) {
        List<Entry> entries = new ArrayList<>();
        for (int position = 1; position <= count; position++) {
            entries.add(new Entry(
                    position,
                    Instant.ofEpochSecond(1_700_000_000L + position, random.nextInt(1_000_000) * 1000L),
                    "student",
                    "PutBox",
                    Map.of("Why", text()),
                    List.of(change(), change())));
        }
        return entries;
    }

    Entry big(int characters) {
        String note = text() + "€\uD83C\uDF2B".repeat(characters / 3);
        Box box = new Box("b-big", "owner", Optional.of(note), List.of(), Map.of());
        return new Entry(1, Instant.EPOCH, "student", "PutBox", Map.of(), List.of(new Change.Put(box)));
    }

    /// Writes one random operation through a sandbox.
    void writeTo(Sandbox sandbox) {
        List<Change> changes = List.of(change(), change());
        sandbox.write(Caller.of("student"), "PutBox", Map.of("Why", text()), transaction -> {
            changes.forEach(transaction::apply);
            return changes;
        });
    }
}
