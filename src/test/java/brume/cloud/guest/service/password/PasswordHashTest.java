package brume.cloud.guest.service.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordHashTest {

    /// As `openssl passwd -apr1`, `htpasswd -s` and libxcrypt made them.
    @ParameterizedTest
    @CsvSource({
        "myPassword,$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/",
        "pw,{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=",
        "secret,$2y$05$CCCCCCCCCCCCCCCCCCCCC.pIKrLVkBX9/OvQMSygY1pWEVn72t6na"
    })
    void knowsWhatOthersHashed(String password, String hash) {
        assertThat(PasswordHash.matches(password, hash)).isTrue();
        assertThat(PasswordHash.matches(password + "x", hash)).isFalse();
    }

    @Test
    void aPlainTextIsNoHash() {
        assertThat(PasswordHash.matches("pw", "pw")).isFalse();
        assertThat(PasswordHash.matches("", "")).isFalse();
    }
}
