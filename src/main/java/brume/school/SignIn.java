package brume.school;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/// The door for people with an embedded account: user name and password. After [#FREE_FAILURES] wrong passwords each
/// further one locks the account, first for a minute, then twice as long each time, at most an hour.
public final class SignIn {

    public static final int FREE_FAILURES = 5;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);

    private final People people;
    private final Passwords passwords;
    private final InstantSource clock;
    private final PasswordHash nobody;

    public SignIn(People people, Passwords passwords, InstantSource clock) {
        this.people = people;
        this.passwords = passwords;
        this.clock = clock;
        this.nobody = passwords.hash("nobody has this password");
    }

    /// What came of it.
    public sealed interface Outcome {
        record Welcome(Person person) implements Outcome {}

        /// Wrong name or password, or no such account: which of them is not told.
        record Refused() implements Outcome {}

        /// Not even looked at; try again then.
        record Locked(Instant until) implements Outcome {}
    }

    public Outcome with(String username, String password) {
        Optional<Account> account = people.account(normal(username)).filter(Account::enabled);
        Instant now = clock.instant();
        Optional<Instant> locked = account.flatMap(Account::lockedUntil).filter(now::isBefore);
        if (locked.isPresent()) {
            return new Outcome.Locked(locked.get());
        }
        PasswordHash hash = account.flatMap(Account::password).orElse(nobody);
        boolean right = passwords.matches(password, hash);
        if (account.isEmpty() || account.get().password().isEmpty()) {
            return new Outcome.Refused();
        }
        PersonId id = account.get().person().id();
        if (right) {
            Account after = account.get();
            if (after.failures() > 0) {
                after = people.update(id, one -> one.withFailures(0, Optional.empty()));
            }
            return new Outcome.Welcome(after.person());
        }
        people.update(id, one -> one.withFailures(one.failures() + 1, lock(one.failures() + 1, now)));
        return new Outcome.Refused();
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
