package brume.cloud.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DuplexTest {

    private final Duplex.Ends ends =
            Duplex.between(new Endpoint(Ipv4.parse("1.2.3.4"), 5000), new Endpoint(Ipv4.parse("10.0.0.5"), 80));

    @Test
    void whatOneSideWritesTheOtherReads() throws IOException {
        ends.client().out().write("GET /".getBytes(UTF_8));
        ends.client().out().close();

        assertThat(ends.server().in().readAllBytes()).asString(UTF_8).isEqualTo("GET /");
    }

    @Test
    void halfACloseLeavesTheOtherDirectionOpen() throws IOException {
        ends.client().out().close();
        ends.server().out().write("late".getBytes(UTF_8));
        ends.server().close();

        assertThat(ends.client().in().readAllBytes()).asString(UTF_8).isEqualTo("late");
    }

    @Test
    void writingToWhoeverLeftIsABrokenPipe() {
        ends.server().close();

        assertThatThrownBy(() -> ends.client().out().write(1))
                .isInstanceOf(IOException.class)
                .hasMessage("Broken pipe");
    }

    @Test
    void moreThanAWindowArrivesUnchanged() throws Exception {
        byte[] sent = new byte[5 * ByteStream.MOST_BYTES + 17];
        new Random(7).nextBytes(sent);
        Thread writer = Thread.ofVirtual().start(() -> {
            try (var out = ends.client().out()) {
                out.write(sent);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(ends.server().in().readAllBytes()).isEqualTo(sent);
        writer.join();
    }

    @Test
    void eachSideSeesTheOthersAddress() {
        assertThat(ends.server().peer()).hasToString("1.2.3.4:5000");
        assertThat(ends.client().peer()).hasToString("10.0.0.5:80");
    }
}
