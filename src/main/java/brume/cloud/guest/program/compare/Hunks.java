package brume.cloud.guest.program.compare;

import brume.cloud.guest.program.compare.Edits.Change;
import java.util.ArrayList;
import java.util.List;

/// The shapes in which `diff` shows changes: normal, unified, context, side by side.
final class Hunks {

    private static final String NO_NEWLINE = "\\ No newline at end of file";

    /// The lines of a file.
    ///
    /// @param complete false where the last line has no end
    record Side(List<String> lines, boolean complete) {}

    private final Side old;
    private final Side fresh;
    private final List<Change> changes;
    private final StringBuilder out = new StringBuilder();

    Hunks(Side old, Side fresh, List<Change> changes) {
        this.old = old;
        this.fresh = fresh;
        this.changes = changes;
    }

    String normal() {
        for (Change change : changes) {
            out.append(range(change.from(), change.to(), ","))
                    .append(change.deletes() ? change.adds() ? 'c' : 'd' : 'a')
                    .append(range(change.start(), change.end(), ","))
                    .append('\n');
            lines(old, change.from(), change.to(), "< ");
            out.append(change.deletes() && change.adds() ? "---\n" : "");
            lines(fresh, change.start(), change.end(), "> ");
        }
        return out.toString();
    }

    private static String range(int from, int to, String comma) {
        return to - from <= 1 ? Integer.toString(to > from ? from + 1 : from) : (from + 1) + comma + to;
    }

    private void lines(Side side, int from, int to, String prefix) {
        for (int i = from; i < to; i++) {
            out.append(prefix).append(side.lines().get(i)).append('\n');
            if (i == side.lines().size() - 1 && !side.complete()) {
                out.append(NO_NEWLINE).append('\n');
            }
        }
    }

    /// Changes near each other belong together.
    private List<List<Change>> groups(int context) {
        List<List<Change>> groups = new ArrayList<>();
        for (Change change : changes) {
            if (groups.isEmpty() || change.from() - groups.getLast().getLast().to() > 2 * context) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(change);
        }
        return groups;
    }

    String unified(int context) {
        for (List<Change> group : groups(context)) {
            int from = Math.max(0, group.getFirst().from() - context);
            int start = Math.max(0, group.getFirst().start() - context);
            int to = Math.min(old.lines().size(), group.getLast().to() + context);
            int end = Math.min(fresh.lines().size(), group.getLast().end() + context);
            out.append("@@ -")
                    .append(span(from, to))
                    .append(" +")
                    .append(span(start, end))
                    .append(" @@\n");
            int at = from;
            for (Change change : group) {
                lines(old, at, change.from(), " ");
                lines(old, change.from(), change.to(), "-");
                lines(fresh, change.start(), change.end(), "+");
                at = change.to();
            }
            lines(old, at, to, " ");
        }
        return out.toString();
    }

    private static String span(int from, int to) {
        int count = to - from;
        return count == 1 ? Integer.toString(from + 1) : (count == 0 ? from : from + 1) + "," + count;
    }

    String context(int context) {
        for (List<Change> group : groups(context)) {
            int from = Math.max(0, group.getFirst().from() - context);
            int start = Math.max(0, group.getFirst().start() - context);
            int to = Math.min(old.lines().size(), group.getLast().to() + context);
            int end = Math.min(fresh.lines().size(), group.getLast().end() + context);
            out.append("***************\n*** ").append(range(from, to, ",")).append(" ****\n");
            if (group.stream().anyMatch(Change::deletes)) {
                int at = from;
                for (Change change : group) {
                    lines(old, at, change.from(), "  ");
                    lines(old, change.from(), change.to(), change.adds() ? "! " : "- ");
                    at = change.to();
                }
                lines(old, at, to, "  ");
            }
            out.append("--- ").append(range(start, end, ",")).append(" ----\n");
            if (group.stream().anyMatch(Change::adds)) {
                int at = start;
                for (Change change : group) {
                    lines(fresh, at, change.start(), "  ");
                    lines(fresh, change.start(), change.end(), change.deletes() ? "! " : "+ ");
                    at = change.end();
                }
                lines(fresh, at, end, "  ");
            }
        }
        return out.toString();
    }

    /// Two columns in so many characters.
    String sideBySide(int width, boolean suppressCommon) {
        int half = Math.max(1, (width - 3 + 8) / 2 / 8 * 8 - 3);
        half = Math.min(half, (width - 3) / 2);
        int second = (half + 3 + 7) / 8 * 8;
        if (second + half > width) {
            half = Math.max(1, width - second);
        }
        int at = 0;
        int other = 0;
        for (Change change : changes) {
            while (at < change.from()) {
                if (!suppressCommon) {
                    row(old.lines().get(at), ' ', fresh.lines().get(other), half, second);
                }
                at++;
                other++;
            }
            while (at < change.to() || other < change.end()) {
                boolean left = at < change.to();
                boolean right = other < change.end();
                row(
                        left ? old.lines().get(at++) : "",
                        left && right ? '|' : left ? '<' : '>',
                        right ? fresh.lines().get(other++) : "",
                        half,
                        second);
            }
        }
        while (at < old.lines().size() && !suppressCommon) {
            row(old.lines().get(at++), ' ', fresh.lines().get(other++), half, second);
        }
        return out.toString();
    }

    private void row(String left, char sign, String right, int half, int second) {
        String shown = left.length() > half ? left.substring(0, half) : left;
        out.append(shown);
        int column = shown.length();
        if (sign != ' ') {
            column = pad(column, half + 1);
            out.append(sign);
            column++;
        }
        if (!right.isEmpty() || sign == '|') {
            pad(column, second);
            out.append(right.length() > half ? right.substring(0, half) : right);
        }
        out.append('\n');
    }

    /// Tabs where they fit, then blanks.
    private int pad(int from, int to) {
        int column = from;
        while (column / 8 * 8 + 8 <= to) {
            out.append('\t');
            column = column / 8 * 8 + 8;
        }
        while (column < to) {
            out.append(' ');
            column++;
        }
        return column;
    }
}
