package brume.cloud.guest.service.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/// The hashes that Apache and nginx find in a password file: `$apr1$` (Apache's MD5), `$2y$` (bcrypt), `{SHA}`.
///
/// Differs from Linux: what `crypt` made (`$1$`, `$5$`, `$6$`, `$y$`) matches no password.
public final class PasswordHash {

    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final String MAGIC = "$apr1$";
    private static final int ROUNDS = 1000;
    private static final int MOST_SALT = 8;

    private PasswordHash() {}

    /// The hash of a user in the text of a password file, `user:hash` by line.
    public static Optional<String> find(String file, String user) {
        return file.lines()
                .filter(line -> line.startsWith(user + ":"))
                .map(line -> line.substring(user.length() + 1).split(":", -1)[0].strip())
                .findFirst();
    }

    public static boolean matches(String password, String hash) {
        String made = hash.startsWith(MAGIC)
                ? apr1(password, hash.substring(MAGIC.length()).split("\\$", -1)[0])
                : hash.startsWith("{SHA}") ? sha1(password) : Bcrypt.again(password, hash);
        return !made.isEmpty()
                && MessageDigest.isEqual(made.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8));
    }

    static String sha1(String password) {
        return "{SHA}"
                + Base64.getEncoder().encodeToString(digest("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
    }

    /// Poul-Henning Kamp's MD5 of a password, with Apache's own mark.
    static String apr1(String password, String longSalt) {
        String salt = longSalt.substring(0, Math.min(MOST_SALT, longSalt.length()));
        byte[] word = password.getBytes(StandardCharsets.UTF_8);
        byte[] grain = salt.getBytes(StandardCharsets.UTF_8);
        MessageDigest md5 = digest("MD5");
        md5.update(word);
        md5.update(grain);
        byte[] sum = md5.digest(word);
        md5.update(word);
        md5.update((MAGIC + salt).getBytes(StandardCharsets.UTF_8));
        for (int left = word.length; left > 0; left -= 16) {
            md5.update(sum, 0, Math.min(16, left));
        }
        for (int bits = word.length; bits > 0; bits >>= 1) {
            md5.update((bits & 1) == 1 ? 0 : word[0]);
        }
        sum = md5.digest();
        for (int round = 0; round < ROUNDS; round++) {
            md5.update((round & 1) == 1 ? word : sum);
            if (round % 3 != 0) {
                md5.update(grain);
            }
            if (round % 7 != 0) {
                md5.update(word);
            }
            sum = md5.digest((round & 1) == 1 ? sum : word);
        }
        StringBuilder text = new StringBuilder(MAGIC + salt + "$");
        for (int i = 0; i < 5; i++) {
            int third = i == 4 ? 5 : i + 12;
            letters(text, (sum[i] & 0xff) << 16 | (sum[i + 6] & 0xff) << 8 | sum[third] & 0xff, 4);
        }
        letters(text, sum[11] & 0xff, 2);
        Arrays.fill(word, (byte) 0);
        return text.toString();
    }

    static void letters(StringBuilder text, int bits, int count) {
        int rest = bits;
        for (int i = 0; i < count; i++) {
            text.append(ALPHABET.charAt(rest & 0x3f));
            rest >>>= 6;
        }
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
