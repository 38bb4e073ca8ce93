package brume.lab;

import brume.cloud.network.ElasticAddress;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Sandbox;
import brume.lab.check.Fields;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a sandbox's journal tells beyond its present state: which actions ran, and which public addresses an instance
/// had. It reads each entry once and remembers where it stopped.
final class Trail {

    /// The newest entries that expressions can see.
    static final int ENTRIES = 2_000;

    private final Set<String> actions = new HashSet<>();
    private final Map<String, Set<String>> addresses = new HashMap<>();
    private final Deque<Map<String, Object>> entries = new ArrayDeque<>();
    private long position;

    /// Reads what has been written since. The sandbox is handed in each time, as it may be closed and opened meanwhile.
    synchronized void catchUp(Sandbox sandbox) {
        if (sandbox.position() > position) {
            sandbox.history(position, this::read);
        }
    }

    synchronized boolean ran(String action) {
        return actions.contains(action);
    }

    /// The public addresses that the instance has had, the oldest first.
    synchronized List<String> publicAddresses(String instanceId) {
        return List.copyOf(addresses.getOrDefault(instanceId, Set.of()));
    }

    /// The newest entries, the oldest first, without those that guests write by themselves.
    synchronized List<Map<String, Object>> entries() {
        return new ArrayList<>(entries);
    }

    private void read(Entry entry) {
        position = entry.position();
        actions.add(entry.action());
        for (Change change : entry.changes()) {
            if (change instanceof Change.Put(NetworkInterface card)) {
                card.attachment()
                        .ifPresent(attachment -> card.publicAddress()
                                .ifPresent(address -> seen(attachment.instanceId(), address.toString())));
            } else if (change instanceof Change.Put(ElasticAddress elastic)) {
                elastic.association()
                        .flatMap(association -> association.instanceId())
                        .ifPresent(instance -> seen(instance, elastic.address().toString()));
            }
        }
        if (!entry.action().startsWith("guest:")) {
            entries.addLast(Fields.of("position", entry.position())
                    .and("action", entry.action())
                    .and("principal", entry.principal())
                    .and("at", entry.at())
                    .and("parameters", Fields.tags(entry.parameters()))
                    .map());
            if (entries.size() > ENTRIES) {
                entries.removeFirst();
            }
        }
    }

    private void seen(String instance, String address) {
        addresses.computeIfAbsent(instance, key -> new LinkedHashSet<>()).add(address);
    }
}
