package brume.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.proxy.Preview.Outcome;
import brume.api.ssh.FakeInternet;
import brume.cloud.network.Connection;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private static final Preview PREVIEW =
            new Preview(new Preview.Limits(Duration.ofSeconds(2), Duration.ofMillis(300), 3, 1000));

    private final FakeInternet world = new FakeInternet();

    private static Listener answering(String head, String body) {
        return connection -> {
            try (connection) {
                connection.in().read(new byte[4096]);
                connection
                        .out()
                        .write((head.replace("\n", "\r\n") + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
                connection.out().close();
                connection.in().readAllBytes();
            }
        };
    }

    private static Optional<String> why(Ipv4 address, int port) {
        return address.equals(FakeInternet.DROPS)
                ? Optional.of("no inbound rule of the security group sg-1 allows it")
                : Optional.empty();
    }

    private Outcome.Page page(String url) {
        Outcome outcome = PREVIEW.fetch(new Internet(world, PreviewTest::why), url);
        assertThat(outcome).isInstanceOf(Outcome.Page.class);
        return (Outcome.Page) outcome;
    }

    private Outcome.Failed failure(String url) {
        Outcome outcome = PREVIEW.fetch(new Internet(world, PreviewTest::why), url);
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        return (Outcome.Failed) outcome;
    }

    private static String text(Outcome.Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    @Test
    void fetchesAPageWithItsHeaders() {
        world.listen(
                "15.188.4.7",
                80,
                answering("HTTP/1.1 200 OK\nServer: nginx/1.28.0\nContent-Type: text/html", "<h1>Hi"));
        Outcome.Page page = page("15.188.4.7");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("server")).contains("nginx/1.28.0");
        assertThat(text(page)).isEqualTo("<h1>Hi");
        assertThat(page.cut()).isFalse();
    }

    @Test
    void removesTheFramingOfChunks() {
        world.listen(
                "15.188.4.7",
                8080,
                answering("HTTP/1.1 200 OK\nTransfer-Encoding: chunked", "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"));
        assertThat(text(page("http://15.188.4.7:8080/"))).isEqualTo("abcde");
    }

    @Test
    void followsRedirectsInsideTheSandboxOnly() {
        world.listen("15.188.4.7", 80, answering("HTTP/1.1 302 Found\nLocation: http://www.school.test/a", ""))
                .name("www.school.test", "15.188.4.9")
                .listen("15.188.4.9", 80, answering("HTTP/1.1 301 Moved\nLocation: https://example.com/", ""));
        assertThat(failure("http://15.188.4.7/").words()).contains("https is not spoken here");
    }

    @Test
    void endsACircleOfRedirects() {
        world.listen("15.188.4.7", 80, answering("HTTP/1.1 302 Found\nLocation: /again", ""));
        assertThat(failure("http://15.188.4.7/").words()).isEqualTo("Redirected more than 3 times.");
    }

    @Test
    void cutsABodyThatIsTooLong() {
        world.listen("15.188.4.7", 80, answering("HTTP/1.1 200 OK", "x".repeat(5000)));
        Outcome.Page page = page("15.188.4.7");
        assertThat(page.body()).hasSize(1000);
        assertThat(page.cut()).isTrue();
    }

    @Test
    void saysWhyNobodyAnswered() {
        assertThat(failure("http://15.188.4.7/"))
                .isEqualTo(new Outcome.Failed("http://15.188.4.7/", 502, "Connection to 15.188.4.7 port 80 refused."));
        assertThat(failure("http://" + FakeInternet.DROPS + "/").status()).isEqualTo(504);
        assertThat(failure("http://" + FakeInternet.DROPS + "/").words())
                .isEqualTo(
                        "Connection to 198.51.100.9 port 80 timed out: no inbound rule of the security group sg-1 allows"
                                + " it.");
        assertThat(failure("http://www.example.com/").words())
                .isEqualTo("No host named www.example.com in this sandbox.");
        assertThat(failure("file:///etc/passwd").status()).isEqualTo(400);
    }

    @Test
    void endsWithAServerThatNeverAnswers() {
        world.listen("15.188.4.7", 80, silent());
        assertThat(failure("http://15.188.4.7/").status()).isEqualTo(504);
    }

    @Test
    void endsWithAServerThatTalksNonsense() {
        world.listen("15.188.4.7", 80, answering("SSH-2.0-OpenSSH_8.7", ""));
        assertThat(failure("http://15.188.4.7/").words())
                .isEqualTo("The server at 15.188.4.7 port 80 closed the connection without a proper answer.");
    }

    private static Listener silent() {
        return (Connection connection) -> connection.in().readAllBytes();
    }
}
