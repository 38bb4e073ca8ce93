package brume.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import brume.api.SignedPost;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the operator reads: the log, and what Prometheus fetches.
@ExtendWith(OneBrume.class)
class LogIT {

    private static final String MISTYPED = "Tr0mpe-de-mot-de-passe";

    private final RunningBrume brume;
    private final Map<String, String> secrets = new LinkedHashMap<>();

    LogIT(RunningBrume brume) {
        this.brume = brume;
    }

    private String token() throws IOException {
        return Files.readString(brume.data.resolve("operator.token")).strip();
    }

    @Test
    void noSecretStandsInTheLogOfARunThatUsesThemAll() throws Exception {
        assumeTrue(Files.exists(Browser.DRIVER), "chromedriver is not installed");
        secrets.put("the operator's token", token());
        JsonNode ticket = new ObjectMapper().readTree(brume.brume("sandbox", "new", "--json"));
        callTheApi(ticket);
        goThroughTheProxy(ticket);
        signIn();
        assertThat(brume.withToken("wrong" + token(), "GET", "/operator/sandboxes"))
                .isEqualTo(401);
        String log = Files.readString(brume.data.resolve("log").resolve("brume.log"));
        assertThat(log).contains("Payara Micro");
        secrets.forEach((what, secret) -> assertThat(log).as(what).isNotEmpty().doesNotContain(secret));
    }

    private void callTheApi(JsonNode ticket) {
        AccessKey key = new AccessKey(
                ticket.path("accessKeyId").asText(),
                ticket.path("secretAccessKey").asText(),
                SandboxId.parse(ticket.path("sandbox").asText()),
                "operator",
                true);
        secrets.put("the secret access key", key.secret());
        SignedPost api = new SignedPost(URI.create("http://127.0.0.1:" + brume.endpointPort), key, "ec2", "eu-west-3");
        String made =
                api.form("Action=CreateKeyPair&Version=2016-11-15&KeyName=mine").body();
        secrets.put("the private key", made.replaceAll("(?s).*PRIVATE KEY-----.{1,6}?([A-Za-z0-9+/]{40}).*", "$1"));
        assertThat(secrets.get("the private key")).hasSize(40);
        AccessKey wrong = new AccessKey(key.accessKeyId(), "guessed" + key.secret(), key.sandbox(), "x", true);
        assertThat(new SignedPost(api.address(), wrong, "ec2", "eu-west-3")
                        .form("Action=DescribeInstances&Version=2016-11-15")
                        .statusCode())
                .isEqualTo(401);
        assertThat(api.form("Action=%00%").statusCode()).isEqualTo(400);
    }

    private void goThroughTheProxy(JsonNode ticket) throws IOException {
        String userInfo = URI.create(ticket.path("httpProxy").asText()).getUserInfo();
        secrets.put("the proxy's key", userInfo.substring(userInfo.indexOf(':') + 1));
        String basic = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
        secrets.put("the proxy's header", basic);
        try (Socket socket = new Socket("127.0.0.1", brume.proxyPort)) {
            String request = "GET http://192.0.2.7/ HTTP/1.1\r\nHost: 192.0.2.7\r\nConnection: close\r\n"
                    + "Proxy-Authorization: Basic " + basic + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 5");
        }
    }

    private void signIn() {
        secrets.put("a mistyped password", MISTYPED);
        try (Browser browser = new Browser(1200, 800, "en")) {
            browser.open(brume.portal() + "/");
            browser.type("#username", "alice");
            browser.type("#password", MISTYPED);
            browser.click("#sign-in");
            browser.find(".refusal .flash");
            browser.signIn(brume, "alice");
            secrets.put("the session's cookie", browser.cookie("JSESSIONID"));
        }
    }

    @Test
    void prometheusFetchesWithTheOperatorsTokenOnly() throws Exception {
        assertThat(brume.withToken("wrong", "GET", "/metrics")).isEqualTo(401);
        HttpRequest request = HttpRequest.newBuilder(URI.create(brume.portal() + "/metrics"))
                .header("Authorization", "Bearer " + token())
                .build();
        // Asked to upgrade to HTTP/2, the container leaves the content type out.
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain; version=0.0.4");
            assertThat(answer.body())
                    .contains("# TYPE brume_portal_pages gauge")
                    .contains("# TYPE brume_journal_entries_total counter")
                    .contains("jvm_gc_collection_seconds_count");
        }
    }
}
