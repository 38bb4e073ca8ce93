package brume.school;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What a new password must be, after NIST SP 800-63B: long enough, not the user name, not among those that everybody
/// tries first. No rule asks for digits or signs: such rules make passwords that are hard to keep and easy to guess.
public final class PasswordRules {

    public static final int SHORTEST = 8;

    /// Those of at least eight characters among the commonest of published lists, English and French keyboards alike.
    private static final Set<String> COMMON = common();

    private PasswordRules() {}

    private static Set<String> common() {
        try (InputStream in = PasswordRules.class.getResourceAsStream("/brume/school/common-passwords.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

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
