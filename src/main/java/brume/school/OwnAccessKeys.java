package brume.school;

import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKeys.Listed;
import brume.school.Audit.Action;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/// The access keys of somebody's own sandbox, as the provider lets a user have them: at most [#MOST], so that a new one
/// can stand beside the old one until nothing uses that any more. A secret is shown once: when its key is made, or, of
/// the key that came with the sandbox, when its owner asks.
///
/// @param principal the name that the sandbox's journal shows for calls with a key made here
/// @param note writes down what was done to which key: its id, never its secret
public record OwnAccessKeys(
        AccessKeys keys,
        TenantId tenant,
        SandboxId sandbox,
        String principal,
        RandomGenerator random,
        BiConsumer<Action, String> note) {

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
        if (!keys.addShown(key, MOST)) {
            return Optional.empty();
        }
        note.accept(Action.ACCESS_KEY_CREATED, key.accessKeyId());
        return Optional.of(key);
    }

    /// The key with its secret, the one time that it is shown.
    ///
    /// @return empty when it was shown before
    public Optional<AccessKey> reveal(String accessKeyId) {
        Optional<AccessKey> shown = own(accessKeyId).filter(key -> keys.show(tenant, accessKeyId));
        shown.ifPresent(key -> note.accept(Action.ACCESS_KEY_SHOWN, accessKeyId));
        return shown;
    }

    /// It opens nothing until it is made active again.
    public void deactivate(String accessKeyId) {
        change(accessKeyId, Action.ACCESS_KEY_DEACTIVATED, keys::deactivate);
    }

    public void activate(String accessKeyId) {
        change(accessKeyId, Action.ACCESS_KEY_ACTIVATED, keys::activate);
    }

    /// It opens nothing any more.
    public void remove(String accessKeyId) {
        change(accessKeyId, Action.ACCESS_KEY_DELETED, keys::remove);
    }

    private void change(String accessKeyId, Action action, BiConsumer<TenantId, String> change) {
        own(accessKeyId).ifPresent(key -> {
            change.accept(tenant, accessKeyId);
            note.accept(action, accessKeyId);
        });
    }

    private Optional<AccessKey> own(String accessKeyId) {
        return keys.of(tenant, sandbox).stream()
                .filter(key -> key.accessKeyId().equals(accessKeyId))
                .findFirst();
    }
}
