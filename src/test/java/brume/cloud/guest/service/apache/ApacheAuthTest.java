package brume.cloud.guest.service.apache;

import static brume.cloud.guest.ConnectedWorld.root;
import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApacheAuthTest {

    private Guest guest;

    @BeforeEach
    void install() throws IOException {
        guest = ConnectedWorld.boot(OperatingSystem.AMAZON_LINUX_2023);
        root(
                guest,
                "dnf install -y httpd; mkdir /var/www/html/priv; echo inside > /var/www/html/priv/index.html;"
                        + "htpasswd -cb /etc/httpd/.htpasswd bob pw; htpasswd -Bb /etc/httpd/.htpasswd amy pw2");
    }

    private void configure(String text) throws IOException {
        guest.files().asRoot().write("/etc/httpd/conf.d/priv.conf", text);
        ConnectedWorld.Result started = root(guest, "httpd -t && systemctl restart httpd");
        assertThat(started.status()).as(started.err()).isZero();
    }

    private String get(String target, String credentials) throws IOException {
        String field = credentials.isEmpty()
                ? ""
                : "Authorization: Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        return ConnectedWorld.exchange(
                guest, 80, "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + field + "Connection: close\r\n\r\n");
    }

    private String errors() throws IOException {
        return guest.files().asRoot().readText("/var/log/httpd/error_log");
    }

    @Test
    void asksForAPasswordAndLetsInWhoKnowsIt() throws IOException {
        configure("""
                <Directory /var/www/html/priv>
                    AuthType Basic
                    AuthName "Staff only"
                    AuthUserFile /etc/httpd/.htpasswd
                    Require valid-user
                </Directory>
                """);

        assertThat(get("/priv/", ""))
                .startsWith("HTTP/1.1 401 Unauthorized\r\n")
                .contains("WWW-Authenticate: Basic realm=\"Staff only\"\r\n")
                .contains("<h1>Unauthorized</h1>\n<p>This server could not verify that you\nare authorized");
        assertThat(get("/priv/", "bob:pw")).startsWith("HTTP/1.1 200 OK").endsWith("inside\n");
        assertThat(get("/priv/", "amy:pw2")).startsWith("HTTP/1.1 200 OK");
        assertThat(get("/priv/", "bob:no")).startsWith("HTTP/1.1 401");
        assertThat(get("/priv/", "zed:pw")).startsWith("HTTP/1.1 401");
        assertThat(errors())
                .contains("AH01617: user bob: authentication failure for \"/priv/\": Password Mismatch")
                .contains("AH01618: user zed not found: /priv/");
        assertThat(guest.files().asRoot().readText("/var/log/httpd/access_log"))
                .contains("203.0.113.9 - bob [")
                .contains("203.0.113.9 - - [");
    }

    @Test
    void onlyTheUsersNamedComeIn() throws IOException {
        configure("""
                <Location /priv>
                    AuthType Basic
                    AuthName x
                    AuthUserFile /etc/httpd/.htpasswd
                    <RequireAny>
                        Require user amy
                        Require ip 10.0.0.0/8
                    </RequireAny>
                </Location>
                """);

        assertThat(get("/priv/", "amy:pw2")).startsWith("HTTP/1.1 200");
        assertThat(get("/priv/", "bob:pw")).startsWith("HTTP/1.1 401");
        assertThat(errors()).contains("AH01631: user bob: authorization failure for \"/priv/\": ");
    }

    @Test
    void aFolderProtectsItselfWhereItMay() throws IOException {
        guest.files()
                .asRoot()
                .write(
                        "/var/www/html/priv/.htaccess",
                        "AuthType Basic\nAuthName x\nAuthUserFile /etc/httpd/.htpasswd\nRequire valid-user\n");
        configure("# nothing\n");
        assertThat(get("/priv/", "")).startsWith("HTTP/1.1 200");

        configure("<Directory /var/www/html>\nAllowOverride AuthConfig\n</Directory>\n");
        assertThat(get("/priv/", "")).startsWith("HTTP/1.1 401");
        assertThat(get("/priv/", "bob:pw")).startsWith("HTTP/1.1 200");
        assertThat(get("/priv/.htaccess", "bob:pw")).startsWith("HTTP/1.1 403");

        guest.files().asRoot().write("/var/www/html/priv/.htaccess", "Bogus on\n");
        assertThat(get("/priv/", "")).startsWith("HTTP/1.1 500");
        assertThat(errors())
                .contains("/var/www/html/priv/.htaccess: Invalid command 'Bogus', perhaps misspelled or defined by a"
                        + " module not included in the server configuration");
        guest.files().asRoot().write("/var/www/html/priv/.htaccess", "Options +Indexes\n");
        assertThat(get("/priv/", "")).startsWith("HTTP/1.1 500");
        assertThat(errors()).contains("/var/www/html/priv/.htaccess: Options not allowed here");
    }

    @Test
    void aMissingPasswordFileIsTheServersFault() throws IOException {
        configure(
                "<Location /priv>\nAuthType Basic\nAuthName x\nAuthUserFile /nowhere\nRequire valid-user\n</Location>");

        assertThat(get("/priv/", "bob:pw")).startsWith("HTTP/1.1 500");
        assertThat(errors()).contains("(2)No such file or directory: AH01620: Could not open password file: /nowhere");
    }

    @Test
    void listsItsModules() {
        assertThat(root(guest, "apachectl -M").out())
                .startsWith("Loaded Modules:\n core_module (static)\n so_module (static)\n http_module (static)\n")
                .contains(" auth_basic_module (shared)\n")
                .contains(" mpm_event_module (shared)\n");
        assertThat(root(guest, "httpd -M").out()).contains(" authz_user_module (shared)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LogLevel warn rewrite:trace3",
                "AddIconByType (TXT,/icons/text.gif) text/*",
                "EnableMMAP off",
                "SetOutputFilter DEFLATE",
                "UserDir disabled",
                "RequestReadTimeout header=20-40,MinRate=500",
                "AcceptPathInfo On",
                "ExpiresActive On",
                "LimitRequestLine 8190"
            })
    void aDirectiveThatIsNotSimulatedDoesNotStopTheServer(String line) throws IOException {
        guest.files().asRoot().write("/etc/httpd/conf.d/more.conf", line + "\n");

        assertThat(root(guest, "apachectl configtest").err()).endsWith("Syntax OK\n");
    }
}
