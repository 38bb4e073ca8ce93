package brume.api;

import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.AccessKeys;
import brume.school.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Access keys in a map, for tests.
public record KnownKeys(Map<String, AccessKey> keys) implements AccessKeys {

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
}
