package brume.school;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(new SecureRandom(), 1000);

    @Test
    void acceptsTheRightPasswordOnly() {
        PasswordHash hash = passwords.hash("Une brume légère");
        assertThat(passwords.matches("Une brume légère", hash)).isTrue();
        assertThat(passwords.matches("une brume légère", hash)).isFalse();
        assertThat(passwords.matches("", hash)).isFalse();
    }

    @Test
    void neverHashesTwoTimesAlike() {
        assertThat(passwords.hash("alice")).isNotEqualTo(passwords.hash("alice"));
        assertThat(passwords.hash("alice").value()).doesNotContain("alice").startsWith("pbkdf2-sha256$1000$");
    }

    @Test
    void checksAHashMadeWithAnotherCountOfIterations() {
        PasswordHash old = new Passwords(new SecureRandom(), 777).hash("ines");
        assertThat(passwords.matches("ines", old)).isTrue();
    }

    @Test
    void aRandomPasswordIsHashedFastAndCheckedLikeAnyOther() {
        Passwords slow = new Passwords(new SecureRandom(), 2_000);
        PasswordHash hash = slow.hashRandom("k7mq-x2vd-9hfw-c4tz");
        assertThat(hash.value()).startsWith("pbkdf2-sha256$1000$");
        assertThat(slow.matches("k7mq-x2vd-9hfw-c4tz", hash)).isTrue();
        assertThat(slow.matches("k7mq-x2vd-9hfw-c4tx", hash)).isFalse();
    }

    @Test
    void refusesAPasswordLongEnoughToKeepTheServerBusy() {
        String endless = "x".repeat(Passwords.LONGEST + 1);
        assertThatThrownBy(() -> passwords.hash(endless)).isInstanceOf(IllegalArgumentException.class);
        assertThat(passwords.matches(endless, passwords.hash("x"))).isFalse();
    }
}
