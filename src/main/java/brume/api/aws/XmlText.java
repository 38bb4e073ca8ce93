package brume.api.aws;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes XML in UTF-8: elements in order, escaped. It grows with what is written and is read once, at the end.
public final class XmlText {

    private byte[] text;
    private int length;

    public XmlText(int expectedBytes) {
        this.text = new byte[expectedBytes];
    }

    /// A whole document: it begins with the XML declaration.
    public static XmlText document(int expectedBytes) {
        XmlText document = new XmlText(expectedBytes);
        document.plain("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return document;
    }

    public XmlText open(String element) {
        return markup('<', element).plain(">");
    }

    /// An element in a namespace, which its content inherits.
    public XmlText open(String element, String namespace) {
        return markup('<', element).plain(" xmlns=\"").plain(namespace).plain("\">");
    }

    public XmlText close(String element) {
        return plain("</").plain(element).plain(">");
    }

    public XmlText empty(String element) {
        return markup('<', element).plain("/>");
    }

    public XmlText leaf(String element, String value) {
        open(element);
        escape(value);
        return close(element);
    }

    public byte[] bytes() {
        return Arrays.copyOf(text, length);
    }

    private XmlText markup(char sign, String element) {
        room(1);
        text[length++] = (byte) sign;
        return plain(element);
    }

    /// What is ASCII and means itself.
    private XmlText plain(String ascii) {
        int count = ascii.length();
        room(count);
        for (int i = 0; i < count; i++) {
            text[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    /// Nearly every value goes through untouched, in one pass; the rest is looked at character by character.
    private void escape(String value) {
        int count = value.length();
        room(count);
        for (int i = 0; i < count; i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '&' || c == '<' || c == '>') {
                length += i;
                escapeRest(value, i);
                return;
            }
            text[length + i] = (byte) c;
        }
        length += count;
    }

    private void escapeRest(String value, int from) {
        StringBuilder rest = new StringBuilder(value.length());
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '>') {
                rest.append(escaped(c));
            } else {
                rest.append(c);
            }
        }
        byte[] encoded = rest.toString().getBytes(StandardCharsets.UTF_8);
        room(encoded.length);
        System.arraycopy(encoded, 0, text, length, encoded.length);
        length += encoded.length;
    }

    private static String escaped(char c) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\n' -> "\n";
            case '\t' -> "\t";
            case '\r' -> "&#13;";
            default -> "\uFFFD";
        };
    }

    private void room(int more) {
        if (length + more > text.length) {
            text = Arrays.copyOf(text, Math.max(length + more, text.length * 2));
        }
    }

    @Override
    public String toString() {
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }
}
