package brume.school;

import brume.cloud.sandbox.Text;

/// A salted hash of a password as one text, `pbkdf2-sha256$<iterations>$<salt>$<hash>` in Base64. [Passwords] makes
/// and checks it. `toString()` gives the text for the database; it is no secret that opens anything by itself, but
/// does not belong into a log either.
public record PasswordHash(String value) implements Text {

    public static PasswordHash parse(String text) {
        return new PasswordHash(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
