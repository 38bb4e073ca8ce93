package brume.portal.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TapTest {

    private final Tap tap = new Tap();

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        tap.write(bytes, 0, bytes.length);
    }

    private String read(long from) {
        return new String(tap.read(from, Tap.KEPT_BYTES).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void whoeverComesLateReadsWhatWasShownBefore() {
        write("one\n");
        write("two\n");
        assertThat(read(0)).isEqualTo("one\ntwo\n");
        assertThat(tap.read(0, 4).next()).isEqualTo(4);
        assertThat(read(4)).isEqualTo("two\n");
        assertThat(tap.read(8, 100).bytes()).isEmpty();
    }

    @Test
    void onlyTheLastPartIsKeptAndItBeginsWithAWholeLine() {
        for (int i = 0; i < 20_000; i++) {
            write("line " + i + "\n");
        }
        Tap.Piece piece = tap.read(0, Integer.MAX_VALUE);
        String kept = new String(piece.bytes(), StandardCharsets.UTF_8);
        assertThat(piece.missed()).isTrue();
        assertThat(kept.length()).isLessThanOrEqualTo(Tap.KEPT_BYTES).isGreaterThan(Tap.KEPT_BYTES - 20);
        assertThat(kept).startsWith("line ").endsWith("line 19999\n");
        assertThat(kept.lines()
                        .mapToInt(line -> Integer.parseInt(line.substring(5)))
                        .toArray())
                .isSorted();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aReaderWhoKeepsUpReadsEveryByteInItsOrder(long seed) {
        Random random = new Random(seed);
        StringBuilder written = new StringBuilder();
        StringBuilder seen = new StringBuilder();
        long at = 0;
        for (int i = 0; i < 400; i++) {
            String text = Integer.toString(i, 36).repeat(1 + random.nextInt(600));
            write(text);
            written.append(text);
            if (random.nextInt(8) == 0 || i == 399) {
                for (Tap.Piece piece = tap.read(at, 4096); piece.bytes().length > 0; piece = tap.read(at, 4096)) {
                    assertThat(piece.missed()).isFalse();
                    seen.append(new String(piece.bytes(), StandardCharsets.UTF_8));
                    at = piece.next();
                }
            }
        }
        assertThat(seen).hasToString(written.toString());
    }

    @Test
    void oneWriteLargerThanAllThatIsKeptLeavesItsEnd() {
        write("before\n");
        write("x".repeat(3 * Tap.KEPT_BYTES) + "\nend\n");
        assertThat(read(0)).isEqualTo("end\n");
        write("after\n");
        assertThat(read(0)).isEqualTo("end\nafter\n");
    }

    @Test
    void everyWatcherIsToldUntilItLeaves() {
        AtomicInteger first = new AtomicInteger();
        AtomicInteger second = new AtomicInteger();
        Runnable leave = tap.watch(first::incrementAndGet);
        tap.watch(second::incrementAndGet);
        write("a");
        leave.run();
        write("b");
        tap.resize(80, 24);
        tap.end();
        assertThat(first).hasValue(1);
        assertThat(second).hasValue(4);
        assertThat(tap.size()).isEqualTo(new Tap.Size(80, 24));
        assertThat(tap.isEnded()).isTrue();
    }

    /// The student's browser draws, the watcher's never does: megabytes go by, 64 KiB stay.
    @Test
    void aWatcherWhoNeverReadsHoldsNobodyUp() throws Exception {
        Tap watched = new Tap();
        Screen[] own = new Screen[1];
        Screen screen = new Screen(() -> own[0].drain(text -> own[0].shown(text.length())), watched);
        own[0] = screen;
        watched.watch(() -> {});
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            byte[] page = "y\n".repeat(4096).getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i < 1000; i++) {
                    screen.write(page);
                }
                done.countDown();
            } catch (IOException gone) {
                throw new java.io.UncheckedIOException(gone);
            }
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watched.read(0, Integer.MAX_VALUE).bytes()).hasSizeLessThanOrEqualTo(Tap.KEPT_BYTES);
    }
}
