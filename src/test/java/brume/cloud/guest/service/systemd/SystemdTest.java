package brume.cloud.guest.service.systemd;

import static brume.cloud.guest.ConnectedWorld.root;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class SystemdTest {

    private final Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);

    @Test
    void anInstalledServiceOnAmazonLinuxWaitsUntilItIsStarted() throws IOException {
        assertThat(root(guest, "dnf install -y nginx").status()).isZero();
        assertThat(guest.listener(80)).isEmpty();
        assertThat(root(guest, "systemctl is-active nginx").out()).isEqualTo("inactive\n");

        assertThat(root(guest, "systemctl start nginx").status()).isZero();

        assertThat(ConnectedWorld.exchange(guest, 80, "GET / HTTP/1.0\r\n\r\n")).contains("Welcome to nginx!");
        assertThat(root(guest, "systemctl status nginx").out())
                .contains("● nginx.service - The nginx HTTP and reverse proxy server")
                .contains("Loaded: loaded (/usr/lib/systemd/system/nginx.service; disabled; preset: disabled)")
                .contains("Active: active (running) since Mon 2026-03-02")
                .contains("(nginx)")
                .contains("\"nginx: worker process\"");
    }

    @Test
    void onlyWhatIsEnabledComesBackAfterAReboot() {
        root(
                guest,
                "dnf install -y nginx httpd; systemctl enable --now nginx; sed -i s/80/81/ /etc/httpd/conf/httpd.conf");
        guest.reboot();

        assertThat(root(guest, "systemctl is-active nginx httpd").out()).isEqualTo("active\ninactive\n");
        assertThat(guest.listener(80)).isPresent();
    }

    @Test
    void whatRanGoesOnWhenBrumeItselfWasRestarted() throws IOException {
        root(guest, "dnf install -y nginx; systemctl start nginx; systemctl stop chronyd");

        guest.resume();

        assertThat(root(guest, "systemctl is-active nginx chronyd sshd").out()).isEqualTo("active\ninactive\nactive\n");
        assertThat(ConnectedWorld.exchange(guest, 80, "GET / HTTP/1.0\r\n\r\n")).contains("Welcome to nginx!");
    }

    @Test
    void sshKeepsItsPortOverAReboot() {
        guest.listen(22, connection -> connection.close());
        guest.reboot();

        assertThat(guest.listener(22)).isPresent();
    }

    @Test
    void aPortThatIsTakenFailsTheStartAndStandsInTheJournal() {
        root(guest, "dnf install -y nginx httpd; systemctl start nginx");

        ConnectedWorld.Result result = root(guest, "systemctl start httpd");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("Job for httpd.service failed because the control process exited with error code.");
        assertThat(root(guest, "journalctl -u httpd").out())
                .contains("(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80");
        assertThat(root(guest, "systemctl is-failed httpd").out()).isEqualTo("failed\n");
    }

    @Test
    void aUnitOfOnesOwnRunsStopsAndStartsAgainByItself() throws IOException {
        guest.files().asRoot().write("/srv/index.html", "mine");
        guest.files().asRoot().write("/etc/systemd/system/app.service", """
                [Service]
                ExecStart=/usr/bin/python3 -m http.server 8080
                WorkingDirectory=/srv
                Restart=always
                RestartSec=10ms
                [Install]
                WantedBy=multi-user.target
                """);
        assertThat(root(guest, "systemctl daemon-reload; systemctl enable --now app")
                        .status())
                .isZero();
        awaitPort();
        assertThat(ConnectedWorld.exchange(guest, 8080, "GET / HTTP/1.0\r\n\r\n"))
                .endsWith("mine");

        int pid = Integer.parseInt(
                root(guest, "systemctl show -p MainPID --value app").out().strip());
        guest.tasks().of(pid).orElseThrow().deliver(9);
        awaitRestart(pid);

        awaitPort();
        assertThat(ConnectedWorld.exchange(guest, 8080, "GET / HTTP/1.0\r\n\r\n"))
                .endsWith("mine");
        assertThat(root(guest, "systemctl stop app; systemctl is-active app").out())
                .isEqualTo("inactive\n");
        assertThat(guest.listener(8080)).isEmpty();
    }

    private void awaitPort() {
        for (int i = 0; i < 200 && guest.listener(8080).isEmpty(); i++) {
            pause();
        }
    }

    private void awaitRestart(int oldPid) {
        for (int i = 0;
                i < 200
                        && root(guest, "systemctl show -p MainPID --value app")
                                .out()
                                .strip()
                                .matches("0|" + oldPid);
                i++) {
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoIsNotRootMayLookButNotTouch() {
        assertThat(ConnectedWorld.run(guest, "ec2-user", "systemctl is-active sshd")
                        .out())
                .isEqualTo("active\n");
        assertThat(ConnectedWorld.run(guest, "ec2-user", "systemctl stop sshd").err())
                .startsWith("Failed to stop sshd.service: Interactive authentication required.");
    }

    @Test
    void unknownAndMaskedUnitsAreNamedAsSystemdNamesThem() {
        assertThat(root(guest, "systemctl start nothing").err())
                .isEqualTo("Failed to start nothing.service: Unit nothing.service not found.\n");
        assertThat(root(guest, "systemctl status nothing").status()).isEqualTo(4);
        assertThat(root(guest, "systemctl enable nothing").err())
                .isEqualTo("Failed to enable unit: Unit file nothing.service does not exist.\n");
        root(guest, "systemctl stop chronyd; systemctl mask chronyd");
        assertThat(root(guest, "systemctl start chronyd").err())
                .isEqualTo("Failed to start chronyd.service: Unit chronyd.service is masked.\n");
    }

    @Test
    void messagesGoToTheJournalAndComeBackByTagPriorityAndTime() {
        root(guest, "logger -t backup 'all good'; logger -t backup -p user.err broken");

        assertThat(root(guest, "journalctl -t backup -o cat").out()).isEqualTo("all good\nbroken\n");
        assertThat(root(guest, "journalctl -t backup -p err -o cat --no-pager").out())
                .isEqualTo("broken\n");
        assertThat(root(guest, "journalctl -t backup --since tomorrow").err())
                .isEqualTo("Failed to parse timestamp: tomorrow\n");
        assertThat(root(guest, "journalctl -t backup --until yesterday").out()).isEqualTo("-- No entries --\n");
    }
}
