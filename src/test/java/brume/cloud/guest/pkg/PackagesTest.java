package brume.cloud.guest.pkg;

import static brume.cloud.guest.ConnectedWorld.root;
import static brume.cloud.guest.ConnectedWorld.run;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.Images;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PackagesTest {

    @ParameterizedTest
    @EnumSource(OperatingSystem.class)
    void everyPackageCanBeInstalledFromItsCatalogue(OperatingSystem os) {
        for (Package item : Catalogue.of(os).all()) {
            assertThat(item.depends())
                    .as(item.name())
                    .allMatch(name -> Catalogue.of(os).named(name).isPresent());
            for (Package.Item content : item.contents()) {
                if (content.kind().matches("File|Config")) {
                    assertThat(Catalogue.resource(content.words().get(2))).isNotEmpty();
                }
                if (content.kind().equals("Program")) {
                    assertThat(Images.of(os).programs().named(content.words().get(1)))
                            .as(content.path())
                            .isPresent();
                }
            }
        }
    }

    @Test
    void dnfNeedsRootAndKnownNames() {
        Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);

        ConnectedWorld.Result common = run(guest, "ec2-user", "dnf install -y nginx");
        assertThat(common.status()).isEqualTo(1);
        assertThat(common.err())
                .isEqualTo(
                        "Error: This command has to be run with superuser privileges (under the root user on most systems).\n");

        ConnectedWorld.Result unknown = root(guest, "yum install -y ngnix");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.out()).endsWith("No match for argument: ngnix\n");
        assertThat(unknown.err()).isEqualTo("Error: Unable to find a match: ngnix\n");
    }

    @Test
    void dnfAsksBeforeItInstalls() {
        Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);

        assertThat(root(guest, "echo n | dnf install tree").err()).isEqualTo("Operation aborted.\n");
        assertThat(root(guest, "rpm -q tree").out()).isEqualTo("package tree is not installed\n");
        assertThat(root(guest, "echo y | dnf install tree").out())
                .contains("Is this ok [y/N]: ")
                .endsWith("Complete!\n");
        assertThat(root(guest, "rpm -q tree").out()).isEqualTo("tree-1.8.0-6.amzn2023.0.2.x86_64\n");
    }

    @Test
    void removingTakesWhatCameAlongAndStopsTheService() throws IOException {
        Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);
        root(guest, "dnf install -y httpd; systemctl enable --now httpd");
        assertThat(guest.listener(80)).isPresent();

        assertThat(root(guest, "dnf remove -y httpd").status()).isZero();

        assertThat(guest.listener(80)).isEmpty();
        assertThat(root(guest, "rpm -q httpd httpd-core").status()).isEqualTo(1);
        assertThat(guest.files().asRoot().exists("/usr/sbin/httpd")).isFalse();
    }

    @Test
    void withoutAWayOutNothingIsInstalled() {
        ConnectedWorld world = new ConnectedWorld();
        world.online = false;

        ConnectedWorld.Result amazon =
                root(ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023, world), "dnf install -y nginx");
        assertThat(amazon.status()).isEqualTo(1);
        assertThat(amazon.err())
                .contains("Error: Failed to download metadata for repo 'amazonlinux'")
                .contains("Curl error (28)");

        ConnectedWorld.Result debian = root(ConnectedWorld.boot(OperatingSystem.DEBIAN_12, world), "apt-get update");
        assertThat(debian.err()).contains("W: Failed to fetch");
    }

    @Test
    void aptKnowsNothingBeforeAnUpdateAndStartsWhatItInstalls() throws IOException {
        Guest guest = ConnectedWorld.boot(OperatingSystem.DEBIAN_12);

        ConnectedWorld.Result early = root(guest, "apt-get install -y apache2");
        assertThat(early.status()).isEqualTo(100);
        assertThat(early.err()).isEqualTo("E: Unable to locate package apache2\n");

        assertThat(root(guest, "apt-get update && apt-get install -y apache2").status())
                .isZero();
        assertThat(ConnectedWorld.exchange(guest, 80, "GET / HTTP/1.0\r\n\r\n"))
                .contains("Server: Apache/2.4.65 (Debian)")
                .contains("Apache2 Default Page");
        assertThat(root(guest, "dpkg -l apache2").out()).contains("ii  apache2");
        assertThat(root(guest, "dpkg -s nginx").status()).isEqualTo(1);
    }

    @Test
    void aptKeepsTheConfigurationUnlessItPurges() {
        Guest guest = ConnectedWorld.boot(OperatingSystem.UBUNTU_24_04);
        root(guest, "apt-get update; apt-get install -y nginx; echo '# mine' >> /etc/nginx/nginx.conf");

        root(guest, "apt-get remove -y nginx nginx-common");
        assertThat(guest.files().asRoot().exists("/etc/nginx/nginx.conf")).isTrue();
        assertThat(root(guest, "dpkg -l nginx-common").out()).contains("rc  nginx-common");

        root(guest, "apt-get purge -y nginx nginx-common");
        assertThat(guest.files().asRoot().exists("/etc/nginx/nginx.conf")).isFalse();
    }

    @Test
    void questionsAboutPackagesAreAnswered() {
        Guest guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);

        assertThat(root(guest, "dnf search nginx").out())
                .contains("Name Exactly Matched: nginx")
                .contains("nginx.x86_64 : A high performance web server");
        assertThat(root(guest, "dnf info httpd").out()).contains("Version      : 2.4.65");
        assertThat(root(guest, "dnf provides /usr/sbin/httpd").out())
                .contains("httpd-core-2.4.65-1.amzn2023.0.1.x86_64");
        assertThat(root(guest, "dnf list installed bash").out()).contains("bash.x86_64");
    }
}
