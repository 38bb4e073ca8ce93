package brume.cloud.guest.program.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What turns one list of lines into another: runs of lines deleted and added, in order, as few as Myers' algorithm
/// finds.
final class Edits {

    /// Beyond so many differing lines the middle is taken as changed altogether.
    private static final int MAX_DISTANCE = 2_000;

    /// Lines `from` to before `to` of the old file replaced by lines `start` to before `end` of the new one; counted
    /// from 0.
    record Change(int from, int to, int start, int end) {
        boolean deletes() {
            return to > from;
        }

        boolean adds() {
            return end > start;
        }
    }

    private Edits() {}

    static List<Change> between(List<String> old, List<String> fresh) {
        int head = 0;
        while (head < old.size() && head < fresh.size() && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < old.size() - head
                && tail < fresh.size() - head
                && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        List<String> a = old.subList(head, old.size() - tail);
        List<String> b = fresh.subList(head, fresh.size() - tail);
        boolean[] deleted = new boolean[a.size()];
        boolean[] added = new boolean[b.size()];
        if (a.isEmpty() || b.isEmpty() || !mark(a, b, deleted, added)) {
            Arrays.fill(deleted, true);
            Arrays.fill(added, true);
        }
        slide(a, deleted);
        slide(b, added);
        return changes(deleted, added, head);
    }

    /// Marks what differs on a shortest way; false where it is too long to look for.
    private static boolean mark(List<String> a, List<String> b, boolean[] deleted, boolean[] added) {
        int max = Math.min(a.size() + b.size(), MAX_DISTANCE);
        int[] furthest = new int[2 * max + 3];
        List<int[]> history = new ArrayList<>();
        for (int d = 0; d <= max; d++) {
            for (int k = -d; k <= d; k += 2) {
                boolean down = k == -d || k != d && furthest[max + k] < furthest[max + k + 2];
                int x = down ? furthest[max + k + 2] : furthest[max + k] + 1;
                int y = x - k;
                while (x < a.size() && y < b.size() && a.get(x).equals(b.get(y))) {
                    x++;
                    y++;
                }
                furthest[max + k + 1] = x;
                if (x >= a.size() && y >= b.size()) {
                    history.add(Arrays.copyOfRange(furthest, max - d, max + d + 3));
                    back(history, a.size(), b.size(), deleted, added);
                    return true;
                }
            }
            history.add(Arrays.copyOfRange(furthest, max - d, max + d + 3));
        }
        return false;
    }

    private static void back(List<int[]> history, int n, int m, boolean[] deleted, boolean[] added) {
        int x = n;
        int y = m;
        for (int d = history.size() - 1; d > 0; d--) {
            int[] before = history.get(d - 1);
            int centre = d;
            int k = x - y;
            boolean down = k == -d || k != d && before[k - 1 + centre] < before[k + 1 + centre];
            int previous = down ? k + 1 : k - 1;
            int px = before[previous + centre];
            int py = px - previous;
            if (down) {
                added[py] = true;
            } else {
                deleted[px] = true;
            }
            x = px;
            y = py;
        }
    }

    /// Moves a run of marked lines down as far as equal lines allow, as GNU's diff does.
    private static void slide(List<String> lines, boolean[] marked) {
        int end = lines.size();
        for (int start = 0; start < end; start++) {
            if (!marked[start] || start > 0 && marked[start - 1]) {
                continue;
            }
            int from = start;
            int to = start;
            while (to < end && marked[to]) {
                to++;
            }
            while (to < end && !marked[to] && lines.get(from).equals(lines.get(to))) {
                marked[from++] = false;
                marked[to++] = true;
                while (to < end && marked[to]) {
                    to++;
                }
            }
            start = to;
        }
    }

    private static List<Change> changes(boolean[] deleted, boolean[] added, int head) {
        List<Change> changes = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (x < deleted.length || y < added.length) {
            int from = x;
            int start = y;
            while (x < deleted.length && deleted[x]) {
                x++;
            }
            while (y < added.length && added[y]) {
                y++;
            }
            if (x > from || y > start) {
                changes.add(new Change(from + head, x + head, start + head, y + head));
            } else {
                x++;
                y++;
            }
        }
        return changes;
    }
}
