package brume.portal.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final AtomicInteger woken = new AtomicInteger();
    private final Screen screen = new Screen(woken::incrementAndGet, new Tap());
    private final StringBuilder shown = new StringBuilder();

    @Test
    void aCharacterMayArriveInTwoWrites() throws IOException {
        byte[] word = "é€".getBytes(StandardCharsets.UTF_8);
        for (byte one : word) {
            screen.write(one);
        }
        screen.drain(shown::append);
        assertThat(shown).hasToString("é€");
    }

    @Test
    void writesBetweenTwoLooksWakeOnce() throws IOException {
        screen.write("a".getBytes(StandardCharsets.UTF_8));
        screen.write("b".getBytes(StandardCharsets.UTF_8));
        assertThat(woken).hasValue(1);
        screen.drain(shown::append);
        screen.write("c".getBytes(StandardCharsets.UTF_8));
        assertThat(woken).hasValue(2);
    }

    @Test
    void aWriterAheadOfTheBrowserWaitsUntilItHasShownEnough() throws Exception {
        byte[] much = new byte[300 * 1024];
        java.util.Arrays.fill(much, (byte) 'y');
        screen.write(much);
        Thread writer = Thread.ofVirtual().start(() -> {
            try {
                screen.write('z');
            } catch (IOException gone) {
                Thread.currentThread().interrupt();
            }
        });
        assertThat(writer.join(java.time.Duration.ofMillis(50))).isFalse();
        screen.shown(much.length);
        assertThat(writer.join(java.time.Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void nobodyWritesToATerminalThatIsGone() {
        screen.close();
        assertThatThrownBy(() -> screen.write('a')).isInstanceOf(IOException.class);
    }

    @Test
    void keysAreReadInTheOrderTypedAndEndWhenClosed() {
        try (Keys keys = new Keys()) {
            keys.type("ab".getBytes(StandardCharsets.UTF_8));
            keys.type("c".getBytes(StandardCharsets.UTF_8));
            assertThat(keys.read()).isEqualTo('a');
            assertThat(keys.available()).isEqualTo(2);
            assertThat(keys.read()).isEqualTo('b');
            assertThat(keys.read()).isEqualTo('c');
            keys.close();
            assertThat(keys.read()).isEqualTo(-1);
        }
    }
}
