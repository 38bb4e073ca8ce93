package brume.lab;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.yaml.snakeyaml.LoaderOptions;

/// A place in a YAML file, read strictly: keys that nobody asked for, texts in one language only and numbers that are
/// none become problems with file and place. Reading goes on after a problem, so that an author sees all at once.
final class YamlNode {

    private static final int LARGEST_FILE = 256 * 1024;
    private static final int DEEPEST = 20;
    private static final ObjectMapper YAML = new ObjectMapper(
                    YAMLFactory.builder().loaderOptions(options()).build())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final String place;
    private final JsonNode node;
    private final List<String> problems;
    private final Set<String> asked = new LinkedHashSet<>();

    private YamlNode(String place, JsonNode node, List<String> problems) {
        this.place = place;
        this.node = node;
        this.problems = problems;
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST_FILE);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(0);
        options.setAllowDuplicateKeys(false);
        return options;
    }

    static YamlNode parse(String file, String text, List<String> problems) {
        try {
            JsonNode tree = text.length() > LARGEST_FILE ? MissingNode.getInstance() : YAML.readTree(text);
            if (!tree.isObject()) {
                problems.add(file + ": must hold keys and values, in at most " + LARGEST_FILE + " characters");
            }
            return new YamlNode(file, tree, problems);
        } catch (JsonProcessingException wrong) {
            problems.add(file + ": line " + wrong.getLocation().getLineNr() + ": " + wrong.getOriginalMessage());
            return new YamlNode(file, MissingNode.getInstance(), problems);
        }
    }

    void problem(String what) {
        problems.add(place + ": " + what);
    }

    String place() {
        return place;
    }

    boolean has(String key) {
        return node.has(key);
    }

    private JsonNode get(String key) {
        asked.add(key);
        return node.path(key);
    }

    /// A text that must be there; a number or truth is taken as it is written.
    String text(String key) {
        return textIf(key).orElseGet(() -> {
            problem("`" + key + "` is missing");
            return "";
        });
    }

    Optional<String> textIf(String key) {
        JsonNode value = get(key);
        if (value.isContainerNode()) {
            problem("`" + key + "` must be a text");
            return Optional.empty();
        }
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    int number(String key, int least, int most) {
        if (!has(key)) {
            problem("`" + key + "` is missing");
        }
        return numberIf(key, least, most).orElse(least);
    }

    Optional<Integer> numberIf(String key, int least, int most) {
        JsonNode value = get(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            problem("`" + key + "` must be a whole number from " + least + " to " + most);
            return Optional.empty();
        }
        return Optional.of(value.intValue());
    }

    boolean truth(String key, boolean otherwise) {
        JsonNode value = get(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            problem("`" + key + "` must be true or false");
        }
        return value.isBoolean() ? value.booleanValue() : otherwise;
    }

    /// `{fr: ..., en: ...}`, both there and not blank.
    Words words(String key) {
        YamlNode both = child(key);
        Words words = new Words(both.text("fr").strip(), both.text("en").strip());
        if (both.has("fr")
                && both.has("en")
                && (words.fr().isEmpty() || words.en().isEmpty())) {
            both.problem("must be said in both languages");
        }
        both.done();
        return words;
    }

    YamlNode child(String key) {
        JsonNode value = get(key);
        if (!value.isObject()) {
            problem("`" + key + "` " + (value.isMissingNode() ? "is missing" : "must hold keys and values"));
        }
        return new YamlNode(place + ": " + key, value, new Quiet(problems, value.isObject()));
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(key)) {
            if (value.isValueNode()) {
                texts.add(value.asText());
            } else {
                problem("`" + key + "` must list texts");
            }
        }
        return texts;
    }

    List<YamlNode> children(String key) {
        List<YamlNode> children = new ArrayList<>();
        int number = 1;
        for (JsonNode value : array(key)) {
            String name = value.path("id").asText(Integer.toString(number++));
            if (value.isObject()) {
                children.add(new YamlNode(place + ": " + key + " " + name, value, problems));
            } else {
                problem("`" + key + "` must list keys and values");
            }
        }
        return children;
    }

    private Iterable<JsonNode> array(String key) {
        JsonNode value = get(key);
        if (!value.isMissingNode() && !value.isArray()) {
            problem("`" + key + "` must be a list");
        }
        return value.isArray() ? value : List.of();
    }

    /// The texts of a map, in the order they are written; the key itself may be missing.
    Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        each(key, (name, value) -> map.put(name, value.asText()));
        return map;
    }

    /// Visits the entries of a map as nodes.
    void nodes(String key, BiConsumer<String, YamlNode> visitor) {
        each(
                key,
                (name, value) -> visitor.accept(name, new YamlNode(place + ": " + key + "." + name, value, problems)));
    }

    private void each(String key, BiConsumer<String, JsonNode> visitor) {
        JsonNode value = get(key);
        if (!value.isMissingNode() && !value.isObject()) {
            problem("`" + key + "` must hold keys and values");
        }
        Iterator<Map.Entry<String, JsonNode>> fields = value.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            visitor.accept(field.getKey(), field.getValue());
        }
    }

    /// Refuses the keys that nobody asked for.
    void done() {
        Iterator<String> names = node.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!asked.contains(name)) {
                problem("unknown key `" + name + "`; known here: " + String.join(", ", asked));
            }
        }
    }

    /// Below a place that is missing one problem is enough.
    private static final class Quiet extends java.util.AbstractList<String> {
        private final List<String> problems;
        private final boolean loud;

        Quiet(List<String> problems, boolean loud) {
            this.problems = problems;
            this.loud = loud;
        }

        @Override
        public boolean add(String problem) {
            return !loud || problems.add(problem);
        }

        @Override
        public String get(int index) {
            return problems.get(index);
        }

        @Override
        public int size() {
            return problems.size();
        }
    }
}
