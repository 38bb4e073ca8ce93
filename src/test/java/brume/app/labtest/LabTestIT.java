package brume.app.labtest;

import static org.assertj.core.api.Assertions.assertThat;

import brume.lab.LabFolder;
import brume.lab.Labs;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Every lab that Brume comes with, played through the real endpoint.
class LabTestIT {

    @Test
    void provesTheLabsThatBrumeComesWith() throws IOException {
        for (Path folder : Labs.folders(Path.of("labs"))) {
            LabTest.Report report = LabTest.run(LabFolder.read(folder), LabTest.SEEDS);
            assertThat(report.problems()).isEmpty();
            assertThat(report.seeds()).isEqualTo(20);
            assertThat(report.mistakes()).isGreaterThanOrEqualTo(6);
        }
    }
}
