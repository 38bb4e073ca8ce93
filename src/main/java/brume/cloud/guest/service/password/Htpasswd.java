package brume.cloud.guest.service.password;

import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.guest.program.user.Passwords;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// `htpasswd`: keeps a web server's password file.
///
/// Differs from Apache: reads what is typed from standard input where there is no terminal; no `-d`, `-2`, `-5`.
public final class Htpasswd implements Program {

    private static final int FILE_PROBLEM = 1;
    private static final int SYNTAX = 2;
    private static final int MISMATCH = 3;
    private static final int BAD_USER = 6;
    private static final int MOST_NAME = 255;
    private static final String USAGE = """
            Usage:
            	htpasswd [-cimBpsDv] [-C cost] passwordfile username
            	htpasswd -b[cmBpsDv] [-C cost] passwordfile username password

            	htpasswd -n[imBps] [-C cost] username
            	htpasswd -nb[mBps] [-C cost] username password
             -c  Create a new file.
             -n  Don't update file; display results on stdout.
             -b  Use the password from the command line rather than prompting for it.
             -i  Read password from stdin without verification (for script usage).
             -m  Force MD5 hashing of the password (default).
             -B  Force bcrypt hashing of the password (very secure).
             -C  Set the computing time used for the bcrypt algorithm
                 (higher is more secure but slower, default: 5, valid: 4 to 12).
             -s  Force SHA-1 hashing of the password (insecure).
             -p  Do not hash the password (plaintext, insecure).
             -D  Delete the specified user.
             -v  Verify password for the specified user.""";

    /// What was asked for.
    private record Wish(String letters, int cost, List<String> operands) {
        private boolean has(char letter) {
            return letters.indexOf(letter) >= 0;
        }

        private String user() {
            return operands.get(has('n') ? 0 : 1);
        }
    }

    @Override
    public int run(Process process) throws IOException {
        StringBuilder letters = new StringBuilder();
        List<String> operands = new ArrayList<>();
        int cost = 5;
        for (int i = 0; i < process.args().size(); i++) {
            String arg = process.args().get(i);
            if (!operands.isEmpty() || !arg.startsWith("-") || arg.equals("-")) {
                operands.add(arg);
                continue;
            }
            for (int at = 1; at < arg.length(); at++) {
                char letter = arg.charAt(at);
                if ("cnbimBspDvC".indexOf(letter) < 0) {
                    process.warn("htpasswd: illegal option -- " + letter + "\n" + USAGE);
                    return SYNTAX;
                }
                letters.append(letter);
            }
            if (arg.endsWith("C")) {
                String number = i + 1 < process.args().size() ? process.args().get(++i) : "";
                cost = number.matches("\\d{1,2}") ? Integer.parseInt(number) : 0;
            }
        }
        Wish wish = new Wish(letters.toString(), cost, operands);
        if (operands.size() != 1 + (wish.has('n') ? 0 : 1) + (wish.has('b') ? 1 : 0)) {
            process.warn(USAGE);
            return SYNTAX;
        }
        if (wish.has('c') && wish.has('n')) {
            return process.fail(SYNTAX, "-c and -n options conflict");
        }
        if (wish.user().length() > MOST_NAME) {
            return process.fail(5, "username too long (> " + MOST_NAME + ")");
        }
        if (wish.user().contains(":")) {
            return process.fail(BAD_USER, "username contains illegal character ':'");
        }
        return perform(process, wish);
    }

    private static int perform(Process process, Wish wish) throws IOException {
        String typed = wish.has('n') ? "" : wish.operands().getFirst();
        String path = process.path(typed);
        Files files = process.files();
        String old = "";
        if (!wish.has('n')) {
            if (!files.exists(path) && !wish.has('c')) {
                return process.fail(FILE_PROBLEM, "cannot modify file " + typed + "; use '-c' to create it");
            }
            try {
                old = wish.has('c') ? "" : files.readText(path);
            } catch (FsException unreadable) {
                return process.fail(FILE_PROBLEM, "cannot open file " + typed + " for read access");
            }
        }
        if (wish.has('v')) {
            return verify(process, wish, old);
        }
        String user = wish.user();
        boolean known = PasswordHash.find(old, user).isPresent();
        String line = "";
        if (wish.has('D')) {
            process.warn(known ? "Deleting password for user " + user : "User " + user + " not found");
        } else {
            Optional<String> password = password(process, wish, true);
            if (password.isEmpty()) {
                return process.fail(MISMATCH, "password verification error");
            }
            if (wish.has('B') && (wish.cost() < 4 || wish.cost() > Bcrypt.MOST_COST)) {
                return process.fail(MISMATCH, "Unable to encode with bcrypt: Invalid argument");
            }
            line = user + ":" + hash(process.guest().world().random(), wish, password.get()) + "\n";
        }
        if (wish.has('n')) {
            process.println(line);
            return 0;
        }
        try {
            files.write(path, replaced(old, user, line));
        } catch (FsException refused) {
            return process.fail(
                    FILE_PROBLEM,
                    files.exists(path)
                            ? "cannot open file " + typed + " for write access"
                            : "cannot create file " + typed);
        }
        if (!wish.has('D')) {
            process.warn((known ? "Updating" : "Adding") + " password for user " + user);
        }
        return 0;
    }

    private static int verify(Process process, Wish wish, String file) throws IOException {
        Optional<String> password = password(process, wish, false);
        Optional<String> hash = PasswordHash.find(file, wish.user());
        if (hash.isEmpty()) {
            process.warn("User " + wish.user() + " not found");
            return BAD_USER;
        }
        boolean right =
                password.filter(word -> PasswordHash.matches(word, hash.get())).isPresent();
        process.warn(right ? "Password for user " + wish.user() + " correct." : "password verification failed");
        return right ? 0 : MISMATCH;
    }

    /// Empty where the second time another was typed.
    private static Optional<String> password(Process process, Wish wish, boolean fresh) throws IOException {
        if (wish.has('b')) {
            return Optional.of(wish.operands().getLast());
        }
        if (wish.has('i')) {
            return Passwords.ask(process, "");
        }
        Optional<String> first = Passwords.ask(process, fresh ? "New password: " : "Enter password: ");
        newline(process);
        if (!fresh) {
            return first;
        }
        Optional<String> second = Passwords.ask(process, "Re-type new password: ");
        newline(process);
        return first.equals(second) ? first : Optional.empty();
    }

    /// What Enter would have shown.
    private static void newline(Process process) throws IOException {
        if (process.terminal().isPresent()) {
            process.warn("");
        }
    }

    private static String hash(RandomGenerator random, Wish wish, String password) {
        if (wish.has('p')) {
            return password;
        }
        if (wish.has('s')) {
            return PasswordHash.sha1(password);
        }
        if (wish.has('B')) {
            byte[] salt = new byte[16];
            random.nextBytes(salt);
            return Bcrypt.hash(password, salt, wish.cost());
        }
        StringBuilder salt = new StringBuilder();
        PasswordHash.letters(salt, random.nextInt(), 4);
        PasswordHash.letters(salt, random.nextInt(), 4);
        return PasswordHash.apr1(password, salt.toString());
    }

    private static String replaced(String old, String user, String line) {
        StringBuilder all = new StringBuilder();
        boolean done = false;
        for (String one : old.lines().toList()) {
            if (one.startsWith(user + ":")) {
                all.append(line);
                done = true;
            } else {
                all.append(one).append('\n');
            }
        }
        return all.append(done ? "" : line).toString();
    }
}
