package brume.cloud.guest.shell;

import brume.cloud.guest.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Edits one line at a terminal with the keys of readline's emacs mode.
final class LineEditor implements InteractiveShell.LineSource {

    private static final int MAX_LINE = 32 * 1024;

    /// Ctrl-C at the prompt.
    static final class Cancelled extends IOException {}

    private final Tty tty;
    private final Terminal terminal;
    private final Completion completion;
    private final List<String> history;
    private final Screen screen;
    private final StringBuilder line = new StringBuilder();
    private String killed = "";
    private String unfinished = "";
    private int cursor;
    private int recalled;
    private boolean tabbed;

    LineEditor(Tty tty, Terminal terminal, Completion completion, List<String> history) {
        this.tty = tty;
        this.terminal = terminal;
        this.completion = completion;
        this.history = history;
        this.screen = new Screen(tty, terminal);
    }

    @Override
    public Optional<String> line(String prompt) throws IOException {
        line.setLength(0);
        cursor = 0;
        recalled = history.size();
        tabbed = false;
        tty.raw(true);
        try {
            screen.begin(prompt);
            while (true) {
                int key = tty.key();
                if (key < 0) {
                    return Optional.empty();
                }
                if (key == '\r' || key == '\n') {
                    screen.end(line);
                    return Optional.of(line.toString());
                }
                if (key == 4 && line.isEmpty()) {
                    return Optional.empty();
                }
                handle(key);
            }
        } finally {
            tty.raw(false);
        }
    }

    private void handle(int key) throws IOException {
        boolean tab = key == '\t';
        switch (key) {
            case 1 -> moveTo(0);
            case 2 -> moveTo(cursor - 1);
            case 3 -> {
                cursor = line.length();
                screen.show(line, cursor);
                screen.text("^C\n");
                throw new Cancelled();
            }
            case 4 -> delete(cursor, cursor + 1);
            case 5 -> moveTo(line.length());
            case 6 -> moveTo(cursor + 1);
            case 8, 127 -> delete(cursor - 1, cursor);
            case '\t' -> complete();
            case 11 -> kill(cursor, line.length());
            case 12 -> {
                screen.clear();
                screen.show(line, cursor);
            }
            case 14 -> recall(recalled + 1);
            case 16 -> recall(recalled - 1);
            case 18 -> search();
            case 20 -> transpose();
            case 21 -> kill(0, cursor);
            case 23 -> kill(wordStart(true), cursor);
            case 25 -> insert(killed);
            case 27 -> escape();
            default -> {
                if (key >= 32) {
                    insert(character(key));
                }
            }
        }
        tabbed = tab;
    }

    /// One character from its UTF-8 bytes.
    private String character(int first) throws IOException {
        int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        for (int i = 0; i < more; i++) {
            int next = tty.key();
            if (next >= 0) {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void escape() throws IOException {
        int key = tty.key();
        if (key != '[' && key != 'O') {
            switch (key) {
                case 'b' -> moveTo(wordStart(false));
                case 'f' -> moveTo(wordEnd());
                case 'd' -> kill(cursor, wordEnd());
                case 127, 8 -> kill(wordStart(false), cursor);
                case '.' -> lastArgument();
                default -> {}
            }
            return;
        }
        StringBuilder parameters = new StringBuilder();
        int letter = tty.key();
        while (letter >= '0' && letter <= '?') {
            parameters.append((char) letter);
            letter = tty.key();
        }
        boolean word =
                parameters.toString().endsWith(";5") || parameters.toString().endsWith(";3");
        switch (letter) {
            case 'A' -> recall(recalled - 1);
            case 'B' -> recall(recalled + 1);
            case 'C' -> moveTo(word ? wordEnd() : cursor + 1);
            case 'D' -> moveTo(word ? wordStart(false) : cursor - 1);
            case 'H' -> moveTo(0);
            case 'F' -> moveTo(line.length());
            case '~' -> {
                switch (parameters.toString()) {
                    case "1", "7" -> moveTo(0);
                    case "4", "8" -> moveTo(line.length());
                    case "3" -> delete(cursor, cursor + 1);
                    case "200" -> paste();
                    default -> {}
                }
            }
            default -> {}
        }
    }

    /// Bracketed paste: everything up to the closing sequence.
    private void paste() throws IOException {
        StringBuilder pasted = new StringBuilder();
        while (pasted.length() < MAX_LINE && pasted.indexOf("\u001b[201~") < 0) {
            int key = tty.key();
            if (key < 0) {
                break;
            }
            pasted.append(character(key));
        }
        insert(pasted.toString().replace("\u001b[201~", "").replace('\r', ' ').replace('\n', ' '));
    }

    private void insert(String text) throws IOException {
        if (line.length() + text.length() > MAX_LINE) {
            return;
        }
        line.insert(cursor, text);
        cursor += text.length();
        if (cursor == line.length() && text.length() <= 2) {
            screen.appended(line, text);
        } else {
            screen.show(line, cursor);
        }
    }

    private void moveTo(int position) throws IOException {
        int target = Math.clamp(position, 0, line.length());
        if (target > 0 && target < line.length() && Character.isLowSurrogate(line.charAt(target))) {
            target += position > cursor ? 1 : -1;
        }
        cursor = target;
        screen.show(line, cursor);
    }

    private void delete(int from, int to) throws IOException {
        if (from < 0 || to > line.length()) {
            return;
        }
        line.delete(from, to);
        cursor = from;
        screen.show(line, cursor);
    }

    private void kill(int from, int to) throws IOException {
        if (from < to) {
            killed = line.substring(from, to);
            delete(from, to);
        }
    }

    private int wordStart(boolean blanksOnly) {
        int at = cursor;
        while (at > 0 && !inWord(line.charAt(at - 1), blanksOnly)) {
            at--;
        }
        while (at > 0 && inWord(line.charAt(at - 1), blanksOnly)) {
            at--;
        }
        return at;
    }

    private int wordEnd() {
        int at = cursor;
        while (at < line.length() && !inWord(line.charAt(at), false)) {
            at++;
        }
        while (at < line.length() && inWord(line.charAt(at), false)) {
            at++;
        }
        return at;
    }

    private static boolean inWord(char c, boolean blanksOnly) {
        return blanksOnly ? c != ' ' && c != '\t' : Character.isLetterOrDigit(c);
    }

    private void transpose() throws IOException {
        if (cursor == 0 || line.length() < 2) {
            return;
        }
        int at = Math.min(cursor, line.length() - 1);
        char left = line.charAt(at - 1);
        line.setCharAt(at - 1, line.charAt(at));
        line.setCharAt(at, left);
        moveTo(at + 1);
    }

    private void recall(int index) throws IOException {
        if (index < 0 || index > history.size() || index == recalled) {
            return;
        }
        if (recalled == history.size()) {
            unfinished = line.toString();
        }
        recalled = index;
        replace(index == history.size() ? unfinished : history.get(index));
    }

    private void replace(String text) throws IOException {
        line.setLength(0);
        line.append(text);
        cursor = line.length();
        screen.show(line, cursor);
    }

    private void lastArgument() throws IOException {
        if (!history.isEmpty()) {
            String[] words = history.getLast().split("\\s+");
            insert(words[words.length - 1]);
        }
    }

    /// Ctrl-R: looks back through the history for what is typed.
    private void search() throws IOException {
        StringBuilder wanted = new StringBuilder();
        int at = history.size();
        String found = line.toString();
        while (true) {
            screen.search(wanted, found);
            int key = tty.key();
            if (key == 18) {
                at = find(wanted.toString(), at - 1).orElse(at);
            } else if (key == 127 || key == 8) {
                wanted.setLength(Math.max(0, wanted.length() - 1));
                at = find(wanted.toString(), history.size() - 1).orElse(at);
            } else if (key >= 32) {
                wanted.append(character(key));
                at = find(wanted.toString(), Math.min(at, history.size() - 1)).orElse(at);
            } else {
                screen.searched();
                replace(key == 3 || key == 7 ? "" : found);
                if (key >= 0 && key != 3 && key != 7 && key != 27) {
                    tty.push(key);
                }
                return;
            }
            found = at < history.size() && at >= 0 ? history.get(at) : found;
        }
    }

    private Optional<Integer> find(String wanted, int from) {
        for (int i = Math.min(from, history.size() - 1); i >= 0; i--) {
            if (history.get(i).contains(wanted)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private void complete() throws IOException {
        Completion.Result result = completion.complete(line.toString(), cursor);
        if (!result.insertion().isEmpty()) {
            insert(result.insertion());
        } else if (result.candidates().size() > 1 && tabbed) {
            screen.list(line, result.candidates(), terminal.columns());
            screen.show(line, cursor);
        } else {
            screen.bell();
        }
    }
}
