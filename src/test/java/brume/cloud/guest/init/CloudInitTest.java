package brume.cloud.guest.init;

import static brume.cloud.guest.ConnectedWorld.root;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CloudInitTest {

    private static Guest launched(OperatingSystem os, String userData) {
        ConnectedWorld world = new ConnectedWorld();
        world.userData = Optional.of(userData.getBytes(StandardCharsets.UTF_8));
        return ConnectedWorld.boot(os, world);
    }

    @Test
    void aScriptInstallsStartsAndServes() throws IOException {
        Guest guest = launched(OperatingSystem.AMAZON_LINUX_2023, """
                #!/bin/bash
                yum update -y
                yum install -y httpd
                systemctl start httpd
                systemctl enable httpd
                echo "<h1>Hello</h1>" > /var/www/html/index.html
                """);

        assertThat(root(guest, "cloud-init status --wait").out()).endsWith("status: done\n");

        assertThat(ConnectedWorld.exchange(guest, 80, "GET / HTTP/1.0\r\n\r\n")).endsWith("<h1>Hello</h1>\n");
        assertThat(guest.files().asRoot().readText("/var/log/cloud-init-output.log"))
                .contains("Complete!")
                .contains("Cloud-init v. 22.2.2 finished at");
    }

    @Test
    void aCloudConfigWritesInstallsAndRuns() throws IOException {
        Guest guest = launched(OperatingSystem.UBUNTU_24_04, """
                #cloud-config
                package_update: true
                packages: [nginx]
                hostname: web1
                users:
                  - default
                  - name: dev
                    groups: sudo
                    ssh_authorized_keys: [ssh-ed25519 AAAA dev]
                write_files:
                  - path: /var/www/html/index.html
                    content: PGgxPmI2NDwvaDE+
                    encoding: b64
                    permissions: '0640'
                    owner: root:www-data
                  - path: /etc/motd
                    content: more
                    append: true
                runcmd:
                  - [ sh, -c, "echo one > /root/one" ]
                  - echo two > /root/two
                """);

        assertThat(root(guest, "cloud-init status --wait").out()).endsWith("status: done\n");

        assertThat(ConnectedWorld.exchange(guest, 80, "GET / HTTP/1.0\r\n\r\n")).endsWith("<h1>b64</h1>");
        var files = guest.files().asRoot();
        assertThat(files.readText("/root/one") + files.readText("/root/two")).isEqualTo("one\ntwo\n");
        assertThat(files.stat("/var/www/html/index.html").mode()).isEqualTo(0640);
        assertThat(files.readText("/home/dev/.ssh/authorized_keys")).isEqualTo("ssh-ed25519 AAAA dev\n");
        assertThat(guest.users().groupNamed("sudo").orElseThrow().members()).contains("dev");
        assertThat(guest.hostname()).isEqualTo("web1");
    }

    @Test
    void aMultipartMessageIsCarriedOutPartByPart() throws IOException {
        Guest guest = launched(OperatingSystem.AMAZON_LINUX_2023, """
                Content-Type: multipart/mixed; boundary="//"
                MIME-Version: 1.0

                --//
                Content-Type: text/cloud-config; charset="us-ascii"

                #cloud-config
                write_files:
                  - path: /root/first
                    content: "1"

                --//
                Content-Type: text/x-shellscript; charset="us-ascii"

                #!/bin/bash
                echo second > /root/second

                --//--
                """);
        root(guest, "cloud-init status --wait");

        assertThat(guest.files().asRoot().readText("/root/first")
                        + guest.files().asRoot().readText("/root/second"))
                .isEqualTo("1second\n");
    }

    @Test
    void whatFailsStandsInTheLog() throws IOException {
        Guest script = launched(OperatingSystem.AMAZON_LINUX_2023, "#!/bin/bash\nno-such-command\nexit 3\n");
        assertThat(root(script, "cloud-init status --wait").status()).isEqualTo(1);
        assertThat(script.files().asRoot().readText("/var/log/cloud-init-output.log"))
                .contains("no-such-command: command not found");
        assertThat(script.files().asRoot().readText("/var/log/cloud-init.log")).contains("Exit code: 3");

        Guest yaml = launched(OperatingSystem.AMAZON_LINUX_2023, "#cloud-config\nruncmd: [\n");
        assertThat(root(yaml, "cloud-init status --wait").out()).endsWith("status: error\n");
        assertThat(yaml.files().asRoot().readText("/var/log/cloud-init.log")).contains("Failed loading yaml blob");
    }

    @Test
    void userDataRunsOnceOnly() throws IOException {
        Guest guest = launched(OperatingSystem.AMAZON_LINUX_2023, "#!/bin/bash\necho ran >> /root/runs\n");
        root(guest, "cloud-init status --wait");
        guest.reboot();
        root(guest, "cloud-init status --wait");

        assertThat(guest.files().asRoot().readText("/root/runs")).isEqualTo("ran\n");
    }

    @Test
    void theMetadataServiceWantsATokenAndKnowsTheInstance() {
        Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);
        String base = "http://169.254.169.254/latest/";
        String code = "curl -s -o /dev/null -w '%{http_code}' ";

        assertThat(root(guest, code + base + "meta-data/").out()).isEqualTo("401");
        assertThat(root(guest, code + "-X PUT " + base + "api/token").out()).isEqualTo("400");
        String token = root(guest, "curl -s -X PUT " + base + "api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60'")
                .out();
        String get = "curl -s -H 'X-aws-ec2-metadata-token: " + token + "' " + base;
        assertThat(root(guest, get + "meta-data/instance-id").out()).isEqualTo("i-0123456789abcdef0");
        assertThat(root(guest, get + "meta-data/public-keys/").out()).isEqualTo("0=lab");
        assertThat(root(guest, get + "meta-data/placement/").out()).isEqualTo("availability-zone\nregion");
        assertThat(root(guest, get + "dynamic/instance-identity/document").out())
                .contains("\"accountId\" : \"123456789012\"");
        assertThat(root(guest, get + "meta-data/tags/instance -o /dev/null -w '%{http_code}'")
                        .out())
                .isEqualTo("404");
        assertThat(root(guest, code + "-H 'X-aws-ec2-metadata-token: wrong' " + base + "meta-data/")
                        .out())
                .isEqualTo("401");
    }
}
