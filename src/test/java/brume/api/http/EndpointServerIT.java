package brume.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointServerIT {

    private static final String CHUNK = "10000\r\n" + "x".repeat(65_536) + "\r\n";

    private final ConcurrentLinkedDeque<HttpCall> seen = new ConcurrentLinkedDeque<>();
    private EndpointServer server;

    @BeforeEach
    void start() throws IOException {
        server = EndpointServer.start(InetAddress.getLoopbackAddress(), 0, new HttpDoor() {
            @Override
            public HttpAnswer answer(HttpCall call) {
                seen.add(call);
                if (call.rawPath().equals("/fault")) {
                    throw new IllegalStateException("a secret detail");
                }
                return HttpAnswer.text(200, "text/plain", "got " + call.body().length);
            }

            @Override
            public HttpAnswer unreadable(String requestId, int status, String code, String message) {
                return HttpAnswer.text(status, "text/plain", code);
            }
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /// Reads one answer: its head, then as many bytes as it announces.
    private static String answer(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append((char) next);
        }
        int length = Arrays.stream(head.toString().split("\r\n"))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            return answer(socket);
        }
    }

    @Test
    void answersOneRequestAfterAnotherOnOneConnectionWithDateAndRequestId() throws IOException {
        try (Socket socket = connect()) {
            for (int i = 0; i < 3; i++) {
                send(socket, "POST / HTTP/1.1\r\nHost: x:1\r\nContent-Length: 3\r\n\r\nabc");
                assertThat(answer(socket))
                        .startsWith("HTTP/1.1 200")
                        .contains(
                                "Date: ", "x-amzn-RequestId: " + seen.getLast().id())
                        .doesNotContain("Jetty")
                        .endsWith("got 3");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a//b/../c", "/a%2Fb", "/a/%2e%2e/x", "/a+b%20c", "/;v=1", "/%5C", "/k|[]{}<>\"\\"})
    void keepsThePathAsItWasSent(String path) throws IOException {
        assertThat(ask("GET " + path + "?q=%2F&r HTTP/1.1\r\nHost: x:1\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(seen.getLast().rawPath()).isEqualTo(path);
        assertThat(seen.getLast().rawQuery()).isEqualTo("q=%2F&r");
        assertThat(seen.getLast().header("HOST")).contains("x:1");
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeReadingIt() throws IOException {
        assertThat(ask("POST / HTTP/1.1\r\nHost: x:1\r\nContent-Length: 1048577\r\n\r\n"))
                .startsWith("HTTP/1.1 413")
                .endsWith("RequestEntityTooLarge");
        assertThat(seen).isEmpty();
    }

    @Test
    void aClientThatSendsATooLargeBodyToItsEndReadsWhyItWasRefused() throws IOException {
        assertThat(ask("POST / HTTP/1.1\r\nHost: x:1\r\nContent-Length: 20000000\r\n\r\n" + "x".repeat(20_000_000)))
                .startsWith("HTTP/1.1 413")
                .endsWith("RequestEntityTooLarge");
    }

    @Test
    void refusesABodyThatGrowsTooLarge() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: x:1\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(ask(head + CHUNK.repeat(16) + "1\r\nx\r\n0\r\n\r\n")).startsWith("HTTP/1.1 413");
        assertThat(seen).isEmpty();
    }

    @Test
    void readsAChunkedBodyUpToTheLimit() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: x:1\r\nTransfer-Encoding: chunked\r\n\r\n";

        assertThat(ask(head + CHUNK.repeat(16) + "0\r\n\r\n")).endsWith("got 1048576");
    }

    @Test
    void saysNothingOfAFaultButTheRequestId() throws IOException {
        assertThat(ask("GET /fault HTTP/1.1\r\nHost: x:1\r\n\r\n"))
                .startsWith("HTTP/1.1 500")
                .endsWith("InternalError")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GARBAGE\r\n\r\n", "GET /100% HTTP/1.1\r\nHost: x\r\n\r\n", "GET / HTTP/1.1\r\n\r\n"})
    void refusesWhatIsNotHttp(String text) throws IOException {
        assertThat(ask(text)).startsWith("HTTP/1.1 400").doesNotContain("Exception", "at org.");
    }

    @Test
    void refusesHeadersWithoutEnd() throws IOException {
        assertThat(ask("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(40_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }
}
