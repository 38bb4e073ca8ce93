package brume.lab.check;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Builds the maps that expressions see.
public final class Fields {

    private final Map<String, Object> values = new LinkedHashMap<>();

    private Fields() {}

    public static Fields of(String name, Object value) {
        return new Fields().and(name, value);
    }

    /// An `Integer` becomes a `Long`, as CEL has only one whole number.
    public Fields and(String name, Object value) {
        values.put(name, value instanceof Integer number ? Long.valueOf(number) : value);
        return this;
    }

    public Map<String, Object> map() {
        return values;
    }

    /// Tags as expressions see them: one that is not there reads as `''`, so that authors need not ask first.
    public static Map<String, String> tags(Map<String, String> tags) {
        return new Lenient(Map.copyOf(tags));
    }

    private static final class Lenient extends AbstractMap<String, String> {
        private final Map<String, String> tags;

        Lenient(Map<String, String> tags) {
            this.tags = tags;
        }

        @Override
        public boolean containsKey(Object key) {
            return true;
        }

        @Override
        public String get(Object key) {
            return tags.getOrDefault(key, "");
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return tags.entrySet();
        }
    }
}
