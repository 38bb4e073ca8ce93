package brume.portal.grades;

import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Sandbox;
import brume.portal.part.Words;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something that was done in a sandbox, as a person tells it. What a machine writes again and again is told once.
///
/// @param entry the last one
/// @param times how often in a row
/// @param changes of all of them
record Deed(Entry entry, int times, int changes) {

    private static final int SHOWN = 300;
    private static final int NAMED = 3;
    private static final String WRITE = "guest:write";

    /// The newest deeds, the newest first.
    static List<Deed> read(Sandbox sandbox) {
        Deque<Deed> read = new ArrayDeque<>();
        sandbox.history(0, entry -> {
            Deed deed = new Deed(entry, 1, entry.changes().size());
            if (!read.isEmpty() && deed.goesOn(read.getLast())) {
                Deed last = read.removeLast();
                deed = new Deed(entry, last.times + 1, last.changes + deed.changes);
            }
            read.addLast(deed);
            if (read.size() > SHOWN) {
                read.removeFirst();
            }
        });
        List<Deed> newestFirst = new ArrayList<>(read);
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    private boolean goesOn(Deed before) {
        return entry.action().equals(WRITE)
                && before.entry.action().equals(WRITE)
                && before.entry.principal().equals(entry.principal());
    }

    Instant at() {
        return entry.at();
    }

    String who() {
        return entry.principal().equals(Caller.PROVIDER.principal())
                ? Words.say("grades.who.provider")
                : entry.principal();
    }

    String words() {
        String known = "grades.did." + entry.action().replace(':', '.');
        String words = Words.has(known) ? Words.say(known) : entry.action();
        return times > 1 ? Words.say("grades.times", words, times) : words;
    }

    /// The provider's own name of the action and what was asked.
    String details() {
        return Stream.concat(
                        Stream.of(entry.action()),
                        entry.parameters().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue()))
                .collect(Collectors.joining(" "));
    }

    String outcome() {
        if (entry.action().equals(WRITE)) {
            return Words.say("grades.outcome.files", changes);
        }
        List<String> put = entry.changes().stream()
                .filter(Change.Put.class::isInstance)
                .map(change -> ((Change.Put) change).resource().id())
                .distinct()
                .toList();
        List<String> removed = entry.changes().stream()
                .filter(Change.Removed.class::isInstance)
                .map(change -> ((Change.Removed) change).id())
                .distinct()
                .toList();
        return Stream.of(named("grades.outcome.put", put), named("grades.outcome.removed", removed))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String named(String key, List<String> ids) {
        if (ids.isEmpty()) {
            return "";
        }
        String names = ids.stream().limit(NAMED).collect(Collectors.joining(", "));
        return ids.size() > NAMED ? Words.say(key + ".more", names, ids.size() - NAMED) : Words.say(key, names);
    }
}
