package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.util.List;
import java.util.Optional;

/// The keys of the provider's APIs.
public interface AccessKeys {

    /// For the API's door: who signed with this key? Inactive keys are found too, so that the door can say so.
    Optional<AccessKey> find(String accessKeyId);

    /// The keys of a sandbox of the tenant; none when the sandbox belongs to another.
    List<AccessKey> of(TenantId within, SandboxId sandbox);

    void add(AccessKey key);

    void deactivate(TenantId within, String accessKeyId);
}
