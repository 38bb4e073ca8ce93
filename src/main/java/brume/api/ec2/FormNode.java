package brume.api.ec2;

import brume.cloud.sandbox.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A form as a tree: `Filter.1.Value.2` is a path. A node has a value, or children, or (a client's mistake) both.
final class FormNode {

    private static final int MAX_DEPTH = 16;

    private @Nullable String value;
    private final Map<String, FormNode> children = new LinkedHashMap<>();

    static FormNode of(Map<String, String> parameters) {
        FormNode root = new FormNode();
        parameters.forEach((path, value) -> {
            String[] names = path.split("\\.", -1);
            if (names.length > MAX_DEPTH) {
                throw unknown(path);
            }
            FormNode node = root;
            for (String name : names) {
                if (name.isEmpty()) {
                    throw unknown(path);
                }
                node = node.children.computeIfAbsent(name, absent -> new FormNode());
            }
            node.value = value;
        });
        return root;
    }

    static RuntimeException unknown(String path) {
        return new Problem.Specific("UnknownParameter", "The parameter " + path + " is not recognized").refused();
    }

    Optional<String> value() {
        return Optional.ofNullable(value);
    }

    Map<String, FormNode> children() {
        return children;
    }

    /// The path of the first value below this node, for a message that quotes what was sent.
    String firstPath(String prefix) {
        if (value != null || children.isEmpty()) {
            return prefix;
        }
        Map.Entry<String, FormNode> first = children.entrySet().iterator().next();
        return first.getValue().firstPath(prefix + "." + first.getKey());
    }
}
