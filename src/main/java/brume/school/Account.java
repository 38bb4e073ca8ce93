package brume.school;

import java.time.Instant;
import java.util.Optional;

/// How a person gets in: with a password that Brume keeps, or because an identity provider vouches for them.
///
/// @param subject the provider's own word for the person; empty while no provider has vouched for them
/// @param password empty: this person cannot sign in with a password
/// @param failures wrong passwords since the last right one
/// @param lockedUntil no password is accepted before
public record Account(
        Person person,
        boolean enabled,
        Optional<String> subject,
        Optional<PasswordHash> password,
        int failures,
        Optional<Instant> lockedUntil) {

    public Account(Person person, PasswordHash password) {
        this(person, true, Optional.empty(), Optional.of(password), 0, Optional.empty());
    }

    /// Somebody whom only the provider knows how to recognise.
    public static Account vouchedFor(Person person, String subject) {
        return new Account(person, true, Optional.of(subject), Optional.empty(), 0, Optional.empty());
    }

    public Account with(Person changed) {
        return new Account(changed, enabled, subject, password, failures, lockedUntil);
    }

    public Account withSubject(String known) {
        return new Account(person, enabled, Optional.of(known), password, failures, lockedUntil);
    }

    public Account withFailures(int count, Optional<Instant> locked) {
        return new Account(person, enabled, subject, password, count, locked);
    }

    public Account withEnabled(boolean on) {
        return new Account(person, on, subject, password, failures, lockedUntil);
    }

    public Account withPassword(PasswordHash changed) {
        return new Account(person, enabled, subject, Optional.of(changed), failures, lockedUntil);
    }
}
