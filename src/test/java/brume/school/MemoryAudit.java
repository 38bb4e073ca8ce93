package brume.school;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// An audit in memory, for tests: it gives everything, the newest first.
public final class MemoryAudit implements Audit {

    private final List<Kept> lines = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void add(Line line) {
        lines.add(new Kept(lines.size() + 1L, line));
    }

    @Override
    public List<Kept> read(Wanted wanted) {
        return List.copyOf(lines).reversed();
    }

    /// Each line's action, user name, subject and detail, in the order they were added.
    public List<String> said() {
        return List.copyOf(lines).stream()
                .map(Kept::line)
                .map(line -> String.join(" ", line.action().key(), line.username(), line.subject(), line.detail())
                        .strip())
                .toList();
    }
}
