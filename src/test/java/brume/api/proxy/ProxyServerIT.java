package brume.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.ssh.FakeInternet;
import brume.api.ssh.OpenSsh;
import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.sandbox.SandboxId;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The HTTP door with the real `curl`, and with bytes that no client would send.
class ProxyServerIT {

    private static final SandboxId MINE = SandboxId.parse("sb-aaaaaaaaaaaa");
    private static final SandboxId FOREIGN = SandboxId.parse("sb-bbbbbbbbbbbb");
    private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab";
    private static final String STRANGE = "another/secret+of/some+other/person12345";

    @TempDir
    Path folder;

    private final AtomicReference<HttpHead> received = new AtomicReference<>();
    private OpenSsh client;
    private ProxyServer proxy;

    @BeforeEach
    void start() throws IOException {
        OpenSsh.needs("curl");
        client = new OpenSsh(folder);
        Dialer world = new FakeInternet()
                .listen("15.188.4.7", 80, this::echo)
                .listen("15.188.4.7", 7, connection -> connection.in().transferTo(connection.out()))
                .listen("15.188.4.7", 5, connection -> connection.in().readAllBytes())
                .name("www.school.test", "15.188.4.7");
        Map<SandboxId, String> secrets = Map.of(MINE, SECRET, FOREIGN, STRANGE);
        Map<SandboxId, Internet> internets = Map.of(MINE, plain(world), FOREIGN, plain(new FakeInternet()));
        proxy = ProxyServer.start(
                "127.0.0.1",
                0,
                new ProxyAccess() {
                    @Override
                    public List<String> secrets(SandboxId sandbox) {
                        return Optional.ofNullable(secrets.get(sandbox)).stream()
                                .toList();
                    }

                    @Override
                    public Optional<Internet> internet(SandboxId sandbox) {
                        return Optional.ofNullable(internets.get(sandbox));
                    }
                },
                new ProxyServer.Limits(Duration.ofSeconds(1), Duration.ofSeconds(3), 100, 50));
    }

    private static Internet plain(Dialer dialer) {
        return new Internet(dialer, (address, port) -> Optional.empty());
    }

    @AfterEach
    void stop() {
        if (proxy != null) {
            proxy.close();
        }
    }

    /// Answers with the request's first line and body; chunked when asked for `/chunked`.
    private void echo(Connection connection) throws IOException {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.in());
            HttpHead request = HttpHead.read(in).orElseThrow();
            received.set(request);
            var body = new java.io.ByteArrayOutputStream();
            body.write((request.start() + "\n").getBytes(StandardCharsets.UTF_8));
            HttpBody.ofRequest(request).decode(in, body);
            HttpHead answer = new HttpHead("HTTP/1.1 200 OK", List.of(new HttpHead.Field("Server", "nginx")))
                    .with("Connection", "close, X-Hop")
                    .with("X-Hop", "1");
            if (request.start().contains("/chunked")) {
                answer.with("Transfer-Encoding", "chunked").write(connection.out());
                connection.out().write((Integer.toHexString(body.size()) + "\r\n").getBytes(StandardCharsets.UTF_8));
                connection.out().write(body.toByteArray());
                connection.out().write("\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            } else {
                answer.with("Content-Length", "" + body.size()).write(connection.out());
                connection.out().write(body.toByteArray());
            }
            connection.out().close();
            connection.in().readAllBytes();
        }
    }

    private String door(SandboxId sandbox, String secret) {
        return ProxyKey.of(secret).url(sandbox, "127.0.0.1:" + proxy.port());
    }

    private OpenSsh.Result curl(String... arguments) {
        return client.run(OpenSsh.command(List.of("curl", "-sS", "-x", door(MINE, SECRET)), arguments));
    }

    @Test
    void fetchesAPageOfTheSandbox() {
        OpenSsh.Result result = curl("-i", "http://15.188.4.7/index.html?a=b");
        assertThat(result.out())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Server: nginx\r\n")
                .contains("Via: 1.1 brume")
                .doesNotContain("X-Hop")
                .endsWith("GET /index.html?a=b HTTP/1.1\n");
        assertThat(Objects.requireNonNull(received.get()).first("Host")).contains("15.188.4.7");
        assertThat(Objects.requireNonNull(received.get()).first("Proxy-Authorization"))
                .isEmpty();
        assertThat(Objects.requireNonNull(received.get()).first("Proxy-Connection"))
                .isEmpty();
    }

    @Test
    void acceptsTheSecretAccessKeyItself() {
        String[] plain = {
            "curl",
            "-sS",
            "-x",
            "http://127.0.0.1:" + proxy.port(),
            "-U",
            MINE + ":" + SECRET,
            "http://www.school.test/"
        };
        assertThat(client.run(plain).out()).isEqualTo("GET / HTTP/1.1\n");
    }

    @Test
    void asksForCredentials() {
        String bare = "http://127.0.0.1:" + proxy.port();
        OpenSsh.Result result = client.run("curl", "-sSi", "-x", bare, "http://15.188.4.7/");
        assertThat(result.out())
                .startsWith("HTTP/1.1 407 Proxy Authentication Required")
                .contains("Proxy-Authenticate: Basic realm=\"Brume\"");
        assertThat(received.get()).isNull();
    }

    @Test
    void opensWithNoStrangersKey() {
        for (String door : List.of(
                door(MINE, STRANGE),
                door(FOREIGN, SECRET),
                door(SandboxId.parse("sb-cccccccccccc"), SECRET),
                "http://root:root@127.0.0.1:" + proxy.port())) {
            assertThat(client.run("curl", "-sSi", "-x", door, "http://15.188.4.7/")
                            .out())
                    .startsWith("HTTP/1.1 407");
        }
        assertThat(client.run("curl", "-sSi", "-x", door(FOREIGN, STRANGE), "http://15.188.4.7/")
                        .out())
                .as("another sandbox has another internet")
                .startsWith("HTTP/1.1 502");
    }

    @Test
    void saysWhyNobodyAnswers() {
        assertThat(curl("-i", "http://15.188.4.7:81/").out())
                .startsWith("HTTP/1.1 502 Bad Gateway")
                .endsWith("Connection to 15.188.4.7 port 81 refused.\n");
        assertThat(curl("-i", "http://" + FakeInternet.DROPS + "/").out())
                .startsWith("HTTP/1.1 504 Gateway Timeout")
                .endsWith("timed out.\n");
        assertThat(curl("-i", "http://" + FakeInternet.UNREACHABLE + "/").out())
                .endsWith("No route to 198.51.100.8 port 80.\n");
        assertThat(curl("-i", "http://www.example.com/").out())
                .endsWith("No host named www.example.com in this sandbox.\n");
    }

    @Test
    void neverAsksTheRealNetwork() throws IOException {
        try (ServerSocket real = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = ":" + real.getLocalPort() + "/";
            assertThat(curl("-i", "http://127.0.0.1" + port).out()).startsWith("HTTP/1.1 502");
            assertThat(curl("-i", "http://localhost" + port).out()).startsWith("HTTP/1.1 502");
            real.setSoTimeout(200);
            assertThat(accepted(real)).isFalse();
        }
    }

    private static boolean accepted(ServerSocket socket) throws IOException {
        try (Socket one = socket.accept()) {
            return true;
        } catch (java.net.SocketTimeoutException nobody) {
            return false;
        }
    }

    @Test
    void keepsTheClientsConnection() {
        OpenSsh.Result result = curl("-v", "http://15.188.4.7/a", "http://15.188.4.7/chunked");
        assertThat(result.out()).isEqualTo("GET /a HTTP/1.1\nGET /chunked HTTP/1.1\n");
        assertThat(result.err()).contains("Re-using existing connection");
    }

    @Test
    void streamsBodiesBothWays() throws IOException {
        Path file = folder.resolve("body");
        Files.writeString(file, "brume ".repeat(500_000));
        String sent = Files.readString(file);
        assertThat(curl("-T", file.toString(), "http://15.188.4.7/up").out()).isEqualTo("PUT /up HTTP/1.1\n" + sent);
        assertThat(curl("-H", "Transfer-Encoding: chunked", "--data-binary", "@" + file, "http://15.188.4.7/chunked")
                        .out())
                .isEqualTo("POST /chunked HTTP/1.1\n" + sent);
    }

    @Test
    void opensATunnel() {
        assertThat(curl("-p", "http://15.188.4.7/through").out()).isEqualTo("GET /through HTTP/1.1\n");
        assertThat(curl("-p", "http://15.188.4.7:81/").err()).contains("502");
    }

    @Test
    void refusesWhatIsNotHttp() throws IOException {
        assertThat(raw("\u0016\u0003\u0001\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET http://15.188.4.7/ HTTP/1.1\r\nno colon\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /x HTTP/1.1\r\n" + credentials() + "\r\n")).startsWith("HTTP/1.1 400");
        assertThat(raw("GET http://15.188.4.7/ HTTP/1.1\r\nA: " + "x".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("POST http://15.188.4.7/ HTTP/1.1\r\n" + credentials()
                        + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
        assertThat(received.get()).isNull();
    }

    @Test
    void endsIdleConnections() throws Exception {
        assertThat(raw("GET http://15.188.4.7:5/ HTTP/1.1\r\n" + credentials() + "\r\n"))
                .startsWith("HTTP/1.1 504");
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (proxy.clients() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(proxy.clients()).isZero();
    }

    private static String credentials() {
        String pair = MINE + ":" + SECRET;
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", proxy.port()));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            try {
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.net.SocketException reset) {
                return "";
            }
        }
    }
}
