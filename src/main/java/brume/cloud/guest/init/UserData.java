package brume.cloud.guest.init;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// User data, taken apart: scripts and cloud configurations in their order. Understands plain text, gzip, and MIME
/// multipart messages.
final class UserData {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\"\\s;]+)\"?");

    /// A part: its kind and its text.
    record Part(Kind kind, String text) {}

    enum Kind {
        SCRIPT,
        CONFIG,
        UNKNOWN
    }

    private UserData() {}

    static List<Part> parts(byte[] bytes) {
        String text = new String(unzipped(bytes), StandardCharsets.UTF_8).replace("\r\n", "\n");
        List<Part> parts = new ArrayList<>();
        if (text.regionMatches(true, 0, "Content-Type:", 0, 13)
                || text.regionMatches(true, 0, "MIME-Version:", 0, 13)) {
            multipart(text, parts);
        } else {
            parts.add(new Part(kindOf(text, ""), text));
        }
        return parts;
    }

    private static byte[] unzipped(byte[] bytes) {
        if (bytes.length < 2 || (bytes[0] & 255) != 0x1f || (bytes[1] & 255) != 0x8b) {
            return bytes;
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException broken) {
            return new byte[0];
        }
    }

    private static void multipart(String text, List<Part> parts) {
        Matcher boundary = BOUNDARY.matcher(text);
        if (!boundary.find()) {
            return;
        }
        String[] pieces = text.split("(?m)^--" + Pattern.quote(boundary.group(1)), -1);
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i];
            int blank = piece.indexOf("\n\n");
            if (piece.startsWith("--") || blank < 0) {
                continue;
            }
            String head = piece.substring(0, blank).toLowerCase(Locale.ROOT);
            String body = piece.substring(blank + 2);
            if (head.contains("content-transfer-encoding: base64")) {
                body = decoded(body);
            }
            parts.add(new Part(kindOf(body, head), body));
        }
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return "";
        }
    }

    private static Kind kindOf(String text, String head) {
        if (text.startsWith("#!") || head.contains("text/x-shellscript")) {
            return Kind.SCRIPT;
        }
        return text.startsWith("#cloud-config") || head.contains("text/cloud-config") ? Kind.CONFIG : Kind.UNKNOWN;
    }
}
