package brume.cloud.guest.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What a request line asks for, decoded: `/a%20b/../c?x=1` is the path `/c` and the query `x=1`.
public record RequestTarget(String path, String query) {

    /// Refuses broken escapes, a NUL, control characters, and paths that climb above the root.
    public static Optional<RequestTarget> tryParse(String text) {
        if (text.chars().anyMatch(letter -> letter <= ' ' || letter == 127)) {
            return Optional.empty();
        }
        if (text.equals("*")) {
            return Optional.of(new RequestTarget("*", ""));
        }
        String local = text;
        if (text.regionMatches(true, 0, "http://", 0, 7)) {
            int slash = text.indexOf('/', 7);
            local = slash < 0 ? "/" : text.substring(slash);
        }
        if (!local.startsWith("/")) {
            return Optional.empty();
        }
        int hash = local.indexOf('#');
        String whole = hash < 0 ? local : local.substring(0, hash);
        int mark = whole.indexOf('?');
        String query = mark < 0 ? "" : whole.substring(mark + 1);
        return decode(mark < 0 ? whole : whole.substring(0, mark))
                .flatMap(RequestTarget::normalise)
                .map(path -> new RequestTarget(path, query));
    }

    /// Percent-escapes resolved as UTF-8.
    public static Optional<String> decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream plain = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                plain.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
            if (high < 0 || low < 0 || high == 0 && low == 0) {
                return Optional.empty();
            }
            plain.write(high << 4 | low);
            i += 2;
        }
        return Optional.of(plain.toString(StandardCharsets.UTF_8));
    }

    /// `//`, `.` and `..` resolved; empty where the path leaves its root.
    static Optional<String> normalise(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] parts = path.split("/", -1);
        for (String part : parts) {
            if (part.equals("..")) {
                if (kept.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                kept.addLast(part);
            }
        }
        String last = parts[parts.length - 1];
        boolean folder = last.isEmpty() || last.equals(".") || last.equals("..");
        String joined = "/" + String.join("/", kept);
        return Optional.of(folder && !kept.isEmpty() ? joined + "/" : joined);
    }
}
