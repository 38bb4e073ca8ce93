package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys of the provider's APIs.
public interface AccessKeys {

    /// For the API's door: who signed with this key? Inactive keys are found too, so that the door can say so.
    Optional<AccessKey> find(String accessKeyId);

    /// The keys of a sandbox of the tenant; none when the sandbox belongs to another.
    List<AccessKey> of(TenantId within, SandboxId sandbox);

    /// A key as its owner sees it.
    ///
    /// @param lastUsed when it last signed a call; empty when it never has
    /// @param shown its secret was shown: it is not shown again
    record Listed(AccessKey key, Instant created, Optional<Instant> lastUsed, boolean shown) {}

    /// The same as [#of] with what is known of their lives, the oldest first.
    List<Listed> list(TenantId within, SandboxId sandbox);

    void add(AccessKey key);

    /// Adds a key whose secret is being shown, unless its sandbox has so many already, active or not.
    ///
    /// @return whether there was room
    boolean addShown(AccessKey key, int most);

    /// The one time that a secret is shown.
    ///
    /// @return false when it was shown before, or there is no such key
    boolean show(TenantId within, String accessKeyId);

    void deactivate(TenantId within, String accessKeyId);

    void activate(TenantId within, String accessKeyId);

    /// The key opens nothing any more, and cannot be brought back.
    void remove(TenantId within, String accessKeyId);

    /// It has signed a call. What is remembered may be up to a minute old.
    void used(String accessKeyId, Instant at);
}
