package brume.app.labtest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The provider's shorthand for structures on the command line: `Key=Name,Values=[a,b],Nested={X=1}`. Gives maps, lists
/// and texts.
final class Shorthand {

    private final String text;
    private int at;

    private Shorthand(String text) {
        this.text = text;
    }

    /// @throws IllegalArgumentException when the text is not shorthand
    static Object parse(String text) {
        Shorthand parser = new Shorthand(text);
        Object value = text.startsWith("[") ? parser.value("") : parser.pairs("");
        if (parser.at != text.length()) {
            throw parser.wrong();
        }
        return value;
    }

    private Map<String, Object> pairs(String closing) {
        Map<String, Object> pairs = new LinkedHashMap<>();
        do {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                throw wrong();
            }
            String key = text.substring(at, equals);
            at = equals + 1;
            List<Object> values = new ArrayList<>();
            values.add(value("," + closing));
            // `Values=a,b`: what follows a comma without a `=` belongs to the same key
            while (peek(',') && !pairFollows()) {
                at++;
                values.add(value("," + closing));
            }
            pairs.put(key, values.size() == 1 ? values.getFirst() : values);
        } while (take(','));
        return pairs;
    }

    private boolean pairFollows() {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                return true;
            }
            if (",]}[{".indexOf(c) >= 0) {
                return false;
            }
        }
        return false;
    }

    private Object value(String ends) {
        if (take('{')) {
            Map<String, Object> map = pairs("}");
            expect('}');
            return map;
        }
        if (take('[')) {
            List<Object> list = new ArrayList<>();
            do {
                list.add(value(",]"));
            } while (take(','));
            expect(']');
            return list;
        }
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean peek(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    private boolean take(char c) {
        boolean there = peek(c);
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw wrong();
        }
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException("Not shorthand, at " + at + ": " + text);
    }
}
