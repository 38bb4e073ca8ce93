package brume.cloud.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.pcollections.Empty;
import org.pcollections.HashPMap;
import org.pcollections.HashTreePMap;
import org.pcollections.TreePMap;

/// What a sandbox holds after some entry: tables of records in persistent maps. Immutable, so that a reader keeps a
/// consistent picture without a lock; a change costs the logarithm of its table. Rows are ordered by id.
public final class State {

    public static final State EMPTY = new State(HashTreePMap.empty());

    private final HashPMap<Kind<?>, Table> tables;

    private State(HashPMap<Kind<?>, Table> tables) {
        this.tables = tables;
    }

    public <R extends Resource> Optional<R> find(Kind<R> kind, String id) {
        return Optional.ofNullable(tables.get(kind))
                .map(table -> table.rows.get(id))
                .map(kind.type()::cast);
    }

    /// The resource, or the refusal that it does not exist.
    public <R extends Resource> R get(Kind<R> kind, String id) {
        return find(kind, id).orElseThrow(() -> new Problem.NotFound(kind, id).refused());
    }

    /// All resources of a kind, ordered by id.
    public <R extends Resource> Collection<R> all(Kind<R> kind) {
        return sorted(kind).values();
    }

    /// All resources of a kind by id: the way to walk a range of ids (`subMap`).
    public <R extends Resource> SortedMap<String, R> sorted(Kind<R> kind) {
        Table table = tables.get(kind);
        return cast(table == null ? Empty.sortedMap() : table.rows);
    }

    /// The resources filed under a key of an index of the kind, ordered by id.
    public <R extends Resource> Collection<R> by(Kind<R> kind, Index<R> index, String key) {
        return sortedBy(kind, index, key).values();
    }

    /// As [#by], as a map by id.
    public <R extends Resource> SortedMap<String, R> sortedBy(Kind<R> kind, Index<R> index, String key) {
        int at = kind.indexes().indexOf(index);
        if (at < 0) {
            throw new IllegalArgumentException(kind + " has no index " + index.name());
        }
        Table table = tables.get(kind);
        TreePMap<String, Resource> rows =
                table == null ? null : table.indexes.get(at).get(key);
        return cast(rows == null ? Empty.sortedMap() : rows);
    }

    public State with(Kinds kinds, Change change) {
        return switch (change) {
            case Change.Put(Resource resource) -> with(kinds.of(resource), resource.id(), resource);
            case Change.Removed(String kind, String id) -> without(kinds.named(kind), id);
        };
    }

    public State with(Kinds kinds, Entry entry) {
        State state = this;
        for (Change change : entry.changes()) {
            state = state.with(kinds, change);
        }
        return state;
    }

    private State with(Kind<?> kind, String id, Resource resource) {
        Table before = tables.get(kind);
        Table table = before == null ? Table.empty(kind) : before;
        return new State(tables.plus(kind, table.without(kind, id).with(kind, id, resource)));
    }

    private State without(Kind<?> kind, String id) {
        Table table = tables.get(kind);
        return table == null ? this : new State(tables.plus(kind, table.without(kind, id)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof State state && contents().equals(state.contents());
    }

    @Override
    public int hashCode() {
        return contents().hashCode();
    }

    private HashPMap<Kind<?>, TreePMap<String, Resource>> contents() {
        HashPMap<Kind<?>, TreePMap<String, Resource>> contents = HashTreePMap.empty();
        for (var table : tables.entrySet()) {
            if (!table.getValue().rows.isEmpty()) {
                contents = contents.plus(table.getKey(), table.getValue().rows);
            }
        }
        return contents;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static <R extends Resource> SortedMap<String, R> cast(SortedMap rows) {
        return (SortedMap<String, R>) rows;
    }

    private record Table(TreePMap<String, Resource> rows, List<HashPMap<String, TreePMap<String, Resource>>> indexes) {

        static Table empty(Kind<?> kind) {
            return new Table(
                    TreePMap.empty(),
                    kind.indexes().stream()
                            .map(index -> HashTreePMap.<String, TreePMap<String, Resource>>empty())
                            .toList());
        }

        Table with(Kind<?> kind, String id, Resource resource) {
            return new Table(rows.plus(id, resource), refiled(kind, id, resource, true));
        }

        Table without(Kind<?> kind, String id) {
            Resource old = rows.get(id);
            return old == null ? this : new Table(rows.minus(id), refiled(kind, id, old, false));
        }

        private List<HashPMap<String, TreePMap<String, Resource>>> refiled(
                Kind<?> kind, String id, Resource resource, boolean in) {
            var refiled = new java.util.ArrayList<>(indexes);
            for (int i = 0; i < refiled.size(); i++) {
                var index = refiled.get(i);
                for (String key : keys(kind.indexes().get(i), resource)) {
                    var filed = Optional.ofNullable(index.get(key)).orElse(TreePMap.empty());
                    filed = in ? filed.plus(id, resource) : filed.minus(id);
                    index = filed.isEmpty() ? index.minus(key) : index.plus(key, filed);
                }
                refiled.set(i, index);
            }
            return List.copyOf(refiled);
        }

        @SuppressWarnings("unchecked")
        private static Collection<String> keys(Index<?> index, Resource resource) {
            return ((Index<Resource>) index).keys().apply(resource);
        }
    }
}
