package brume.school;

import java.time.Instant;
import java.util.Optional;

/// An embedded account: what lets a person in when no identity provider does.
///
/// @param password empty: this person cannot sign in with a password
/// @param failures wrong passwords since the last right one
/// @param lockedUntil no password is accepted before
public record Account(
        Person person, boolean enabled, Optional<PasswordHash> password, int failures, Optional<Instant> lockedUntil) {

    public Account(Person person, PasswordHash password) {
        this(person, true, Optional.of(password), 0, Optional.empty());
    }

    public Account with(Person changed) {
        return new Account(changed, enabled, password, failures, lockedUntil);
    }

    public Account withFailures(int count, Optional<Instant> locked) {
        return new Account(person, enabled, password, count, locked);
    }
}
