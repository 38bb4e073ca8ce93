package brume.cloud.guest.program.awk;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The line being worked on and its fields; either is made anew when the other changes.
final class AwkRecord {

    private static final int MAX_FIELDS = 100_000;

    private String line = "";
    private final List<String> fields = new ArrayList<>();

    void set(String newLine, String separator) {
        line = newLine;
        fields.clear();
        fields.addAll(split(newLine, separator));
    }

    int count() {
        return fields.size();
    }

    Value get(int index) {
        if (index == 0) {
            return Value.input(line);
        }
        return index <= fields.size() ? Value.input(fields.get(index - 1)) : Value.UNSET;
    }

    String line() {
        return line;
    }

    void set(int index, String value, String outputSeparator) {
        if (index > MAX_FIELDS) {
            throw new AwkError("trying to access out of range field " + index);
        }
        while (fields.size() < index) {
            fields.add("");
        }
        fields.set(index - 1, value);
        line = String.join(outputSeparator, fields);
    }

    void resize(int count, String outputSeparator) {
        while (fields.size() > Math.max(0, count)) {
            fields.removeLast();
        }
        while (fields.size() < Math.min(count, MAX_FIELDS)) {
            fields.add("");
        }
        line = String.join(outputSeparator, fields);
    }

    /// @param separator a blank for runs of white space, one character for itself, else a regular expression
    static List<String> split(String text, String separator) {
        if (separator.equals(" ")) {
            String stripped = text.strip();
            return stripped.isEmpty() ? List.of() : List.of(stripped.split("\\s+"));
        }
        if (text.isEmpty()) {
            return List.of();
        }
        if (separator.isEmpty()) {
            return List.of(text.split(""));
        }
        boolean plain = separator.length() == 1 && !separator.equals("\\");
        Pattern pattern = plain
                ? Pattern.compile(Pattern.quote(separator))
                : brume.cloud.guest.program.Regex.extended(separator, false);
        return List.of(pattern.split(text, -1));
    }
}
