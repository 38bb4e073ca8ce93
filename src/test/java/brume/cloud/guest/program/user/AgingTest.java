package brume.cloud.guest.program.user;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.Guest;
import brume.cloud.guest.TestWorld;
import brume.cloud.guest.image.OperatingSystem;
import org.junit.jupiter.api.Test;

/// When passwords end, and who is in a group.
class AgingTest {

    @Test
    void listsAndSetsWhenAPasswordEnds() {
        Guest guest = TestWorld.boot(OperatingSystem.UBUNTU_24_04);
        TestWorld.run(guest, "root", "useradd bob; chage -M 90 -W 10 -E 2026-12-31 bob", "");
        assertThat(TestWorld.run(guest, "root", "chage -l bob", "").out())
                .contains("Last password change\t\t\t\t\t: Mar 02, 2026\n")
                .contains("Password expires\t\t\t\t\t: May 31, 2026\n")
                .contains("Account expires\t\t\t\t\t\t: Dec 31, 2026\n")
                .contains("Number of days of warning before password expires\t: 10\n");
        assertThat(TestWorld.run(guest, "ubuntu", "chage -l bob", "").err()).isEqualTo("chage: Permission denied.\n");
        assertThat(TestWorld.run(guest, "root", "chage -l nobodyhere", "").err())
                .isEqualTo("chage: user 'nobodyhere' does not exist in /etc/passwd\n");
    }

    @Test
    void putsUsersIntoGroupsAndOutOfThem() {
        Guest guest = TestWorld.boot(OperatingSystem.AMAZON_LINUX_2023);
        TestWorld.Result result = TestWorld.run(
                guest,
                "root",
                "useradd bob; groupadd dev; gpasswd -a bob dev; getent group dev; gpasswd -d bob dev; getent group dev",
                "");
        assertThat(result.out())
                .isEqualTo(
                        "Adding user bob to group dev\ndev:x:1002:bob\nRemoving user bob from group dev\ndev:x:1002:\n");
        assertThat(TestWorld.run(guest, "root", "gpasswd -d bob dev", "").err())
                .isEqualTo("gpasswd: user 'bob' is not a member of 'dev'\n");
    }
}
