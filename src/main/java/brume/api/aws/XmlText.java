package brume.api.aws;

/// Writes XML text: elements in order, escaped.
public final class XmlText {

    private final StringBuilder text;

    public XmlText(int expectedCharacters) {
        this.text = new StringBuilder(expectedCharacters);
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

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\r' -> text.append("&#13;");
                default -> text.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
