package brume.cloud.guest.service.cron;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands at set times.
class CronTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            * * * * *        | 2026-03-02T09:31:00Z | true
            */5 * * * *      | 2026-03-02T09:35:00Z | true
            */5 * * * *      | 2026-03-02T09:36:00Z | false
            0 2 * * *        | 2026-03-02T02:00:00Z | true
            0 2 * * *        | 2026-03-02T03:00:00Z | false
            30 8 * * mon-fri | 2026-03-02T08:30:00Z | true
            30 8 * * 1-5     | 2026-03-01T08:30:00Z | false
            0 0 * * 7        | 2026-03-01T00:00:00Z | true
            0 0 13 * 5       | 2026-03-13T00:00:00Z | true
            0 0 1,15 * *     | 2026-03-15T00:00:00Z | true
            0 0 1 jan *      | 2026-01-01T00:00:00Z | true
            @hourly          | 2026-03-02T09:00:00Z | true
            @daily           | 2026-03-02T09:00:00Z | false
            @reboot          | 2026-03-02T00:00:00Z | false
            """)
    void isDueAtItsTimes(String fields, String at, boolean due) {
        CronTable table = CronTable.parse(fields + " echo hi\n", false);
        assertThat(table.entries().getFirst().due(ZonedDateTime.parse(at))).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"60 * * * * x,minute", "0 24 * * * x,hour", "0 0 0 * * x,day-of-month", "x,minute", "* * * * *,command"
    })
    void saysWhichFieldIsWrong(String line, String field) {
        Guest guest = ConnectedWorld.boot(OperatingSystem.DEBIAN_12);
        assertThat(ConnectedWorld.root(guest, "echo '" + line + "' | crontab -").err())
                .isEqualTo("\"-\":1: bad " + field + "\nerrors in crontab file, can't install.\n");
    }

    @Test
    void runsTheTableOfAUserAndTheTablesOfTheMachine() throws InterruptedException {
        ConnectedWorld world = new ConnectedWorld();
        world.leaps = true;
        Guest guest = ConnectedWorld.boot(OperatingSystem.DEBIAN_12, world);
        assertThat(ConnectedWorld.run(guest, "admin", "crontab -l").err()).isEqualTo("no crontab for admin\n");
        ConnectedWorld.run(
                guest, "admin", "(echo 'NAME=cron'; echo '* * * * * echo $NAME $(whoami) $PWD >> ~/log') | crontab -");
        ConnectedWorld.root(guest, "echo '* * * * * root echo machine > /tmp/m' > /etc/cron.d/job");
        for (int i = 0; i < 200 && !guest.files().asRoot().exists("/tmp/m"); i++) {
            Thread.sleep(20);
        }
        Thread.sleep(200);
        assertThat(ConnectedWorld.root(guest, "head -1 /home/admin/log; cat /tmp/m")
                        .out())
                .isEqualTo("cron admin /home/admin\nmachine\n");
        assertThat(ConnectedWorld.root(guest, "journalctl -u cron --no-pager").out())
                .contains("(admin) CMD (echo $NAME $(whoami) $PWD >> ~/log)");
        assertThat(ConnectedWorld.run(guest, "admin", "crontab -r; crontab -l").status())
                .isEqualTo(1);
    }

    @Test
    void isInstalledWithItsPackageOnAmazonLinux() {
        Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);
        assertThat(ConnectedWorld.root(guest, "crontab -l").err()).contains("crontab: command not found");
        ConnectedWorld.root(guest, "dnf install -y cronie && systemctl enable --now crond");
        assertThat(ConnectedWorld.root(guest, "systemctl is-active crond; echo '@daily true' | crontab - && crontab -l")
                        .out())
                .isEqualTo("active\n@daily true\n");
    }
}
