package brume.cloud.guest.http;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpClientTest {

    /// A server that answers and closes as soon as it has the head of a request.
    private record Quick(Endpoint peer, Endpoint local, OutputStream out) implements Connection {
        @Override
        public InputStream in() {
            return new ByteArrayInputStream(
                    "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {}
    }

    private static final class Once extends OutputStream {
        private boolean closed;

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            if (closed) {
                throw new IOException("Broken pipe");
            }
            closed = true;
        }
    }

    @Test
    void aServerThatClosesRightAfterAnsweringIsHeard() throws IOException {
        Endpoint any = new Endpoint(Ipv4.parse("10.0.0.1"), 80);
        Quick quick = new Quick(any, any, new Once());

        assertThat(HttpClient.exchange(quick, "GET", "/", Headers.NONE, new byte[0])
                        .status())
                .isEqualTo(200);
    }
}
