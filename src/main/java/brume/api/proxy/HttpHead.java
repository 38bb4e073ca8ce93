package brume.api.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The first line and the header fields of an HTTP/1.1 message (RFC 9112), as they came: order, case and repetitions
/// kept.
///
/// @param start `GET http://15.188.4.7/ HTTP/1.1` or `HTTP/1.1 200 OK`
record HttpHead(String start, List<Field> fields) {

    private static final int LONGEST_BYTES = 32 * 1024;
    private static final int MOST_FIELDS = 128;
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /// What concerns one connection only and is never passed on (RFC 9110, 7.6.1).
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "proxy-connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect");

    record Field(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    HttpHead {
        fields = List.copyOf(fields);
    }

    /// Reads a head; empty when the stream ends before it begins.
    ///
    /// @throws ProtocolException when it is not one, or too long
    static Optional<HttpHead> read(InputStream in) throws IOException {
        Lines lines = new Lines(in);
        String start = lines.next();
        if (start == null) {
            return Optional.empty();
        }
        if (start.isEmpty()) {
            start = lines.needed();
        }
        List<Field> fields = new ArrayList<>();
        for (String line = lines.needed(); !line.isEmpty(); line = lines.needed()) {
            fields.add(field(line));
            if (fields.size() > MOST_FIELDS) {
                throw new ProtocolException("Too many header fields");
            }
        }
        return Optional.of(new HttpHead(start, fields));
    }

    private static Field field(String line) throws ProtocolException {
        int colon = line.indexOf(':');
        if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()) {
            throw new ProtocolException("Not a header field");
        }
        return new Field(line.substring(0, colon), line.substring(colon + 1).strip());
    }

    private static final class Lines {
        private final InputStream in;
        private int left = LONGEST_BYTES;

        Lines(InputStream in) {
            this.in = in;
        }

        /// The next line without its end; null at the end of the stream.
        @org.jspecify.annotations.Nullable
        String next() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int octet = in.read(); octet != '\n'; octet = in.read()) {
                if (octet < 0) {
                    if (line.isEmpty()) {
                        return null;
                    }
                    throw new EOFException("The message ends within its head");
                }
                if (--left < 0) {
                    throw new ProtocolException("The head is too long");
                }
                if (octet == 0) {
                    throw new ProtocolException("A NUL in the head");
                }
                line.append((char) octet);
            }
            int length = line.length();
            if (length > 0 && line.charAt(length - 1) == '\r') {
                line.setLength(length - 1);
            }
            if (line.indexOf("\r") >= 0) {
                throw new ProtocolException("A bare carriage return in the head");
            }
            return line.toString();
        }

        String needed() throws IOException {
            String line = next();
            if (line == null) {
                throw new EOFException("The message ends within its head");
            }
            return line;
        }
    }

    Optional<String> first(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).findFirst();
    }

    List<String> all(String name) {
        return fields.stream().filter(field -> field.is(name)).map(Field::value).toList();
    }

    /// Whether a comma-separated field holds the word.
    boolean says(String name, String word) {
        return all(name).stream()
                .flatMap(value -> List.of(value.split(",")).stream())
                .anyMatch(part -> part.strip().equalsIgnoreCase(word));
    }

    /// Without what concerns this connection only: the well-known fields and those that `Connection` names.
    HttpHead endToEnd() {
        Set<String> dropped = new HashSet<>(HOP_BY_HOP);
        for (String name : List.of("connection", "proxy-connection")) {
            for (String value : all(name)) {
                for (String part : value.split(",")) {
                    dropped.add(part.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
        dropped.remove("host");
        dropped.remove("content-length");
        return new HttpHead(
                start,
                fields.stream()
                        .filter(field -> !dropped.contains(field.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    HttpHead starting(String newStart) {
        return new HttpHead(newStart, fields);
    }

    HttpHead with(String name, String value) {
        List<Field> more = new ArrayList<>(fields);
        more.removeIf(field -> field.is(name));
        more.add(new Field(name, value));
        return new HttpHead(start, more);
    }

    void write(OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder(start).append("\r\n");
        fields.forEach(field ->
                text.append(field.name()).append(": ").append(field.value()).append("\r\n"));
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
