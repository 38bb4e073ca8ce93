package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sandboxes' owners and access keys in memory, for tests.
public final class MemorySandboxes implements Sandboxes, AccessKeys {

    private final Map<SandboxId, SandboxOwner> owners = new ConcurrentHashMap<>();
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

    @Override
    public Optional<SandboxOwner> find(TenantId within, SandboxId sandbox) {
        return atTheDoor(sandbox).filter(owner -> owner.tenant().equals(within));
    }

    @Override
    public List<SandboxOwner> of(TenantId within, PersonId person) {
        return all(within).stream()
                .filter(owner -> owner.person().equals(person))
                .toList();
    }

    @Override
    public List<SandboxOwner> all(TenantId within) {
        return owners.values().stream()
                .filter(owner -> owner.tenant().equals(within))
                .sorted(Comparator.comparing(SandboxOwner::created).reversed())
                .toList();
    }

    @Override
    public Optional<SandboxOwner> atTheDoor(SandboxId sandbox) {
        return Optional.ofNullable(owners.get(sandbox));
    }

    @Override
    public void add(SandboxOwner owner) {
        if (owners.putIfAbsent(owner.sandbox(), owner) != null) {
            throw new IllegalArgumentException("Taken: " + owner.sandbox());
        }
    }

    @Override
    public List<SandboxOwner> of(TenantId within, CourseId course) {
        return all(within).stream()
                .filter(owner -> owner.course().filter(course::equals).isPresent())
                .toList();
    }

    @Override
    public void replace(SandboxOwner old, SandboxOwner fresh) {
        add(fresh);
        owners.replace(old.sandbox(), old.closed(SandboxOwner.Closed.REPLACED));
    }

    @Override
    public void remove(TenantId within, SandboxId sandbox) {
        if (find(within, sandbox).isPresent()) {
            owners.remove(sandbox);
            keys.values().removeIf(key -> key.sandbox().equals(sandbox));
        }
    }

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    @Override
    public List<AccessKey> of(TenantId within, SandboxId sandbox) {
        return find(within, sandbox).stream()
                .flatMap(owner ->
                        keys.values().stream().filter(key -> key.sandbox().equals(sandbox)))
                .sorted(Comparator.comparing(AccessKey::accessKeyId))
                .toList();
    }

    @Override
    public void add(AccessKey key) {
        keys.put(key.accessKeyId(), key);
    }

    @Override
    public void deactivate(TenantId within, String accessKeyId) {
        find(accessKeyId)
                .filter(key -> find(within, key.sandbox()).isPresent())
                .ifPresent(key -> keys.put(accessKeyId, key.deactivated()));
    }

    private final Map<String, Instant> used = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();

    @Override
    public List<Listed> list(TenantId within, SandboxId sandbox) {
        return of(within, sandbox).stream()
                .map(key -> new Listed(
                        key,
                        Instant.EPOCH,
                        Optional.ofNullable(used.get(key.accessKeyId())),
                        shown.contains(key.accessKeyId())))
                .toList();
    }

    @Override
    public boolean addShown(AccessKey key, int most) {
        if (keys.values().stream()
                        .filter(one -> one.sandbox().equals(key.sandbox()))
                        .count()
                >= most) {
            return false;
        }
        add(key);
        return shown.add(key.accessKeyId());
    }

    @Override
    public boolean show(TenantId within, String accessKeyId) {
        return mine(within, accessKeyId).isPresent() && shown.add(accessKeyId);
    }

    @Override
    public void activate(TenantId within, String accessKeyId) {
        mine(within, accessKeyId).ifPresent(key -> keys.put(accessKeyId, key.activated()));
    }

    @Override
    public void remove(TenantId within, String accessKeyId) {
        mine(within, accessKeyId).ifPresent(key -> keys.remove(accessKeyId));
    }

    @Override
    public void used(String accessKeyId, Instant at) {
        used.put(accessKeyId, at);
    }

    private Optional<AccessKey> mine(TenantId within, String accessKeyId) {
        return find(accessKeyId).filter(key -> find(within, key.sandbox()).isPresent());
    }
}
