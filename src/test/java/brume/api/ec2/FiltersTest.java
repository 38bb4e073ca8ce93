package brume.api.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.api.aws.Fault;
import brume.cloud.sandbox.CloudException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.ec2.model.Filter;

class FiltersTest {

    private record Thing(String name, Map<String, String> tags) {}

    private static final Filters<Thing> FILTERS =
            new Filters<Thing>().on("name", Thing::name).onTags(Thing::tags);
    private static final Thing WEB = new Thing("web-1", Map.of("Role", "web", "Empty", ""));

    private static boolean matches(Filter... filters) {
        return FILTERS.matching(List.of(filters)).test(WEB);
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    @ParameterizedTest
    @CsvSource({
        "web-1, true",
        "web-*, true",
        "w?b-?, true",
        "*, true",
        "*1, true",
        "*b*-*, true",
        "web-2, false",
        "web, false",
        "web-1*, true",
        "web-1?, false",
        "WEB-1, false",
        "web-\\1, true",
        "web-\\*, false"
    })
    void readsStarsAndQuestionMarks(String wanted, boolean found) {
        assertThat(matches(filter("name", wanted))).isEqualTo(found);
    }

    @Test
    void joinsFiltersByAndAndValuesByOr() {
        assertThat(matches(filter("name", "x", "web-1"), filter("tag:Role", "db", "web")))
                .isTrue();
        assertThat(matches(filter("name", "web-1"), filter("tag:Role", "db"))).isFalse();
        assertThat(matches(filter("tag-key", "Role"))).isTrue();
        assertThat(matches(filter("tag:Empty", ""))).isTrue();
        assertThat(matches(filter("tag:Absent", "*"))).isFalse();
    }

    @Test
    void refusesAFilterThatTheActionDoesNotHave() {
        CloudException refused =
                catchThrowableOfType(CloudException.class, () -> FILTERS.matching(List.of(filter("colour", "red"))));

        assertThat(Ec2Errors.of(refused.problem()))
                .isEqualTo(Fault.invalid("InvalidParameterValue", "The filter 'colour' is invalid"));
    }

    @Test
    void isNotSlowedDownByAHostilePattern() {
        Thing long_ = new Thing("a".repeat(10_000), Map.of());

        assertThat(FILTERS.matching(List.of(filter("name", "a*".repeat(500) + "b")))
                        .test(long_))
                .isFalse();
    }
}
