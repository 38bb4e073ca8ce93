package brume.app.labtest;

import java.util.ArrayList;
import java.util.List;

/// A command line cut into words as a POSIX shell would: quotes and backslashes, no expansions.
final class ShellWords {

    private ShellWords() {}

    /// @throws IllegalArgumentException when a quote is not closed
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                inWord = true;
            } else if (c == '\\' && quote != '\'' && at + 1 < line.length()) {
                word.append(line.charAt(++at));
                inWord = true;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("A quote is not closed: " + line);
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }
}
