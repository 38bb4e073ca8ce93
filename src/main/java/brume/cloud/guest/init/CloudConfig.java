package brume.cloud.guest.init;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/// A `#cloud-config` document.
record CloudConfig(Map<String, Object> keys) {

    private static final int MAX_CHARACTERS = 256 * 1024;
    private static final int MAX_DEPTH = 30;

    /// @throws Broken the document is not YAML, or no mapping
    static CloudConfig parse(String text) throws Broken {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MAX_CHARACTERS);
        limits.setNestingDepthLimit(MAX_DEPTH);
        limits.setMaxAliasesForCollections(20);
        limits.setAllowDuplicateKeys(true);
        try {
            Object root = new Yaml(new SafeConstructor(limits)).load(text);
            return new CloudConfig(
                    root == null ? Map.of() : map(root).orElseThrow(() -> new Broken("the document is not a mapping")));
        } catch (YAMLException notYaml) {
            String reason = notYaml.getMessage();
            throw new Broken(
                    reason == null
                            ? "not YAML"
                            : reason.lines()
                                    .limit(6)
                                    .reduce("", (all, line) -> all + line.strip() + " ")
                                    .strip());
        }
    }

    /// What is wrong with a document.
    static final class Broken extends Exception {
        private final String reason;

        Broken(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    static Optional<Map<String, Object>> map(Object value) {
        if (!(value instanceof Map<?, ?> found)) {
            return Optional.empty();
        }
        Map<String, Object> named = new LinkedHashMap<>();
        found.forEach((key, inner) -> {
            if (key != null && inner != null) {
                named.put(key.toString(), inner);
            }
        });
        return Optional.of(named);
    }

    Optional<Object> get(String key) {
        return Optional.ofNullable(keys.get(key));
    }

    Optional<String> text(String key) {
        return get(key).map(Object::toString);
    }

    boolean isTrue(String key) {
        return text(key).filter(value -> value.matches("(?i)true|yes|on|1")).isPresent();
    }

    List<Object> list(String key) {
        return get(key).map(CloudConfig::items).orElse(List.of());
    }

    /// A list as it is; a single value as a list of one.
    static List<Object> items(Object value) {
        if (!(value instanceof List<?> found)) {
            return List.of(value);
        }
        List<Object> items = new ArrayList<>();
        found.forEach(item -> items.add(item == null ? "" : item));
        return items;
    }
}
