package brume.cloud.sandbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One operation being decided: it sees the state with its own changes, and what it puts and removes becomes one
/// [Entry].
/// Ids, addresses and times are chosen here, so that they stand in the records.
public final class Transaction {

    private final Kinds kinds;
    private final Instant now;
    private final RandomGenerator random;
    private final List<Change> changes = new ArrayList<>();
    private State state;

    Transaction(Kinds kinds, State state, Instant now, long seed) {
        this.kinds = kinds;
        this.state = state;
        this.now = now;
        this.random = new SplittableRandom(seed);
    }

    /// What the sandbox holds, this transaction's own changes included.
    public State state() {
        return state;
    }

    /// The sandbox's virtual time; it does not move during a transaction.
    public Instant now() {
        return now;
    }

    /// Seeded by the sandbox and the position: the same history gives the same numbers.
    public RandomGenerator random() {
        return random;
    }

    /// A fresh id as the provider makes them: the prefix and 17 hexadecimal digits (`i-0f3a91c27be4d508a`).
    public String newId(String prefix) {
        HexFormat hex = HexFormat.of();
        return prefix + "0" + hex.toHexDigits(random.nextLong());
    }

    public <R extends Resource> R put(R resource) {
        kinds.of(resource);
        apply(new Change.Put(resource));
        return resource;
    }

    public void remove(Resource resource) {
        apply(new Change.Removed(kinds.of(resource).name(), resource.id()));
    }

    /// Takes over changes made elsewhere, such as a guest's files.
    public void apply(Change change) {
        changes.add(change);
        state = state.with(kinds, change);
    }

    List<Change> changes() {
        return changes;
    }
}
