package brume.cloud.guest.program.user;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.shell.Echoing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Passwords of a guest's users, in `/etc/shadow`.
///
/// Differs from Linux: hashed as `$brume$salt$sha256`, not with yescrypt; nothing outside of the guest reads them.
public final class Passwords {

    private static final int MAX_LENGTH = 512;
    private static final int ROUNDS = 5000;

    private Passwords() {}

    /// Asks on standard error and reads one line without showing it; empty at the end of the input.
    public static Optional<String> ask(Process process, String prompt) throws IOException {
        process.err().write(prompt.getBytes(StandardCharsets.UTF_8));
        process.err().flush();
        Echoing.set(process.in(), false);
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int b = process.in().read();
            if (b < 0) {
                return Optional.empty();
            }
            for (;
                    b >= 0 && b != '\n' && line.size() < MAX_LENGTH;
                    b = process.in().read()) {
                line.write(b);
            }
            return Optional.of(line.toString(StandardCharsets.UTF_8));
        } finally {
            Echoing.set(process.in(), true);
        }
    }

    /// True where the user has a password and this is it.
    public static boolean matches(Guest guest, String user, String password) {
        return field(guest, user)
                .filter(hash -> hash.startsWith("$brume$"))
                .filter(hash -> MessageDigest.isEqual(
                        hash.getBytes(StandardCharsets.UTF_8),
                        hash(password, hash.split("\\$", -1)[2]).getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    private static Optional<String> field(Guest guest, String user) {
        try {
            return guest.files()
                    .asRoot()
                    .readText("/etc/shadow")
                    .lines()
                    .map(line -> line.split(":", -1))
                    .filter(line -> line.length > 1 && line[0].equals(user))
                    .map(line -> line[1])
                    .findFirst();
        } catch (FsException missing) {
            return Optional.empty();
        }
    }

    /// Gives a user a password, or with a text that is no password (`!`) takes it away.
    static void set(Guest guest, String user, String password) throws FsException {
        String salt = Long.toHexString(guest.world().random().nextLong());
        store(guest, user, hash(password, salt));
    }

    /// Puts a text into the second field of the user's line.
    static void store(Guest guest, String user, String hash) throws FsException {
        Files files = guest.files().asRoot();
        StringBuilder all = new StringBuilder();
        boolean found = false;
        for (String line : files.readText("/etc/shadow").lines().toList()) {
            String[] field = line.split(":", -1);
            if (field[0].equals(user) && field.length > 2) {
                found = true;
                field[1] = hash;
                field[2] = Long.toString(guest.world().now().getEpochSecond() / 86400);
            }
            all.append(String.join(":", field)).append('\n');
        }
        if (!found) {
            all.append(user).append(':').append(hash).append(":20000:0:99999:7:::\n");
        }
        files.write("/etc/shadow", all.toString());
    }

    static Optional<String> stored(Guest guest, String user) {
        return field(guest, user);
    }

    private static String hash(String password, String salt) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] hash = (salt + password).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < ROUNDS; i++) {
                hash = sha.digest(hash);
            }
            return "$brume$" + salt + "$" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
