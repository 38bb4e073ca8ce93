package brume.school;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Hashes passwords with PBKDF2 (HMAC-SHA-256) of the JDK. The count of iterations stands in each hash, so that it can
/// be raised later; 600,000 is what OWASP's password storage cheat sheet asks for (2023). The salt has 16 bytes, the
/// hash 32. A password longer than [#LONGEST] is refused unread, so that nobody makes the server work for nothing.
public final class Passwords {

    public static final int ITERATIONS = 600_000;
    public static final int LONGEST = 256;
    private static final int RANDOM_ITERATIONS = 1_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final String SCHEME = "pbkdf2-sha256";

    private final SecureRandom random;
    private final int iterations;

    public Passwords(SecureRandom random) {
        this(random, ITERATIONS);
    }

    /// With fewer iterations, for tests.
    Passwords(SecureRandom random, int iterations) {
        this.random = random;
        this.iterations = iterations;
    }

    /// @throws IllegalArgumentException when the password is empty or too long
    public PasswordHash hash(String password) {
        return hash(password, iterations);
    }

    private PasswordHash hash(String password, int times) {
        if (password.isEmpty() || password.length() > LONGEST) {
            throw new IllegalArgumentException("A password has 1 to " + LONGEST + " characters");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return new PasswordHash(SCHEME + "$" + times + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(derive(password, salt, times)));
    }

    /// For a password that was drawn at random from so many that nobody tries them all: iterations add nothing to it,
    /// and a school's worth of them is hashed in a second.
    PasswordHash hashRandom(String password) {
        return hash(password, Math.min(iterations, RANDOM_ITERATIONS));
    }

    /// Is this the password? Takes as long for a wrong one as for a right one, whatever the count in the hash.
    ///
    /// @throws IllegalStateException when the stored hash is not one of ours
    public boolean matches(String password, PasswordHash hash) {
        String[] parts = hash.value().split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("A stored password hash is not of the scheme " + SCHEME);
        }
        if (password.isEmpty() || password.length() > LONGEST) {
            return false;
        }
        Base64.Decoder base64 = Base64.getDecoder();
        byte[] expected = base64.decode(parts[3]);
        int times = Integer.parseInt(parts[1]);
        byte[] given = derive(password, base64.decode(parts[2]), times);
        if (times < iterations) {
            derive(password, base64.decode(parts[2]), iterations - times);
        }
        return MessageDigest.isEqual(expected, given);
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has PBKDF2WithHmacSHA256", impossible);
        } finally {
            spec.clearPassword();
        }
    }
}
