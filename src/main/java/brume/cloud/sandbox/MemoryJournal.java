package brume.cloud.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// A journal that lives as long as the process: for trying a lab, and for tests.
public final class MemoryJournal implements Journal {

    private final Map<SandboxId, List<Entry>> entries = new ConcurrentHashMap<>();

    @Override
    public synchronized void append(SandboxId sandbox, List<Entry> added) {
        List<Entry> known = entries.computeIfAbsent(sandbox, id -> new ArrayList<>());
        long position = added.getFirst().position();
        if (position != known.size() + 1) {
            throw new PositionTaken(sandbox, position);
        }
        known.addAll(added);
    }

    @Override
    public synchronized void replay(SandboxId sandbox, long after, Consumer<Entry> reader) {
        List<Entry> known = entries.getOrDefault(sandbox, List.of());
        List.copyOf(known.subList((int) after, known.size())).forEach(reader);
    }
}
