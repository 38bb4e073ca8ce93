package brume.cloud.guest.service.apache;

import static brume.cloud.guest.ConnectedWorld.root;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApacheSiteTest {

    private static Guest guest;

    @BeforeAll
    static void install() {
        guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);
        root(guest, "dnf install -y httpd; systemctl start httpd");
    }

    private static String get(String target, String host) throws IOException {
        return ConnectedWorld.exchange(
                guest, 80, "GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }

    @Test
    void anEmptyDocumentRootShowsTheTestPageAsForbidden() throws IOException {
        assertThat(get("/", "x"))
                .startsWith("HTTP/1.1 403 Forbidden\r\n")
                .contains("Server: Apache/2.4.65 (Amazon Linux)\r\n")
                .contains("It works!");
    }

    @Test
    void virtualHostsAreChosenByName() throws IOException {
        var files = guest.files().asRoot();
        files.mkdirs("/srv/shop");
        files.write("/srv/shop/index.html", "the shop");
        files.write("/etc/httpd/conf.d/shop.conf", """
                <VirtualHost *:80>
                    ServerName shop.example.com
                    DocumentRoot /srv/shop
                    Redirect permanent /old http://shop.example.com/new
                    <Directory /srv/shop>
                        Require all granted
                    </Directory>
                </VirtualHost>
                """);
        root(guest, "systemctl reload httpd");

        assertThat(get("/", "shop.example.com")).startsWith("HTTP/1.1 200 OK").endsWith("the shop");
        assertThat(get("/old", "shop.example.com"))
                .contains("301 Moved Permanently")
                .contains("Location: http://shop.example.com/new\r\n");
        files.unlink("/etc/httpd/conf.d/shop.conf");
        root(guest, "systemctl reload httpd");
    }

    @Test
    void filesOutsideOfGrantedDirectoriesAreDenied() throws IOException {
        guest.files().asRoot().write("/etc/httpd/conf.d/x.conf", "Alias /etc /etc\n");
        root(guest, "systemctl reload httpd");

        assertThat(get("/etc/passwd", "x")).startsWith("HTTP/1.1 403 Forbidden");
        assertThat(guest.files().asRoot().readText("/var/log/httpd/error_log"))
                .contains("AH01630: client denied by server configuration: /etc/passwd");
        guest.files().asRoot().unlink("/etc/httpd/conf.d/x.conf");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bogus on | Invalid command 'Bogus', perhaps misspelled or defined by a module not included in the server configuration",
                "DocumentRoot /nowhere | DocumentRoot '/nowhere' is not a directory, or is not readable",
                "<Directory /x> | <Directory> was not closed.",
                "Include /nowhere.conf | Could not open configuration file /nowhere.conf: No such file or directory"
            })
    void namesWhatIsWrongInAConfiguration(String line, String message) throws IOException {
        guest.files().asRoot().write("/etc/httpd/conf.d/bad.conf", line + "\n");

        ConnectedWorld.Result result = root(guest, "httpd -t");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith("AH00526: Syntax error on line 1 of /etc/httpd/conf.d/bad.conf:\n" + message);
        guest.files().asRoot().unlink("/etc/httpd/conf.d/bad.conf");
    }
}
