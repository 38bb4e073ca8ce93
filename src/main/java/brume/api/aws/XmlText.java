package brume.api.aws;

/// Writes XML text: elements in order, escaped.
public final class XmlText {

    private final StringBuilder text;

    public XmlText(int expectedCharacters) {
        this.text = new StringBuilder(expectedCharacters);
    }

    /// A whole document: it begins with the XML declaration.
    public static XmlText document(int expectedCharacters) {
        XmlText document = new XmlText(expectedCharacters);
        document.text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return document;
    }

    public XmlText open(String element) {
        text.append('<').append(element).append('>');
        return this;
    }

    /// An element in a namespace, which its content inherits.
    public XmlText open(String element, String namespace) {
        text.append('<').append(element).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    public XmlText close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    public XmlText empty(String element) {
        text.append('<').append(element).append("/>");
        return this;
    }

    public XmlText leaf(String element, String value) {
        open(element);
        escape(value);
        return close(element);
    }

    /// Nearly every value goes through untouched: copy it in one piece, and look closer only where that is needed.
    private void escape(String value) {
        int copied = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == '&' || c == '<' || c == '>') {
                text.append(value, copied, i).append(escaped(c));
                copied = i + 1;
            }
        }
        text.append(value, copied, value.length());
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

    @Override
    public String toString() {
        return text.toString();
    }
}
