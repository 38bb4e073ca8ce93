package brume.api.aws;

import brume.api.http.HttpCall;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The parameters of a call in one of the query protocols: from a form body, or from the query of a GET. At most
/// [#MAX_PARAMETERS]; strictly percent-encoded UTF-8.
///
/// @param parameters in order, without those of a presigned signature
public record Form(Map<String, String> parameters) {

    public static final int MAX_PARAMETERS = 10_000;
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=([A-Za-z0-9]{1,100})(?:&|$)");
    private static final int MAX_NAME_CHARACTERS = 255;

    public Form {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /// @throws CloudException not a readable form
    public static Form of(HttpCall http) {
        Map<String, String> parameters = new LinkedHashMap<>();
        read(http.rawQuery(), parameters);
        if (http.method().equals("POST")) {
            read(new String(http.body(), StandardCharsets.ISO_8859_1), parameters);
        }
        parameters.keySet().removeIf(name -> name.startsWith("X-Amz-"));
        return new Form(parameters);
    }

    /// The action that a request names, without reading the rest of it; names of actions need no encoding.
    public static Optional<String> action(HttpCall http) {
        String form =
                http.method().equals("POST") ? new String(http.body(), StandardCharsets.ISO_8859_1) : http.rawQuery();
        return Optional.of(ACTION.matcher(form)).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /// @throws CloudException when it is absent or empty
    public String require(String name) {
        return get(name).filter(value -> !value.isEmpty()).orElseThrow(() -> new Problem.Missing(name).refused());
    }

    private static void read(String text, Map<String, String> into) {
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                int equals = text.indexOf('=', start);
                int nameEnd = equals < 0 || equals > end ? end : equals;
                String name = decoded(text, start, nameEnd);
                if (name.isEmpty() || name.length() > MAX_NAME_CHARACTERS || into.size() >= MAX_PARAMETERS) {
                    throw malformed();
                }
                into.put(name, decoded(text, Math.min(nameEnd + 1, end), end));
            }
            start = end + 1;
        }
    }

    private static String decoded(String text, int start, int end) {
        boolean plain = true;
        for (int i = start; i < end && plain; i++) {
            char c = text.charAt(i);
            plain = c > ' ' && c < 127 && c != '%' && c != '+';
        }
        return plain ? text.substring(start, end) : decodedBytes(text, start, end);
    }

    private static String decodedBytes(String text, int start, int end) {
        ByteBuffer bytes = ByteBuffer.allocate(end - start);
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int high = i + 2 < end ? Character.digit(text.charAt(i + 1), 16) : -1;
                int low = i + 2 < end ? Character.digit(text.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(c == '+' ? (byte) ' ' : (byte) c);
            }
        }
        try {
            String value =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            return checked(value);
        } catch (CharacterCodingException notText) {
            throw malformed();
        }
    }

    /// Answers are XML 1.0, which has no way to write the other control characters.
    private static String checked(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\uFFFE' || c == '\uFFFF') {
                throw new Problem.Specific("InvalidCharacter", "A specified character is invalid.").refused();
            }
        }
        return value;
    }

    private static CloudException malformed() {
        return new Problem.Specific("MalformedQueryString", "The query string contains a syntax error.").refused();
    }
}
