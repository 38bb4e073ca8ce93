package brume.school;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a new password must be, after NIST SP 800-63B: long enough, not the user name, not among those that everybody
/// tries first. No rule asks for digits or signs: such rules make passwords that are hard to keep and easy to guess.
public final class PasswordRules {

    public static final int SHORTEST = 8;

    /// Those of at least eight characters among the commonest of published lists, English and French keyboards alike.
    private static final Set<String> COMMON = Set.of(
            "password",
            "password1",
            "password12",
            "password123",
            "passw0rd",
            "p@ssword",
            "p@ssw0rd",
            "12345678",
            "123456789",
            "1234567890",
            "0123456789",
            "987654321",
            "0987654321",
            "87654321",
            "11111111",
            "00000000",
            "88888888",
            "12341234",
            "11223344",
            "112233445566",
            "123123123",
            "1q2w3e4r",
            "1q2w3e4r5t",
            "1qaz2wsx",
            "qwertyui",
            "qwertyuiop",
            "qwerty123",
            "qwerty12",
            "qwerty1234",
            "azertyui",
            "azertyuiop",
            "azerty123",
            "azerty12",
            "azerty1234",
            "asdfghjk",
            "asdfghjkl",
            "qsdfghjklm",
            "zxcvbnm1",
            "abcdefgh",
            "abcd1234",
            "abc12345",
            "a1b2c3d4",
            "aa123456",
            "iloveyou",
            "iloveyou1",
            "jetaime123",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "superman",
            "starwars",
            "trustno1",
            "whatever",
            "computer",
            "internet",
            "changeme",
            "changeme1",
            "letmein1",
            "welcome1",
            "welcome123",
            "bienvenue",
            "bonjour1",
            "bonjour123",
            "motdepasse",
            "motdepasse1",
            "motdepasse123",
            "marseille",
            "doudou123",
            "chouchou",
            "loulou123",
            "soleil123",
            "administrator",
            "administrateur",
            "admin123",
            "admin1234",
            "student1",
            "student123",
            "etudiant",
            "etudiant1",
            "brume123",
            "brumebrume",
            "cloudcloud",
            "test1234",
            "testtest",
            "azertyazerty",
            "qwertyqwerty");

    private PasswordRules() {}

    /// Why a password is not taken.
    public enum Why {
        TOO_SHORT,
        TOO_LONG,
        THE_USER_NAME,
        TOO_COMMON,
        NOT_THE_OLD_ONE,
        THE_SAME
    }

    /// @return empty when it is taken
    public static Optional<Why> against(String password, Person person) {
        String plain = password.strip().toLowerCase(Locale.ROOT);
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(Why.TOO_SHORT);
        }
        if (password.length() > Passwords.LONGEST) {
            return Optional.of(Why.TOO_LONG);
        }
        if (isName(plain, person.username()) || isName(plain, person.name()) || isName(plain, person.email())) {
            return Optional.of(Why.THE_USER_NAME);
        }
        if (COMMON.contains(plain) || plain.chars().distinct().count() <= 2) {
            return Optional.of(Why.TOO_COMMON);
        }
        return Optional.empty();
    }

    /// The name, alone, twice, or with a few digits or signs after it.
    private static boolean isName(String plain, String name) {
        String known = name.strip().toLowerCase(Locale.ROOT);
        return !known.isEmpty()
                && (plain.replace(known, "").codePoints().noneMatch(Character::isLetter) && plain.contains(known));
    }
}
