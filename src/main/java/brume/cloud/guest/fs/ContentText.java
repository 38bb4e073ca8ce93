package brume.cloud.guest.fs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Bytes as a journal line holds them: `t:` and the text where they are valid UTF-8 without NUL, `z:` and a count where
/// all are zero, else `b:` and base64. Empty for no bytes.
final class ContentText {

    private ContentText() {}

    static String encode(byte[] bytes) {
        if (bytes.length == 0) {
            return "";
        }
        if (allZero(bytes)) {
            return "z:" + bytes.length;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return "t:" + text;
            }
        } catch (CharacterCodingException binary) {
            // not text: base64 below
        }
        return "b:" + Base64.getEncoder().encodeToString(bytes);
    }

    static byte[] decode(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String rest = text.substring(2);
        return switch (text.charAt(0)) {
            case 't' -> rest.getBytes(StandardCharsets.UTF_8);
            case 'z' -> new byte[Integer.parseInt(rest)];
            case 'b' -> Base64.getDecoder().decode(rest);
            default -> throw new IllegalArgumentException("Not the content of a file: " + text.substring(0, 2));
        };
    }

    private static boolean allZero(byte[] bytes) {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
