package brume.portal.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VeilTest {

    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String COVERED = "*".repeat(40 - Veil.SHOWN);

    @Test
    void aSecretIsCoveredInOnePiece() {
        assertThat(new Veil(List.of(SECRET)).pass("key " + SECRET + " end\n"))
                .isEqualTo("key " + SECRET.substring(0, Veil.SHOWN) + COVERED + " end\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aSecretIsCoveredWhereverThePiecesBeginAndEnd(long seed) {
        Random random = new Random(seed);
        String text = "wJalrXUtwJalrXUtn" + SECRET + "wJal" + SECRET + SECRET + "\nls -l\n" + "wJalrXUtnFEMI no\n";
        Veil veil = new Veil(List.of("AnotherSecretOfTheSameSandbox", SECRET));
        StringBuilder seen = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            seen.append(veil.pass(text.substring(at, end)));
            at = end;
        }
        assertThat(seen.toString())
                .isEqualTo(text.replace(SECRET, SECRET.substring(0, Veil.SHOWN) + COVERED))
                .doesNotContain(SECRET);
    }

    @Test
    void otherTextPassesAtOnce() {
        Veil veil = new Veil(List.of(SECRET));
        for (String key : "wJalrXUw".split("")) {
            assertThat(veil.pass(key)).isEqualTo(key);
        }
        assertThat(new Veil(List.of()).pass("anything")).isEqualTo("anything");
    }
}
