package brume.cloud.sandbox;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// A second way to find resources of one kind: the keys under which a resource is filed. The state keeps it up to date,
/// so
/// that a look-up costs what it finds and not what the sandbox holds.
///
/// @param name unique within its kind
/// @param keys the keys of a resource; none files it nowhere
public record Index<R extends Resource>(String name, Function<R, ? extends Collection<String>> keys) {

    /// An index under exactly one key.
    public static <R extends Resource> Index<R> of(String name, Function<R, String> key) {
        return new Index<>(name, resource -> List.of(key.apply(resource)));
    }
}
