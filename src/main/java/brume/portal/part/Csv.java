package brume.portal.part;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A table as a file that a spreadsheet opens by a double click: UTF-8 with a byte order mark, and for French, whose
/// decimals have a comma, semicolons between the columns.
public final class Csv {

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String END = "\r\n";

    private Csv() {}

    /// @param lines of cells, those with text made by [#cell]
    public static String text(Locale language, List<List<String>> lines) {
        String separator = Words.supported(language).equals(Locale.FRENCH) ? ";" : ",";
        return lines.stream()
                .map(line -> String.join(separator, line) + END)
                .collect(Collectors.joining("", BYTE_ORDER_MARK, ""));
    }

    public static byte[] bytes(Locale language, List<List<String>> lines) {
        return text(language, lines).getBytes(StandardCharsets.UTF_8);
    }

    /// Text in a cell. What a spreadsheet would take for a formula gets an apostrophe before it.
    public static String cell(String text) {
        String harmless = text.matches("(?s)\\s*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20].*") || text.startsWith("\t")
                ? "'" + text
                : text;
        return harmless.matches("(?s).*[;,\"\\r\\n\\t].*") ? '"' + harmless.replace("\"", "\"\"") + '"' : harmless;
    }
}
