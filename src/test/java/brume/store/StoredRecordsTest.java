package brume.store;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.CloudKinds;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Journals live longer than versions of Brume: one stored line of every record ever shipped lies in
/// `src/test/resources/records/<Kind>.json` (a second line of the same kind in `<Kind>-2.json`). A line is never
/// changed; a
/// record that changes its shape adds one.
class StoredRecordsTest {

    private static final Path RECORDS = Path.of("src/test/resources/records");
    private static final Kinds KINDS = CloudKinds.KINDS;

    static List<Path> lines() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            return files.sorted().toList();
        }
    }

    static List<Kind<?>> kinds() {
        return KINDS.all();
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsAStoredLine(Path file) throws IOException {
        EntryJson json = new EntryJson(KINDS);
        List<Change> changes = json.read(Files.readString(file));
        assertThat(changes).isNotEmpty();
        assertThat(json.read(json.write(changes))).isEqualTo(changes);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void hasAStoredLineOfTheKind(Kind<?> kind) {
        assertThat(RECORDS.resolve(kind.name() + ".json"))
                .as("one stored line of a " + kind.name() + ", as the column `changes` of a real journal holds it")
                .exists();
    }

    @Test
    void knowsEveryKind() {
        assertThat(kinds()).isNotEmpty();
    }
}
