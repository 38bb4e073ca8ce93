package brume.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Websockets that are opened and left in every way there is, as by people who change pages quickly, and by strangers
/// who mean harm: the pages of others go on. Each test comes from an address of its own, as each has its limit.
@ExtendWith(OneBrume.class)
class WebSocketStormIT {

    private static final byte[] GOOD_BYE = {(byte) 0x88, (byte) 0x82, 1, 2, 3, 4, 0x03 ^ 1, (byte) (0xe8 ^ 2)};
    private static final Pattern NONCE = Pattern.compile("nonce[-=]\"?([A-Za-z0-9+/=]{22,})");

    private final RunningBrume brume;

    WebSocketStormIT(RunningBrume brume) {
        this.brume = brume;
    }

    private Socket upgrade(String from, byte... early) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
        socket.connect(new InetSocketAddress("127.0.0.1", brume.portalPort));
        socket.setSoTimeout(20_000);
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes("""
                GET /VAADIN/push?v-uiId=0&v-pushId=0&X-Atmosphere-Transport=websocket HTTP/1.1\r
                Host: 127.0.0.1:%1$d\r
                Origin: http://127.0.0.1:%1$d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(brume.portalPort).getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(early);
        socket.getOutputStream().write(request.toByteArray());
        return socket;
    }

    private static String head(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; next = in.read()) {
            head.append((char) next);
        }
        return head.toString();
    }

    /// The page and the header above it are of the same answer.
    private void aPageAnswers(HttpClient client) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(brume.portal() + "/sign-in"))
                .timeout(Duration.ofSeconds(30))
                .build();
        HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
        Matcher allowed = NONCE.matcher(policy);
        assertThat(allowed.find()).as(policy).isTrue();
        assertThat(NONCE.matcher(answer.body()).results().map(nonce -> nonce.group(1)))
                .isNotEmpty()
                .containsOnly(allowed.group(1));
    }

    @Test
    void bytesThatComeTooEarlyHoldNoThread() throws Exception {
        for (int i = 0; i < 300; i++) {
            try (Socket socket = upgrade("127.0.0.2", GOOD_BYE)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            aPageAnswers(client);
        }
    }

    @Test
    void aWebsocketThatIsLeftDisturbsNobodyElse() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            Stream<Callable<Integer>> leaving = IntStream.range(0, 4).mapToObj(seed -> () -> leave(new Random(seed)));
            Stream<Callable<Integer>> reading = IntStream.range(0, 2).mapToObj(reader -> this::read);
            for (Future<Integer> done :
                    threads.invokeAll(Stream.concat(leaving, reading).toList())) {
                assertThat(done.get()).isPositive();
            }
        }
    }

    private int leave(Random random) throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Socket socket = upgrade("127.0.0.3")) {
                if (random.nextBoolean()) {
                    assertThat(head(socket)).startsWith("HTTP/1.1 101 ");
                }
                if (random.nextBoolean()) {
                    socket.getOutputStream().write(GOOD_BYE);
                }
                Thread.sleep(random.nextInt(4));
                socket.setSoLinger(random.nextBoolean(), 0);
            }
        }
        return 200;
    }

    private int read() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 60; i++) {
                aPageAnswers(client);
            }
        }
        return 60;
    }

    /// What keeps them apart is found in the server by name, and would only say so if it were not.
    @Test
    void theServerKeepsNoUsedRequest() throws Exception {
        String log = Files.readString(brume.data.resolve("log").resolve("brume.log"));
        assertThat(log).contains("Payara Micro").doesNotContain("Used requests are kept");
    }

    @Test
    void whoeverOpensTooManyIsAskedToWait() throws Exception {
        String last = "";
        for (int i = 0; i < 1_500 && !last.startsWith("HTTP/1.1 503 "); i++) {
            try (Socket socket = upgrade("127.0.0.4")) {
                last = head(socket);
            }
        }
        assertThat(last).startsWith("HTTP/1.1 503 ").contains("Retry-After: 10");
        try (HttpClient client = HttpClient.newHttpClient();
                Socket other = upgrade("127.0.0.5")) {
            aPageAnswers(client);
            assertThat(head(other)).startsWith("HTTP/1.1 101 ");
        }
    }
}
