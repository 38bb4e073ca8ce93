package brume.cloud.guest.service.password;

import static brume.cloud.guest.ConnectedWorld.root;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Recorded from Apache's own `htpasswd`.
class HtpasswdTest {

    private static Guest guest;

    @BeforeAll
    static void install() {
        guest = ConnectedWorld.boot(OperatingSystem.DEBIAN_12);
        assertThat(root(guest, "apt-get update; apt-get install -y apache2-utils")
                        .status())
                .isZero();
    }

    private static void says(String command, int status, String out, String err) {
        ConnectedWorld.Result result = root(guest, command);
        assertThat(result.err()).isEqualTo(err);
        assertThat(result.out()).isEqualTo(out);
        assertThat(result.status()).isEqualTo(status);
    }

    @Test
    void addsChangesVerifiesAndDeletesUsers() {
        says("htpasswd -b nof bob pw", 1, "", "htpasswd: cannot modify file nof; use '-c' to create it\n");
        says("htpasswd -cb f bob pw", 0, "", "Adding password for user bob\n");
        says("htpasswd -b f bob pw2", 0, "", "Updating password for user bob\n");
        says("htpasswd -bB f amy pw", 0, "", "Adding password for user amy\n");
        says("htpasswd -vb f bob pw", 3, "", "password verification failed\n");
        says("htpasswd -vb f amy pw", 0, "", "Password for user amy correct.\n");
        says("htpasswd -vb f zed pw", 6, "", "User zed not found\n");
        says("htpasswd -D f amy", 0, "", "Deleting password for user amy\n");
        says("htpasswd -b f a:b pw", 6, "", "htpasswd: username contains illegal character ':'\n");
        says("htpasswd -cb /nodir/f a pw", 1, "", "htpasswd: cannot create file /nodir/f\n");
        assertThat(root(guest, "cat f").out()).matches("bob:\\$apr1\\$[./A-Za-z0-9]{8}\\$[./A-Za-z0-9]{22}\n");
    }

    @Test
    void asksForThePasswordTwice() {
        says(
                "printf 'x\\ny\\n' | htpasswd -c g joe",
                3,
                "",
                "New password: Re-type new password: htpasswd: password verification error\n");
        says("printf 'x\\n' | htpasswd -ci h joe", 0, "", "Adding password for user joe\n");
    }

    @Test
    void showsTheLineInsteadOfWritingIt() {
        says("htpasswd -nbs a pw", 0, "a:{SHA}GpHWL3ymc5liWkNopqtdSjuqYHM=\n\n", "");
        assertThat(root(guest, "htpasswd -nbB a pw").out()).matches("a:\\$2y\\$05\\$[./A-Za-z0-9]{53}\n\n");
    }
}
