package brume.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The stories of signing in, through a real Keycloak that the launcher starts; and what holds only there.
class KeycloakIT extends SignInStories {

    private final int keycloakPort = RunningBrume.freePort();

    @Override
    RunningBrume start(Path folder) throws IOException {
        return new RunningBrume(folder, "--host", "127.0.0.1", "--keycloak", "--keycloak-port", "" + keycloakPort);
    }

    @Override
    void give(Browser browser, String name) {
        if (browser.until("a form", d -> browser.has("#kc-login") || browser.has("#sign-in"))
                && !browser.has("#kc-login")) {
            browser.click("#sign-in");
        }
        browser.write("#username", name);
        browser.write("#password", name);
        browser.click("#kc-login");
    }

    @Override
    String form() {
        return "#kc-login";
    }

    /// Keycloak remembers who they are.
    @Override
    void comeBackAfterADay(Browser browser, String name) {
        browser.find("#stuck");
    }

    /// An administrator of the school does it at Keycloak, which tells Brume.
    @Override
    void signOutEverywhere(Browser elsewhere) throws Exception {
        String password = Files.readString(brume.data.resolve("keycloak").resolve("admin.password"))
                .strip();
        String token = found(
                "access_token",
                ask(
                        "/realms/master/protocol/openid-connect/token",
                        "",
                        Optional.of("grant_type=password&client_id=admin-cli&username=admin&password=" + password)));
        String alice = found("id", ask("/admin/realms/brume/users?exact=true&username=alice", token, Optional.empty()));
        ask("/admin/realms/brume/users/" + alice + "/logout", token, Optional.of(""));
    }

    private String ask(String path, String token, Optional<String> form) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + keycloakPort + path));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        form.ifPresent(body -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(path).isBetween(200, 204);
            return answer.body();
        }
    }

    private static String found(String name, String json) {
        return Optional.of(
                        Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json))
                .filter(Matcher::find)
                .map(match -> match.group(1))
                .orElseThrow();
    }

    @Test
    @Order(15)
    void whatTheProviderHasNotSignedEndsNoSession() throws Exception {
        signIn(browser(), "ines", CLASS);
        browser().find("[data-student=alice]");
        for (String forged : List.of("", "logout_token=", "logout_token=eyJhbGciOiJub25lIn0.e30.")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(brume.portal() + "/auth/backchannel"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(forged))
                    .build();
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .isEqualTo(400);
            }
        }
        go(browser(), CLASS);
        browser().find("[data-student=alice]");
        go(browser(), "/");
        signOut(browser());
    }

    @Test
    @Order(15)
    void aPasswordThatKeycloakKeepsIsNotChangedHere() {
        signIn(browser(), "alice", "/password");
        browser().awaitText(".home .card", "Your password is not kept here");
        assertThat(browser().has("#old-password")).isFalse();
        go(browser(), "/");
        signOut(browser());
    }

    @Test
    @Order(16)
    void nobodyComesInWithAPasswordOfBrume() {
        browser().open(brume.portal() + "/sign-in");
        browser().find("#sign-in");
        assertThat(browser().has("#password")).isFalse();
        assertThat(browser().has("[id^=demo-]")).isFalse();
    }

    @Test
    @Order(17)
    void aForgedCallbackLetsNobodyIn() {
        browser().open(brume.portal() + "/auth/callback?code=stolen&state=guessed");
        browser().awaitText(".flash", "did not let you in");
        browser().open(brume.portal() + "/");
        browser().find("#kc-login");
        assertThat(browser().url()).contains("/realms/brume/");
    }

    @Test
    @Order(18)
    void aKeycloakThatIsDownIsSaidAndWaitedFor() throws Exception {
        var keycloak = brume.started("QuarkusEntryPoint").findFirst().orElseThrow();
        signal("STOP", keycloak.pid());
        try {
            // What the portal has found out a moment ago it believes for five seconds.
            Thread.sleep(6_000);
            browser().open(brume.portal() + "/");
            browser().awaitText(".flash", "does not answer");
            browser().picture("keycloak-down");
        } finally {
            signal("CONT", keycloak.pid());
        }
        browser().click("#sign-in");
        give(browser(), "alice");
        browser().find("#continue");
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }
}
