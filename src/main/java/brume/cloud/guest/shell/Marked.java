package brume.cloud.guest.shell;

/// Text whose characters remember whether they were quoted: quoted ones mean nothing to globs.
final class Marked {

    /// What a shell refuses to hold in one string.
    static final int MAX_LENGTH = 8 * 1024 * 1024;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();
    /// Taken as a pattern, `@(...)` and its like count.
    boolean extended;
    /// Taken as a pattern, small letters are as good as capital ones.
    boolean ignoresCase;

    static Marked unquoted(String text) {
        Marked marked = new Marked();
        marked.append(text, false);
        return marked;
    }

    void append(String more, boolean quoted) {
        if (text.length() + more.length() > MAX_LENGTH) {
            throw new ShellError("xrealloc: cannot allocate " + (2L * MAX_LENGTH) + " bytes", 2, true);
        }
        text.append(more);
        marks.repeat(quoted ? 'q' : ' ', more.length());
    }

    void append(char c, boolean quoted) {
        append(String.valueOf(c), quoted);
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    char at(int index) {
        return text.charAt(index);
    }

    boolean quotedAt(int index) {
        return marks.charAt(index) == 'q';
    }

    /// True where the character stands there unquoted.
    boolean is(int index, char c) {
        return index < text.length() && text.charAt(index) == c && !quotedAt(index);
    }

    Marked part(int from, int to) {
        Marked part = new Marked();
        part.text.append(text, from, to);
        part.marks.append(marks, from, to);
        part.extended = extended;
        part.ignoresCase = ignoresCase;
        return part;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
