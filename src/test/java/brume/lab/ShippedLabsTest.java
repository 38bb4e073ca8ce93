package brume.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The labs that Brume comes with.
class ShippedLabsTest {

    @Test
    void haveNothingToComplainOf() {
        List<Path> folders = Labs.folders(Path.of("labs"));
        assertThat(folders).isNotEmpty();
        assertThat(folders)
                .allSatisfy(folder ->
                        assertThat(LabLint.problems(LabFolder.read(folder))).isEmpty());
    }

    @Test
    void areReadAndFilledWithAStudentsValues() {
        Lab lab = Labs.read(Path.of("labs")).find("ec2-first-instance").orElseThrow();
        Map<String, String> values = Variants.draw(lab, 1);
        Lab filled = lab.filled(values);
        assertThat(filled.check("key-pair").orElseThrow().title().en()).contains(values.get("name") + "-key");
        assertThat(filled.steps())
                .allSatisfy(step -> assertThat(step.text().fr() + step.text().en() + step.hints())
                        .doesNotContain("${"));
        assertThat(lab.checks().mapToInt(Check::points).sum()).isEqualTo(60);
    }

    @Test
    void earnNothingInAnEmptyWorld() {
        for (Lab lab : Labs.read(Path.of("labs")).all()) {
            Judge.Verdict verdict =
                    new Judge(lab).judge(new FakeWorld(), Variants.draw(lab, 7), Map.of(), java.time.Instant.EPOCH);
            assertThat(verdict.faults()).isEmpty();
            assertThat(verdict.results()).noneMatch(CheckResult::passed);
            assertThat(verdict.results())
                    .filteredOn(result -> result.status() == CheckResult.Status.FAILED)
                    .allSatisfy(result ->
                            assertThat(result.message().fr()).isNotBlank().doesNotContain("${"));
        }
    }
}
