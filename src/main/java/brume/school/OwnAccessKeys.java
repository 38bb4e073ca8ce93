package brume.school;

import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKeys.Listed;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The access keys of somebody's own sandbox, as the provider lets a user have them: at most [#MOST], so that a new one
/// can stand beside the old one until nothing uses that any more. A secret is shown once: when its key is made, or, of
/// the key that came with the sandbox, when its owner asks.
///
/// @param principal the name that the sandbox's journal shows for calls with a key made here
public record OwnAccessKeys(
        AccessKeys keys, TenantId tenant, SandboxId sandbox, String principal, RandomGenerator random) {

    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html>
    public static final int MOST = 2;

    /// The oldest first.
    public List<Listed> all() {
        return keys.list(tenant, sandbox);
    }

    /// A further key, whose secret is to be shown now.
    ///
    /// @return empty when there are [#MOST] already
    public Optional<AccessKey> create() {
        AccessKey key = AccessKey.create(sandbox, principal, random);
        return keys.addShown(key, MOST) ? Optional.of(key) : Optional.empty();
    }

    /// The key with its secret, the one time that it is shown.
    ///
    /// @return empty when it was shown before
    public Optional<AccessKey> reveal(String accessKeyId) {
        return own(accessKeyId).filter(key -> keys.show(tenant, accessKeyId));
    }

    /// It opens nothing until it is made active again.
    public void deactivate(String accessKeyId) {
        own(accessKeyId).ifPresent(key -> keys.deactivate(tenant, accessKeyId));
    }

    public void activate(String accessKeyId) {
        own(accessKeyId).ifPresent(key -> keys.activate(tenant, accessKeyId));
    }

    /// It opens nothing any more.
    public void remove(String accessKeyId) {
        own(accessKeyId).ifPresent(key -> keys.remove(tenant, accessKeyId));
    }

    private Optional<AccessKey> own(String accessKeyId) {
        return keys.of(tenant, sandbox).stream()
                .filter(key -> key.accessKeyId().equals(accessKeyId))
                .findFirst();
    }
}
