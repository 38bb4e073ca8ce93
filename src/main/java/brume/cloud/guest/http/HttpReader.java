package brume.cloud.guest.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads messages off a stream within limits: heads line by line, bodies by length or in chunks. Strict where leniency
/// would let two readers disagree about where a request ends (two lengths, a length and chunks, folded lines, bare CR).
public final class HttpReader {

    private static final String TOKEN = "!#$%&'*+-.^_`|~";

    private final InputStream in;
    private final Limits limits;
    private String line = "";

    public HttpReader(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// The head of a request, its body yet unread.
    public record Head(String method, RequestTarget target, String raw, int minor, Headers headers) {
        HttpRequest with(byte[] body) {
            return new HttpRequest(method, raw, target.path(), target.query(), minor, headers, body);
        }
    }

    /// The head of the next request; empty where the client has ended the connection.
    public Optional<Head> head() throws IOException {
        line = "";
        Optional<String> first = readLine(414);
        if (first.isPresent() && first.get().isEmpty()) {
            first = readLine(414);
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        line = first.get();
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !isToken(parts[0])) {
            throw new Malformed(400, "invalid request line", line);
        }
        if (!parts[2].matches("HTTP/\\d\\.\\d")) {
            throw new Malformed(400, "invalid protocol version", line);
        }
        if (!parts[2].startsWith("HTTP/1.")) {
            throw new Malformed(505, "version not supported", line);
        }
        int minor = parts[2].endsWith(".0") ? 0 : 1;
        Headers headers = fields();
        RequestTarget target =
                RequestTarget.tryParse(parts[1]).orElseThrow(() -> new Malformed(400, "invalid request target", line));
        checkHost(headers, minor);
        return Optional.of(new Head(parts[0], target, parts[1], minor, headers));
    }

    /// The body that a head announces.
    public byte[] body(Headers headers) throws IOException {
        List<String> codings = headers.all("Transfer-Encoding");
        List<String> lengths = headers.all("Content-Length");
        if (!codings.isEmpty()) {
            if (!lengths.isEmpty()) {
                throw new Malformed(400, "both a length and a transfer coding", line);
            }
            if (codings.size() != 1 || !codings.getFirst().equalsIgnoreCase("chunked")) {
                throw new Malformed(501, "unknown transfer coding", line);
            }
            return chunks();
        }
        long length = announcedLength(headers);
        if (length > limits.body()) {
            throw new Malformed(413, "body of " + length + " bytes is too large", line);
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            throw new EOFException("client closed the connection within the body");
        }
        return bytes;
    }

    /// The `Content-Length`, 0 when absent.
    public long announcedLength(Headers headers) throws Malformed {
        List<String> lengths = headers.all("Content-Length");
        if (lengths.isEmpty()) {
            return 0;
        }
        String length = lengths.getFirst();
        if (lengths.stream().anyMatch(other -> !other.equals(length)) || !length.matches("\\d{1,18}")) {
            throw new Malformed(400, "invalid Content-Length", line);
        }
        return Long.parseLong(length);
    }

    /// A line of text without its end; empty at the end of the stream.
    Optional<String> readLine(int statusWhenLong) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(80);
        while (true) {
            int next = in.read();
            if (next < 0) {
                if (bytes.size() == 0) {
                    return Optional.empty();
                }
                throw new EOFException("client closed the connection within a line");
            }
            if (next == '\n') {
                String text = bytes.toString(StandardCharsets.ISO_8859_1);
                return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
            }
            if (bytes.size() >= limits.line()) {
                throw new Malformed(statusWhenLong, "line too long", line);
            }
            bytes.write(next);
        }
    }

    /// Header lines up to the empty one.
    Headers fields() throws IOException {
        List<Headers.Field> fields = new ArrayList<>();
        int total = 0;
        while (true) {
            String text =
                    readLine(431).orElseThrow(() -> new EOFException("client closed the connection within a head"));
            if (text.isEmpty()) {
                return new Headers(fields);
            }
            total += text.length();
            if (total > limits.head() || fields.size() >= limits.fields()) {
                throw new Malformed(431, "head too large", line);
            }
            int colon = text.indexOf(':');
            if (colon <= 0 || !isToken(text.substring(0, colon)) || hasControl(text)) {
                throw new Malformed(400, "invalid header line", line);
            }
            fields.add(new Headers.Field(
                    text.substring(0, colon), text.substring(colon + 1).strip()));
        }
    }

    byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size =
                    readLine(400).orElseThrow(() -> new EOFException("client closed the connection within a chunk"));
            int semicolon = size.indexOf(';');
            String digits = (semicolon < 0 ? size : size.substring(0, semicolon)).strip();
            if (!digits.matches("[0-9A-Fa-f]{1,8}")) {
                throw new Malformed(400, "invalid chunk size", line);
            }
            int count = (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits, 16));
            if (body.size() + (long) count > limits.body()) {
                throw new Malformed(413, "body is too large", line);
            }
            if (count == 0) {
                fields();
                return body.toByteArray();
            }
            byte[] bytes = in.readNBytes(count);
            if (bytes.length < count) {
                throw new EOFException("client closed the connection within a chunk");
            }
            body.write(bytes);
            if (!readLine(400).orElse("?").isEmpty()) {
                throw new Malformed(400, "invalid chunk end", line);
            }
        }
    }

    private void checkHost(Headers headers, int minor) throws Malformed {
        List<String> hosts = headers.all("Host");
        if (hosts.size() > 1 || minor == 1 && hosts.isEmpty()) {
            throw new Malformed(
                    400, hosts.isEmpty() ? "client sent HTTP/1.1 request without \"Host\" header" : "two Hosts", line);
        }
        if (hosts.stream().anyMatch(host -> !host.matches("[A-Za-z0-9._~\\-\\[\\]:%]*"))) {
            throw new Malformed(400, "client sent invalid host header", line);
        }
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(letter -> letter < ' ' && letter != '\t' || letter == 127);
    }

    private static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(letter ->
                                letter < 128 && (Character.isLetterOrDigit(letter) || TOKEN.indexOf(letter) >= 0));
    }
}
