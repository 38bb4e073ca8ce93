package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.cloud.sandbox.CloudException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static Page<String> page(Iterable<String> rows, Integer most, @Nullable String token) {
        return Page.of(rows, Function.identity(), Page.Wanted.of(most, token));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void showsEveryRowThatStaysExactlyOnceWhileOthersComeAndGo(long seed) {
        Random random = new Random(seed);
        TreeSet<String> rows = new TreeSet<>();
        IntStream.range(0, 200).forEach(i -> rows.add("stay-%05d".formatted(random.nextInt(100_000))));
        List<String> staying = List.copyOf(rows);
        List<String> shown = new ArrayList<>();

        Page<String> page = page(rows, 7, null);
        shown.addAll(page.rows());
        while (page.next().isPresent()) {
            rows.removeIf(row -> row.startsWith("x-") && random.nextBoolean());
            rows.add("stay-%05d-late".formatted(random.nextInt(100_000)));
            page = page(rows, 7, page.next().get());
            shown.addAll(page.rows());
        }

        assertThat(shown).doesNotHaveDuplicates().containsAll(staying);
    }

    @Test
    void endsWithoutATokenWhenTheLastPageIsFull() {
        List<String> ten =
                IntStream.range(0, 10).mapToObj("row-%02d"::formatted).toList();
        Page<String> first = page(ten, 5, null);
        Page<String> second = page(ten, 5, first.next().orElseThrow());

        assertThat(first.rows()).containsExactlyElementsOf(ten.subList(0, 5));
        assertThat(second.rows()).containsExactlyElementsOf(ten.subList(5, 10));
        assertThat(second.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4, 1001})
    void refusesPagesOutsideFiveToAThousand(int most) {
        assertThat(catchThrowableOfType(CloudException.class, () -> page(List.of("a"), most, null)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%%%", "YnJ1bWU"})
    void refusesATokenThatItNeverGave(String token) {
        CloudException refused = catchThrowableOfType(CloudException.class, () -> page(List.of("a"), 5, token));

        assertThat(Ec2Errors.of(refused.problem()).code()).isEqualTo("InvalidNextToken");
    }
}
