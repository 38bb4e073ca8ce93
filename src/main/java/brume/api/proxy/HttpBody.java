package brume.api.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How the end of a message's body is found (RFC 9112, 6.3), and its way through: streamed, in the framing it came
/// with.
sealed interface HttpBody {

    int CHUNK_BYTES = 32 * 1024;
    int LONGEST_CHUNK_LINE = 1024;

    /// No body at all.
    record None() implements HttpBody {}

    record Length(long bytes) implements HttpBody {}

    record Chunked() implements HttpBody {}

    /// Until the sender closes: responses only.
    record UntilClose() implements HttpBody {}

    static HttpBody ofRequest(HttpHead head) throws ProtocolException {
        return framed(head, new None());
    }

    static HttpBody ofResponse(HttpHead head, String method, int status) throws ProtocolException {
        if (method.equals("HEAD") || status == 204 || status == 304 || status < 200) {
            return new None();
        }
        return framed(head, new UntilClose());
    }

    private static HttpBody framed(HttpHead head, HttpBody otherwise) throws ProtocolException {
        List<String> encodings = head.all("Transfer-Encoding");
        Set<String> lengths = new HashSet<>(head.all("Content-Length"));
        if (!encodings.isEmpty()) {
            if (!lengths.isEmpty()
                    || encodings.size() > 1
                    || !encodings.getFirst().equalsIgnoreCase("chunked")) {
                throw new ProtocolException("Contradictory framing of the body");
            }
            return new Chunked();
        }
        if (lengths.isEmpty()) {
            return otherwise;
        }
        String length = lengths.iterator().next();
        if (lengths.size() > 1 || !length.matches("\\d{1,18}")) {
            throw new ProtocolException("Not a content length");
        }
        return new Length(Long.parseLong(length));
    }

    /// Copies the body as it is, its chunk framing included.
    default void pass(InputStream in, OutputStream out) throws IOException {
        switch (this) {
            case None none -> {}
            case Length length -> copy(in, out, length.bytes());
            case UntilClose close -> copyAll(in, out);
            case Chunked chunked -> passChunks(in, out, true);
        }
    }

    /// Copies what the body says, without chunk framing.
    default void decode(InputStream in, OutputStream out) throws IOException {
        switch (this) {
            case Chunked chunked -> passChunks(in, out, false);
            case None none -> {}
            case Length length -> copy(in, out, length.bytes());
            case UntilClose close -> copyAll(in, out);
        }
    }

    private static void passChunks(InputStream in, OutputStream out, boolean framing) throws IOException {
        while (true) {
            String line = line(in);
            String digits = line.split(";", 2)[0].strip();
            if (!digits.matches("[0-9a-fA-F]{1,8}")) {
                throw new ProtocolException("Not a chunk");
            }
            long size = Long.parseLong(digits, 16);
            if (framing) {
                out.write((Long.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            if (size == 0) {
                skipTrailers(in);
                if (framing) {
                    out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
                }
                return;
            }
            copy(in, out, size);
            if (!line(in).isEmpty()) {
                throw new ProtocolException("A chunk is longer than it says");
            }
            if (framing) {
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static void skipTrailers(InputStream in) throws IOException {
        int lines = 0;
        while (!line(in).isEmpty()) {
            if (++lines > 64) {
                throw new ProtocolException("Too many trailers");
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException("The message ends within a chunk");
            }
            if (line.length() > LONGEST_CHUNK_LINE) {
                throw new ProtocolException("Not a chunk");
            }
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (long left = bytes; left > 0; ) {
            int count = in.read(chunk, 0, (int) Math.min(chunk.length, left));
            if (count < 0) {
                throw new EOFException("The message ends before its body does");
            }
            out.write(chunk, 0, count);
            flushIfIdle(in, out);
            left -= count;
        }
    }

    static void copyAll(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            out.write(chunk, 0, count);
            flushIfIdle(in, out);
        }
    }

    /// What has come is passed on at once when nothing more is waiting: events and progress bars need it.
    private static void flushIfIdle(InputStream in, OutputStream out) throws IOException {
        if (in.available() == 0) {
            out.flush();
        }
    }
}
