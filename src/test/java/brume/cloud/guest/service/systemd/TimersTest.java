package brume.cloud.guest.service.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Timer units.
class TimersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            minutely            | 2026-03-02T09:31:00Z
            hourly              | 2026-03-02T10:00:00Z
            daily               | 2026-03-03T00:00:00Z
            weekly              | 2026-03-09T00:00:00Z
            monthly             | 2026-04-01T00:00:00Z
            *:0/5               | 2026-03-02T09:35:00Z
            *:*:0/10            | 2026-03-02T09:30:20Z
            Mon..Fri 08:00      | 2026-03-03T08:00:00Z
            Sat,Sun 10:30:15    | 2026-03-07T10:30:15Z
            *-*-15 02:00        | 2026-03-15T02:00:00Z
            2026-01-01          | 2027-01-01T00:00:00Z
            """)
    void elapsesAtTheNextTimeOfItsCalendar(String event, String expected) {
        assertThat(CalendarEvent.tryParse(event).orElseThrow().after(ZonedDateTime.parse("2026-03-02T09:30:10Z")))
                .hasValue(ZonedDateTime.parse(expected));
    }

    @Test
    void startsItsServiceAgainAndAgainAndIsListed() throws IOException, InterruptedException {
        ConnectedWorld world = new ConnectedWorld();
        world.leaps = true;
        Guest guest = ConnectedWorld.boot(OperatingSystem.UBUNTU_24_04, world);
        guest.files().asRoot().write("/etc/systemd/system/tick.service", """
                [Service]
                Type=oneshot
                ExecStart=/bin/sh -c 'echo tick >> /tmp/ticks'
                """);
        guest.files().asRoot().write("/etc/systemd/system/tick.timer", """
                [Unit]
                Description=Ticks
                [Timer]
                OnCalendar=*:0/5
                [Install]
                WantedBy=timers.target
                """);
        ConnectedWorld.root(guest, "systemctl daemon-reload; systemctl enable --now tick.timer");
        for (int i = 0; i < 300; i++) {
            if (ConnectedWorld.root(guest, "cat /tmp/ticks").out().startsWith("tick\ntick\n")) {
                break;
            }
            Thread.sleep(20);
        }
        assertThat(ConnectedWorld.root(guest, "cat /tmp/ticks").out()).startsWith("tick\ntick\n");
        assertThat(ConnectedWorld.root(guest, "systemctl list-timers --no-pager")
                        .out())
                .startsWith("NEXT ")
                .contains("tick.timer tick.service")
                .contains("\n1 timers listed.\n");
        assertThat(ConnectedWorld.root(
                                guest,
                                "systemctl is-active tick.timer; systemctl stop tick.timer; systemctl is-active tick.timer")
                        .out())
                .isEqualTo("active\ninactive\n");
    }

    @Test
    void refusesACalendarThatIsNone() throws IOException {
        Guest guest = ConnectedWorld.boot(OperatingSystem.UBUNTU_24_04);
        guest.files().asRoot().write("/etc/systemd/system/odd.timer", "[Timer]\nOnCalendar=sometimes\n");
        assertThat(ConnectedWorld.root(guest, "systemctl daemon-reload; systemctl start odd.timer")
                        .err())
                .startsWith("Failed to start odd.timer: Unit odd.timer has a bad unit file setting.");
    }
}
