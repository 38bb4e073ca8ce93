package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.util.random.RandomGenerator;

/// A key pair for the provider's APIs: it opens one sandbox.
///
/// @param accessKeyId `AKIA` and 16 characters of `A-Z2-7`
/// @param secret 40 characters; signs requests, is shown to its owner, never logged
/// @param principal the name that the sandbox's journal shows for calls with this key
public record AccessKey(String accessKeyId, String secret, SandboxId sandbox, String principal, boolean active) {

    /// A fresh key. The randomness must be a secure one.
    public static AccessKey create(SandboxId sandbox, String principal, RandomGenerator random) {
        return new AccessKey(
                "AKIA" + Letters.random(random, Letters.UPPER_32, 16),
                Letters.random(random, Letters.BASE_64, 40),
                sandbox,
                principal,
                true);
    }

    public AccessKey deactivated() {
        return new AccessKey(accessKeyId, secret, sandbox, principal, false);
    }

    public AccessKey activated() {
        return new AccessKey(accessKeyId, secret, sandbox, principal, true);
    }

    /// Without the secret: this text may end up in a log.
    @Override
    public String toString() {
        return "AccessKey[" + accessKeyId + ", " + sandbox + ", " + (active ? "active" : "inactive") + "]";
    }
}
