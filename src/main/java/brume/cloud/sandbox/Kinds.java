package brume.cloud.sandbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every kind of resource that a cloud knows: the vocabulary in which journals are written and read.
public final class Kinds {

    private final Map<String, Kind<?>> byName = new HashMap<>();
    private final Map<Class<?>, Kind<?>> byType = new HashMap<>();

    public Kinds(Collection<? extends Kind<?>> kinds) {
        for (Kind<?> kind : kinds) {
            if (byName.put(kind.name(), kind) != null || byType.put(kind.type(), kind) != null) {
                throw new IllegalArgumentException("Kind declared twice: " + kind.name());
            }
        }
    }

    public Kind<?> named(String name) {
        Kind<?> kind = byName.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("The journal names an unknown kind of resource: " + name);
        }
        return kind;
    }

    @SuppressWarnings("unchecked")
    public <R extends Resource> Kind<R> of(R resource) {
        Kind<?> kind = byType.get(resource.getClass());
        if (kind == null) {
            throw new IllegalArgumentException("No kind declared for " + resource.getClass());
        }
        return (Kind<R>) kind;
    }

    public List<Kind<?>> all() {
        return List.copyOf(byName.values());
    }
}
