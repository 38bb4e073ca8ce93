package brume.cloud.guest.shell;

import brume.cloud.guest.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Draws the line being edited, over as many rows as it takes.
final class Screen {

    private final Tty tty;
    private final Terminal terminal;
    private String prompt = "";
    private int promptWidth;
    /// The row of the cursor below the row where the prompt's last line begins.
    private int row;

    Screen(Tty tty, Terminal terminal) {
        this.tty = tty;
        this.terminal = terminal;
    }

    void text(String text) throws IOException {
        tty.out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    void begin(String newPrompt) throws IOException {
        promptWidth = Prompt.width(newPrompt);
        int newline = newPrompt.lastIndexOf('\n');
        prompt = newPrompt.substring(newline + 1);
        row = 0;
        text(newPrompt);
    }

    private int columns() {
        return Math.max(10, terminal.columns());
    }

    private static int width(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }

    /// A character was put at the end: most of the time it is enough to write it.
    void appended(StringBuilder line, String text) throws IOException {
        int end = promptWidth + width(line);
        if (end % columns() == 0 || end / columns() != row) {
            show(line, line.length());
        } else {
            text(text);
        }
    }

    void show(StringBuilder line, int cursor) throws IOException {
        StringBuilder out = new StringBuilder();
        if (row > 0) {
            out.append("\u001b[").append(row).append('A');
        }
        out.append("\r\u001b[J").append(prompt).append(line);
        int end = promptWidth + width(line);
        if (end % columns() == 0 && end > 0) {
            out.append(" \r");
        }
        int endRow = end / columns();
        int place = promptWidth + width(line.substring(0, cursor));
        row = place / columns();
        if (endRow > row) {
            out.append("\u001b[").append(endRow - row).append('A');
        }
        if (place != end || endRow != row) {
            out.append('\r');
            if (place % columns() > 0) {
                out.append("\u001b[").append(place % columns()).append('C');
            }
        }
        text(out.toString());
    }

    /// The line is finished: the cursor goes below it.
    void end(StringBuilder line) throws IOException {
        int endRow = (promptWidth + width(line)) / columns();
        text((endRow > row ? "\u001b[" + (endRow - row) + "B" : "") + "\n");
    }

    void clear() throws IOException {
        row = 0;
        text("\u001b[H\u001b[2J");
    }

    void bell() throws IOException {
        text("\u0007");
    }

    void search(CharSequence wanted, String found) throws IOException {
        text((row > 0 ? "\u001b[" + row + "A" : "") + "\r\u001b[J(reverse-i-search)`" + wanted + "': " + found);
        row = (23 + width(wanted) + width(found)) / columns();
    }

    void searched() throws IOException {
        text((row > 0 ? "\u001b[" + row + "A" : "") + "\r\u001b[J");
        row = 0;
    }

    /// Shows candidates in columns below the line; the line is drawn again behind them.
    void list(StringBuilder line, List<String> candidates, int columns) throws IOException {
        end(line);
        int widest = candidates.stream().mapToInt(String::length).max().orElse(1) + 2;
        int across = Math.max(1, columns / widest);
        int down = (candidates.size() + across - 1) / across;
        StringBuilder out = new StringBuilder();
        for (int r = 0; r < down; r++) {
            StringBuilder one = new StringBuilder();
            for (int c = 0; c < across && c * down + r < candidates.size(); c++) {
                String name = candidates.get(c * down + r);
                one.append(name).append(" ".repeat(widest - name.length()));
            }
            out.append(one.toString().stripTrailing()).append('\n');
        }
        text(out.toString());
        row = 0;
    }
}
