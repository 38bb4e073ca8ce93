package brume.cloud.guest.service.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.guest.ConnectedWorld;
import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Hand-written requests against nginx on a guest.
class NginxSiteTest {

    private static Guest guest;

    @BeforeAll
    static void install() throws IOException {
        guest = ConnectedWorld.boot(OperatingSystem.UBUNTU_24_04);
        ConnectedWorld.root(guest, "apt-get update; apt-get install -y nginx");
        var files = guest.files().asRoot();
        files.write("/var/www/html/ten.txt", "0123456789");
        files.write("/var/www/html/secret.html", "no");
        files.chmod("/var/www/html/secret.html", 0600);
        files.mkdirs("/var/www/html/folder");
        files.write("/etc/nginx/conf.d/more.conf", """
                server {
                    listen 8080;
                    server_name shop.example.com;
                    root /var/www/html;
                    autoindex on;
                    location = /old { return 301 /new; }
                    location /lost/ { auth_basic x; auth_basic_user_file /nowhere; }
                    location /sealed/ {
                        auth_basic "Staff only";
                        auth_basic_user_file /etc/nginx/.htpasswd;
                        autoindex on;
                    }
                    location /sealed/open/ { auth_basic off; autoindex on; }
                    location /api/ { return 200 "api $request_method"; }
                    location ~ \\.txt$ { add_header X-Kind text; }
                    location /far/ { proxy_pass http://127.0.0.1:80/; }
                    location /gone/ { proxy_pass http://127.0.0.1:9; }
                    client_max_body_size 10;
                }
                """);
        files.mkdirs("/var/www/html/sealed/open");
        files.mkdirs("/var/www/html/lost");
        files.write("/etc/nginx/.htpasswd", "bob:$apr1$r31.....$HqJZimcKQFAMYayBlzkrA/\n");
        assertThat(ConnectedWorld.root(guest, "systemctl reload nginx").status())
                .isZero();
    }

    private static String get(int port, String target, String fields) throws IOException {
        return ConnectedWorld.exchange(
                guest, port, "GET " + target + " HTTP/1.1\r\nHost: x\r\n" + fields + "Connection: close\r\n\r\n");
    }

    @Test
    void asksForAPasswordAndLetsInWhoKnowsIt() throws IOException {
        assertThat(get(8080, "/sealed/", ""))
                .startsWith("HTTP/1.1 401 Unauthorized\r\n")
                .contains("WWW-Authenticate: Basic realm=\"Staff only\"\r\n")
                .contains("<center><h1>401 Authorization Required</h1></center>");
        assertThat(get(8080, "/sealed/", basic("bob:myPassword"))).startsWith("HTTP/1.1 200");
        assertThat(get(8080, "/sealed/", basic("bob:no"))).startsWith("HTTP/1.1 401");
        assertThat(get(8080, "/sealed/", basic("zed:no"))).startsWith("HTTP/1.1 401");
        assertThat(get(8080, "/sealed/open/", "")).startsWith("HTTP/1.1 200");
        assertThat(get(8080, "/lost/", basic("bob:myPassword"))).startsWith("HTTP/1.1 403");
        assertThat(guest.files().asRoot().readText("/var/log/nginx/error.log"))
                .contains("user \"bob\": password mismatch")
                .contains("user \"zed\" was not found in \"/etc/nginx/.htpasswd\"")
                .contains("open() \"/nowhere\" failed (2: No such file or directory)");
        assertThat(guest.files().asRoot().readText("/var/log/nginx/access.log")).contains("203.0.113.9 - bob [");
    }

    private static String basic(String credentials) {
        return "Authorization: Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n";
    }

    @Test
    void answersTheDefaultPageWithItsHeadInNginxsOrder() throws IOException {
        assertThat(get(80, "/", ""))
                .matches(
                        "(?s)HTTP/1\\.1 200 OK\r\nServer: nginx/1\\.24\\.0 \\(Ubuntu\\)\r\nDate: .*\r\nContent-Type: text/html\r\n"
                                + "Content-Length: \\d+\r\nLast-Modified: .*\r\nConnection: close\r\nETag: \"[0-9a-f]+-[0-9a-f]+\"\r\n"
                                + "Accept-Ranges: bytes\r\n\r\n.*Welcome to nginx!.*");
    }

    @ParameterizedTest
    @CsvSource({
        "80, /nothing, 404 Not Found",
        "80, /secret.html, 403 Forbidden",
        "80, /folder/, 403 Forbidden",
        "80, /folder, 301 Moved Permanently",
        "80, /../etc/passwd, 400 Bad Request",
        "80, /%00, 400 Bad Request",
        "80, /%2e%2e/%2e%2e/etc/passwd, 400 Bad Request",
        "8080, /old, 301 Moved Permanently",
        "8080, /folder/, 200 OK",
        "8080, /api/x, 200 OK",
        "8080, /far/, 200 OK",
        "8080, /gone/, 502 Bad Gateway"
    })
    void answersWithTheStatusOfTheRealServer(int port, String target, String status) throws IOException {
        assertThat(get(port, target, "")).startsWith("HTTP/1.1 " + status + "\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'Range: bytes=2-4', 206 Partial Content, 234",
        "'Range: bytes=-3', 206 Partial Content, 789",
        "'Range: bytes=8-', 206 Partial Content, 89",
        "'Range: bytes=20-', 416 Requested Range Not Satisfiable, html",
        "'If-Modified-Since: Fri, 01 Jan 2038 00:00:00 GMT', 304 Not Modified, ''",
        "'If-Modified-Since: Fri, 01 Jan 2010 00:00:00 GMT', 200 OK, 0123456789",
        "'If-Match: \"other\"', 412 Precondition Failed, html"
    })
    void honoursRangesAndConditions(String field, String status, String end) throws IOException {
        String answer = get(80, "/ten.txt", field + "\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + "\r\n");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n"))).contains(end);
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws IOException {
        String two =
                "GET /ten.txt HTTP/1.1\r\nHost: x\r\n\r\nHEAD /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

        assertThat(ConnectedWorld.exchange(guest, 80, two))
                .matches("(?s)HTTP/1\\.1 200 OK.*\r\n\r\n0123456789HTTP/1\\.1 404 Not Found.*\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET / HTTP/1.1\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n | 400",
                "GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n | 505",
                "GET  / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n | 400",
                "GET / HTTP/1.1\\r\\nHost: a\\r\\n folded\\r\\n\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nx | 400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n | 501",
                "POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 99999999999\\r\\n\\r\\n | 413",
                "POST /ten.txt HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 0\\r\\n\\r\\n | 405",
                "BREW / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 405"
            })
    void refusesWhatIsNoRequest(String request, int status) throws IOException {
        String bytes = request.replace("\\r", "\r").replace("\\n", "\n").stripTrailing() + "\r\n\r\n";

        assertThat(ConnectedWorld.exchange(guest, 80, bytes)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void refusesAddressesAndHeadsThatAreTooLong() throws IOException {
        assertThat(get(80, "/" + "a".repeat(9000), "")).startsWith("HTTP/1.1 414 Request-URI Too Large");
        assertThat(get(80, "/", "X-Long: " + "a".repeat(9000) + "\r\n")).startsWith("HTTP/1.1 400 Bad Request");
    }

    @Test
    void writesAccessAndErrorLogsWithTheClientsAddress() throws IOException {
        get(80, "/logged", "User-Agent: tester\r\n");

        assertThat(guest.files().asRoot().readText("/var/log/nginx/access.log"))
                .containsPattern(
                        "203\\.0\\.113\\.9 - - \\[\\d\\d/Mar/2026:\\d\\d:\\d\\d:\\d\\d \\+0000] \"GET /logged HTTP/1\\.1\" 404 \\d+ \"-\" \"tester\"");
        get(80, "/secret.html", "");
        assertThat(guest.files().asRoot().readText("/var/log/nginx/error.log"))
                .contains("open() \"/var/www/html/secret.html\" failed (13: Permission denied), client: 203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server { listen 82; bogus on; } | unknown directive \"bogus\" in /etc/nginx/conf.d/bad.conf:1",
                "server { listen 82 | unexpected end of file, expecting \";\" or \"}\" in /etc/nginx/conf.d/bad.conf:",
                "server { listen 99999; } | invalid port in \"99999\" of the \"listen\" directive",
                "server { listen 82; root; } | invalid number of arguments in \"root\" directive",
                "server { listen 82; location / { listen 83; } } | \"listen\" directive is not allowed here",
                "server { listen 80 default_server; } | a duplicate default server for 0.0.0.0:80",
                "server { listen 82; include /nowhere.conf; } | open() \"/nowhere.conf\" failed (2: No such file or directory)",
                "} | unexpected \"}\" in /etc/nginx/conf.d/bad.conf:1"
            })
    void namesWhatIsWrongInAConfiguration(String text, String message) throws IOException {
        guest.files().asRoot().write("/etc/nginx/conf.d/bad.conf", text);
        try {
            ConnectedWorld.Result result = ConnectedWorld.root(guest, "nginx -t");

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .startsWith("nginx: [emerg] " + message)
                    .endsWith("nginx: configuration file /etc/nginx/nginx.conf test failed\n");
        } finally {
            guest.files().asRoot().unlink("/etc/nginx/conf.d/bad.conf");
        }
    }
}
