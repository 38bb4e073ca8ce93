package brume.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderBlobsIT {

    private static final byte[] BYTES = "fog over the river".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static String read(FolderBlobs blobs, String name, long offset) throws IOException {
        try (InputStream in = blobs.open(name, offset).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void findsBytesByWhatTheyAre() throws IOException {
        Blobs.Blob blob = new FolderBlobs(folder).put(new ByteArrayInputStream(BYTES));
        assertThat(blob.lengthInBytes()).isEqualTo(BYTES.length);
        assertThat(read(new FolderBlobs(folder), blob.sha256(), 0)).isEqualTo("fog over the river");
        assertThat(read(new FolderBlobs(folder), blob.sha256(), 4)).isEqualTo("over the river");
    }

    @Test
    void keepsTheSameBytesOnceAndLeavesNothingBehind() throws IOException {
        FolderBlobs blobs = new FolderBlobs(folder);
        blobs.put(new ByteArrayInputStream(BYTES));
        blobs.put(new ByteArrayInputStream(BYTES));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void keepsNothingOfAStreamThatBreaks() throws IOException {
        FolderBlobs blobs = new FolderBlobs(folder);
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (--left < 0) {
                    throw new IOException("the student's laptop fell asleep");
                }
                return 'x';
            }
        };
        assertThatThrownBy(() -> blobs.put(broken)).isInstanceOf(IOException.class);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void refusesANameThatIsAPath() throws IOException {
        FolderBlobs blobs = new FolderBlobs(folder);
        assertThatThrownBy(() -> blobs.open("../../etc/passwd", 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
