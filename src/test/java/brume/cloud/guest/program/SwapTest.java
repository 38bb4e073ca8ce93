package brume.cloud.guest.program;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.Guest;
import brume.cloud.guest.TestWorld;
import brume.cloud.guest.image.OperatingSystem;
import org.junit.jupiter.api.Test;

/// The swap file of many tutorials for small machines.
class SwapTest {

    private final Guest guest = TestWorld.boot(OperatingSystem.AMAZON_LINUX_2023);

    private TestWorld.Result root(String command) {
        return TestWorld.run(guest, "root", command, "");
    }

    @Test
    void aSwapFileIsMadeSwitchedOnShownAndSwitchedOff() {
        TestWorld.Result made =
                root("fallocate -l 1G /swapfile && chmod 600 /swapfile && mkswap /swapfile && swapon /swapfile");
        assertThat(made.err()).isEmpty();
        assertThat(made.out())
                .startsWith("Setting up swapspace version 1, size = 1024 MiB (1073737728 bytes)\nno label, UUID=");
        assertThat(root("swapon --show").out())
                .isEqualTo("NAME      TYPE  SIZE USED PRIO\n/swapfile file 1024M   0B   -2\n");
        assertThat(root("tail -1 /proc/swaps").out()).matches("/swapfile +file\t\t1048572\t\t0\t\t-2\n");
        assertThat(root("free -m").out()).containsPattern("Swap: +1023 +0 +1023");
        assertThat(root("grep SwapTotal /proc/meminfo").out()).isEqualTo("SwapTotal:       1048572 kB\n");
        assertThat(root("swapon /swapfile").err())
                .isEqualTo("swapon: /swapfile: swapon failed: Device or resource busy\n");
        assertThat(root("swapoff /swapfile; swapon --show").out()).isEmpty();
        assertThat(root("swapoff /swapfile").err()).isEqualTo("swapoff: /swapfile: swapoff failed: Invalid argument\n");
    }

    @Test
    void onlyWhatFstabNamesComesBackAfterARestart() {
        root("for f in a b; do dd if=/dev/zero of=/$f bs=1M count=64; chmod 600 /$f; mkswap /$f; swapon /$f; done");
        assertThat(root("swapon --show --noheadings").out().lines()).hasSize(2);
        root("echo '/a swap swap defaults 0 0' >> /etc/fstab");
        guest.reboot();
        assertThat(root("swapon --show --noheadings").out()).isEqualTo("/a   file   64M   0B   -2\n");
    }

    @Test
    void whatIsNoSwapSpaceIsRefused() {
        assertThat(root("truncate -s 1M /plain; chmod 600 /plain; swapon /plain")
                        .err())
                .isEqualTo("swapon: /plain: read swap header failed\n");
        assertThat(root("swapon /nothing").err())
                .isEqualTo("swapon: cannot open /nothing: No such file or directory\n");
        assertThat(root("fallocate -l 1M /open; mkswap /open").err())
                .isEqualTo("mkswap: /open: insecure permissions 0644, fix with: chmod 0600 /open\n");
        assertThat(TestWorld.run(guest, "ec2-user", "/usr/sbin/swapoff -a", "").err())
                .isEqualTo("swapoff: Not superuser.\n");
    }
}
