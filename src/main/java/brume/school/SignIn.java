package brume.school;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The door for people with an embedded account: user name and password. After [#FREE_FAILURES] wrong passwords each
/// further one locks the account, first for a minute, then twice as long each time, at most an hour. Whoever tries many
/// accounts is slowed by address, see [Failures]. Every refusal is in the [Audit], but for those that an address must
/// wait for, of which only the first is.
public final class SignIn {

    public static final int FREE_FAILURES = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final People people;
    private final Passwords passwords;
    private final Audit audit;
    private final InstantSource clock;
    private final PasswordHash nobody;
    private final Failures failures = new Failures();

    /// Hashing takes a processor: whoever sends many guesses at once waits for their turn, and the limits count by
    /// then.
    private final Semaphore turns =
            new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()), true);

    public SignIn(People people, Passwords passwords, Audit audit, InstantSource clock) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.clock = clock;
        this.nobody = passwords.hash("nobody has this password");
    }

    /// What came of it.
    public sealed interface Outcome {
        record Welcome(Person person) implements Outcome {}

        /// Wrong name or password, or no such account: which of them is not told.
        record Refused() implements Outcome {}

        /// Not even looked at, since the account was guessed at too often; try again then.
        record Locked(Instant until) implements Outcome {}

        /// Not even looked at, since too many guesses came from this address; try again then.
        record TooMany(Instant until) implements Outcome {}
    }

    /// @param address where it comes from
    public Outcome with(String username, String password, String address) {
        turns.acquireUninterruptibly();
        try {
            return look(normal(username), password, address);
        } finally {
            turns.release();
        }
    }

    private Outcome look(String username, String password, String address) {
        Instant now = clock.instant();
        Optional<Instant> waits = failures.waits(address, username, now);
        if (waits.isPresent()) {
            return new Outcome.TooMany(waits.get());
        }
        Optional<Account> account = people.account(username).filter(Account::enabled);
        Optional<Instant> locked = account.flatMap(Account::lockedUntil).filter(now::isBefore);
        if (locked.isPresent()) {
            refused(account, username, "locked", address, now);
            return new Outcome.Locked(locked.get());
        }
        PasswordHash hash = account.flatMap(Account::password).orElse(nobody);
        boolean right = passwords.matches(password, hash);
        if (account.isEmpty() || account.get().password().isEmpty()) {
            refused(people.account(username), username, "", address, now);
            return new Outcome.Refused();
        }
        PersonId id = account.get().person().id();
        if (right) {
            Account after = account.get();
            if (after.failures() > 0) {
                after = people.update(id, one -> one.withFailures(0, Optional.empty()));
            }
            failures.know(address, username);
            return new Outcome.Welcome(after.person());
        }
        people.update(id, one -> one.withFailures(one.failures() + 1, lock(one.failures() + 1, now)));
        refused(account, username, "", address, now);
        return new Outcome.Refused();
    }

    private void refused(Optional<Account> account, String username, String why, String address, Instant now) {
        boolean isFull = failures.add(address, now);
        Optional<TenantId> tenant =
                account.flatMap(one -> one.person().tenants().stream().findFirst());
        audit.add(new Audit.Line(
                now, tenant, username, Audit.Action.SIGN_IN_REFUSED, "", isFull ? "address slowed" : why, address));
    }

    private static Optional<Instant> lock(int failures, Instant now) {
        if (failures < FREE_FAILURES) {
            return Optional.empty();
        }
        int doublings = Math.min(failures - FREE_FAILURES, 10);
        Duration wanted = FIRST_LOCK.multipliedBy(1L << doublings);
        return Optional.of(now.plus(wanted.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : wanted));
    }

    private static String normal(String username) {
        return username.strip().toLowerCase(Locale.ROOT);
    }
}
