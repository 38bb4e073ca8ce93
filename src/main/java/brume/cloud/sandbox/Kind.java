package brume.cloud.sandbox;

import java.util.List;

/// A family of resources: the name under which the journal stores them, their class, and how they are found.
///
/// @param name stored in every journal line: never changes
public record Kind<R extends Resource>(String name, Class<R> type, List<Index<R>> indexes) {

    public Kind {
        indexes = List.copyOf(indexes);
    }

    @SafeVarargs
    public static <R extends Resource> Kind<R> of(Class<R> type, Index<R>... indexes) {
        return new Kind<>(type.getSimpleName(), type, List.of(indexes));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Kind<?> kind && kind.type == type;
    }

    @Override
    public int hashCode() {
        return type.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
