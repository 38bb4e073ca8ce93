package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// Hands out sandboxes: a fresh cloud with its account number, its owner and a first access key.
public final class SandboxDesk {

    private final Sandboxes sandboxes;
    private final AccessKeys keys;
    private final Creation creation;
    private final SecureRandom random;
    private final InstantSource clock;

    /// Makes the cloud itself: `clouds::create`.
    public interface Creation {
        void create(SandboxId sandbox, String account);
    }

    /// A sandbox and the key that opens it.
    public record Opened(SandboxOwner owner, AccessKey key) {}

    public SandboxDesk(
            Sandboxes sandboxes, AccessKeys keys, Creation creation, SecureRandom random, InstantSource clock) {
        this.sandboxes = sandboxes;
        this.keys = keys;
        this.creation = creation;
        this.random = random;
        this.clock = clock;
    }

    /// Opens a sandbox for a person.
    ///
    /// @param username the name that its journal shows for calls with the key
    public Opened open(TenantId tenant, PersonId person, String username, Optional<AttemptId> attempt) {
        SandboxId id = new SandboxId("sb-" + Letters.random(random, Letters.LOWER_32, 12));
        String account = Long.toString(random.nextLong(100_000_000_000L, 1_000_000_000_000L));
        SandboxOwner owner = new SandboxOwner(id, tenant, person, account, clock.instant(), attempt);
        creation.create(id, account);
        sandboxes.add(owner);
        return new Opened(owner, newKey(owner, username));
    }

    /// A further key for a sandbox.
    public AccessKey newKey(SandboxOwner owner, String username) {
        AccessKey key = AccessKey.create(owner.sandbox(), username, random);
        keys.add(key);
        return key;
    }
}
