package brume.lab;

import static org.assertj.core.api.Assertions.assertThat;

import brume.school.CourseId;
import brume.school.PersonId;
import brume.school.TenantId;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VariantsTest {

    private static final TenantId LYON = new TenantId("lyon");
    private static final CourseId CLOUD = new CourseId("cloud");

    @Test
    void givesTheSameStudentTheSameValues() {
        long seed = Variants.seed(LYON, CLOUD, "lab", new PersonId("p-alice"));
        assertThat(seed).isEqualTo(Variants.seed(LYON, CLOUD, "lab", new PersonId("p-alice")));
        assertThat(Variants.draw(Samples.lab(), seed)).isEqualTo(Variants.draw(Samples.lab(), seed));
    }

    @Test
    void givesDifferentStudentsDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            seeds.add(Variants.seed(LYON, CLOUD, "lab", new PersonId("p-" + i)));
        }
        assertThat(seeds).hasSize(1000);
        assertThat(Variants.seed(LYON, CLOUD, "lab", new PersonId("p-1")))
                .isNotEqualTo(Variants.seed(new TenantId("nantes"), CLOUD, "lab", new PersonId("p-1")));
    }

    @Test
    void drawsEveryChoiceSooner() {
        Set<String> drawn = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            drawn.addAll(Variants.draw(Samples.lab(), seed).values());
        }
        assertThat(drawn).containsExactlyInAnyOrder("web-olive", "web-fig");
    }
}
