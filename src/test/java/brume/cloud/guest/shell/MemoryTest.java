package brume.cloud.guest.shell;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.Guest;
import brume.cloud.guest.TestWorld;
import brume.cloud.guest.image.OperatingSystem;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Programs share the memory of the process that simulates all machines: what never ends must not take it all.
class MemoryTest {

    private final Guest guest = TestWorld.boot(OperatingSystem.DEBIAN_12);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes | sort",
                "yes | tac",
                "yes | shuf",
                "yes | paste -s",
                "yes | xargs -n 1 echo",
                "yes | column -t",
                "yes | tr -d '\\n' | rev",
                "diff <(yes) <(yes n)",
                "cmp /dev/zero /dev/zero",
                "sed ':a;N;$!ba' /dev/zero",
                "yes | awk '{a[NR]=$0}'",
                "awk 'BEGIN{s=\"aaaaaaaa\"; while(1) s=s s}'",
                "mapfile a < <(yes)",
                "x=$(yes)",
                "x=aaaaaaaa; while :; do x=$x$x; done"
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void whatNeverEndsIsToldThatMemoryIsOut(String command) {
        TestWorld.Result result = TestWorld.run(guest, "root", command, "");

        assertThat(result.err()).containsPattern("memory exhausted|out of memory|cannot allocate");
        assertThat(result.status()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes | split -l 1 -a 5",
                "touch {1..90000}",
                "fallocate -l 6G most; cat /dev/zero > full",
                "cat /dev/urandom > full"
            })
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aDiskHasAnEnd(String command) {
        TestWorld.Result result = TestWorld.run(guest, "root", command, "");

        assertThat(result.err()).containsPattern("exhausted|No space left|File too large");
    }
}
