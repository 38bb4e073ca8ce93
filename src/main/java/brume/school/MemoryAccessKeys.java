package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Access keys that live as long as the process: for trying a lab, and for tests.
public record MemoryAccessKeys(Map<String, AccessKey> keys) implements AccessKeys {

    @Override
    public Optional<AccessKey> find(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId));
    }

    @Override
    public List<AccessKey> of(TenantId within, SandboxId sandbox) {
        return keys.values().stream()
                .filter(key -> key.sandbox().equals(sandbox))
                .toList();
    }

    @Override
    public void add(AccessKey key) {
        keys.put(key.accessKeyId(), key);
    }

    @Override
    public void deactivate(TenantId within, String accessKeyId) {
        keys.computeIfPresent(accessKeyId, (id, key) -> key.deactivated());
    }

    /// Nothing is remembered of their lives.
    @Override
    public List<Listed> list(TenantId within, SandboxId sandbox) {
        return of(within, sandbox).stream()
                .map(key -> new Listed(key, Instant.EPOCH, Optional.empty(), false))
                .toList();
    }

    @Override
    public boolean addShown(AccessKey key, int most) {
        add(key);
        return true;
    }

    @Override
    public boolean show(TenantId within, String accessKeyId) {
        return keys.containsKey(accessKeyId);
    }

    @Override
    public void activate(TenantId within, String accessKeyId) {
        keys.computeIfPresent(accessKeyId, (id, key) -> key.activated());
    }

    @Override
    public void remove(TenantId within, String accessKeyId) {
        keys.remove(accessKeyId);
    }

    @Override
    public void used(String accessKeyId, Instant at) {
        // forgotten with the process anyway
    }
}
