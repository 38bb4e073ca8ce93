package brume.cloud.guest.http;

import brume.cloud.network.Connection;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One request over one connection, for programs that fetch: `curl`, `wget`, a proxying server.
public final class HttpClient {

    private static final Limits LIMITS =
            new Limits(64 * 1024, 256 * 1024, 1000, 64L * 1024 * 1024, 1, Duration.ofSeconds(60));

    private HttpClient() {}

    /// The head of an answer, and its body as it arrives.
    ///
    /// @param head the status line and the header lines as they came, each ended by CRLF, with the empty line
    /// @param length of the body in bytes, -1 where only the end of the stream tells
    public record Answer(
            int status, String reason, String version, Headers headers, String head, long length, InputStream body) {}

    /// Sends a request and reads the head of the answer.
    ///
    /// @param target as it stands on the request line
    /// @throws Malformed what came is no HTTP answer
    /// @throws java.io.EOFException the server closed without an answer
    public static Answer exchange(Connection connection, String method, String target, Headers headers, byte[] body)
            throws IOException {
        String head = method + " " + target + " HTTP/1.1\r\n" + headers.lines() + "\r\n";
        connection.out().write(head.getBytes(StandardCharsets.UTF_8));
        if (body.length > 0) { // a server that has answered and gone takes not even nothing
            connection.out().write(body);
        }
        connection.out().flush();
        InputStream in = new BufferedInputStream(connection.in(), 8192);
        HttpReader reader = new HttpReader(in, LIMITS);
        while (true) {
            String line = reader.readLine(400).orElseThrow(() -> new java.io.EOFException("Empty reply from server"));
            if (!line.matches("HTTP/\\d(\\.\\d)? \\d{3}.*")) {
                throw new Malformed(502, "Received HTTP/0.9 when not allowed", line);
            }
            String[] parts = line.split(" ", 3);
            Headers fields = reader.fields();
            int status = Integer.parseInt(parts[1].substring(0, 3));
            if (status / 100 != 1) {
                String reason = parts.length > 2 ? parts[2] : "";
                return answer(reader, in, method, status, reason, parts[0], fields, line);
            }
        }
    }

    private static Answer answer(
            HttpReader reader,
            InputStream in,
            String method,
            int status,
            String reason,
            String version,
            Headers fields,
            String line)
            throws IOException {
        String text = line + "\r\n" + fields.lines() + "\r\n";
        if (method.equals("HEAD") || status == 204 || status == 304) {
            return new Answer(status, reason, version, fields, text, 0, InputStream.nullInputStream());
        }
        if (fields.lists("Transfer-Encoding", "chunked")) {
            byte[] body = reader.chunks();
            return new Answer(status, reason, version, fields, text, body.length, new ByteArrayInputStream(body));
        }
        if (!fields.has("Content-Length")) {
            return new Answer(status, reason, version, fields, text, -1, in);
        }
        long length = reader.announcedLength(fields);
        return new Answer(status, reason, version, fields, text, length, new Bounded(in, length));
    }

    /// The announced bytes of a stream; it ending early is an error, as clients report it.
    private static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long length) {
            this.in = in;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            if (left == 0) {
                return -1;
            }
            int done = in.read(into, offset, (int) Math.min(count, left));
            if (done < 0) {
                throw new java.io.EOFException("transfer closed with " + left + " bytes remaining to read");
            }
            left -= done;
            return done;
        }
    }
}
