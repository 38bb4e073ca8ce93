package brume.portal.console;

import brume.portal.part.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tags typed one per line, `key=value`.
final class TagLines {

    private static final int KEY_CHARACTERS = 128;
    private static final int VALUE_CHARACTERS = 256;

    private TagLines() {}

    static Map<String, String> read(String text) {
        Map<String, String> read = new LinkedHashMap<>();
        lines(text).forEach(line -> read.put(key(line), value(line)));
        return read;
    }

    /// What the provider would not take, in the language of the person.
    static Optional<String> wrong(String text) {
        List<String> lines = lines(text);
        for (String line : lines) {
            String key = key(line);
            if (key.isEmpty()) {
                return Optional.of(Words.say("console.wizard.tags.noKey", line));
            }
            if (key.startsWith("aws:")) {
                return Optional.of(Words.say("console.wizard.tags.reserved", key));
            }
            if (key.length() > KEY_CHARACTERS || value(line).length() > VALUE_CHARACTERS) {
                return Optional.of(Words.say(
                        "console.wizard.tags.long",
                        Integer.toString(KEY_CHARACTERS),
                        Integer.toString(VALUE_CHARACTERS)));
            }
            if (lines.stream().filter(other -> key(other).equals(key)).count() > 1) {
                return Optional.of(Words.say("console.wizard.tags.twice", key));
            }
        }
        return Optional.empty();
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static String key(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? line : line.substring(0, equals).strip();
    }

    private static String value(String line) {
        int equals = line.indexOf('=');
        return equals < 0 ? "" : line.substring(equals + 1).strip();
    }
}
