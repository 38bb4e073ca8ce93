package brume.school;

import brume.cloud.sandbox.SandboxId;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Hands out sandboxes: a fresh cloud with its account number, its owner and a first access key.
public final class SandboxDesk {

    private final Sandboxes sandboxes;
    private final AccessKeys keys;
    private final Creation creation;
    private final SecureRandom random;
    private final InstantSource clock;
    private final List<Consumer<SandboxId>> listeners = new CopyOnWriteArrayList<>();

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
    /// @throws QuotaFull when the school has as many as it may; nothing is changed then
    public Opened open(TenantId tenant, PersonId person, String username) {
        return open(fresh(tenant, person, Optional.empty(), Optional.empty()), username);
    }

    /// Opens a sandbox for an attempt in a course.
    ///
    /// @throws QuotaFull when the school or the course has as many as it may; nothing is changed then
    public Opened open(TenantId tenant, PersonId person, String username, CourseId course, AttemptId attempt) {
        return open(fresh(tenant, person, Optional.of(course), Optional.of(attempt)), username);
    }

    private Opened open(SandboxOwner owner, String username) {
        sandboxes.add(owner);
        try {
            creation.create(owner.sandbox(), owner.account());
            return new Opened(owner, newKey(owner, username));
        } catch (RuntimeException failure) {
            discard(owner);
            throw failure;
        }
    }

    /// It was opened for nothing.
    public void discard(SandboxOwner owner) {
        sandboxes.remove(owner.tenant(), owner.sandbox());
    }

    /// A fresh one in place of another, which stays as it is behind closed doors.
    ///
    /// @throws Principal.Refused when the school has no such sandbox
    public Opened replace(TenantId tenant, SandboxId sandbox, String username) {
        SandboxOwner old = sandboxes.find(tenant, sandbox).orElseThrow(Principal.Refused::new);
        SandboxOwner fresh = fresh(old.tenant(), old.person(), old.course(), old.attempt());
        creation.create(fresh.sandbox(), fresh.account());
        sandboxes.replace(old, fresh);
        closed(old);
        return new Opened(fresh, newKey(fresh, username));
    }

    private SandboxOwner fresh(
            TenantId tenant, PersonId person, Optional<CourseId> course, Optional<AttemptId> attempt) {
        SandboxId id = new SandboxId("sb-" + Letters.random(random, Letters.LOWER_32, 12));
        String account = Long.toString(random.nextLong(100_000_000_000L, 1_000_000_000_000L));
        return new SandboxOwner(id, tenant, person, account, clock.instant(), attempt, course, Optional.empty());
    }

    /// Hears of each sandbox whose doors have just been closed: what is open into it ends.
    ///
    /// @return ends the subscription
    public Runnable onClose(Consumer<SandboxId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// The course is over, and with it the ways into its sandboxes.
    public void archived(Course course) {
        sandboxes.of(course.tenant(), course.id()).forEach(this::closed);
    }

    /// The ways into somebody's sandboxes are closed with their account.
    public void disabled(Person person) {
        person.tenants().forEach(tenant -> sandboxes.of(tenant, person.id()).forEach(this::closed));
    }

    private void closed(SandboxOwner owner) {
        listeners.forEach(listener -> listener.accept(owner.sandbox()));
    }

    /// A further key for a sandbox.
    public AccessKey newKey(SandboxOwner owner, String username) {
        AccessKey key = AccessKey.create(owner.sandbox(), username, random);
        keys.add(key);
        return key;
    }
}
