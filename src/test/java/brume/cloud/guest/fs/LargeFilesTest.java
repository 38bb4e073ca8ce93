package brume.cloud.guest.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.State;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// What is large leaves memory, and zeros never come into it.
class LargeFilesTest {

    private static final Kinds KINDS = new Kinds(List.of(FileNode.KIND, FileChunk.KIND, DirEntry.KIND));
    private static final long GIB = 1L << 30;
    private static final int MIB = 1 << 20;

    private final Tree image = new TreeBuilder(Instant.EPOCH).build();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private boolean crowded;
    private boolean broken;
    private final FileSystem disk = open(State.EMPTY);
    private final Files files = disk.asRoot();

    private FileSystem open(State state) {
        Blobs breaking = new Blobs() {
            @Override
            public Blob put(InputStream bytes) throws IOException {
                refuseWhenBroken();
                return blobs.put(bytes);
            }

            @Override
            public Optional<InputStream> open(String sha256, long offset) throws IOException {
                refuseWhenBroken();
                return blobs.open(sha256, offset);
            }
        };
        return new FileSystem(
                "i-1", image, state, new Backing(breaking, 8 * GIB, MIB, () -> crowded, () -> Instant.EPOCH));
    }

    private void refuseWhenBroken() throws IOException {
        if (broken) {
            throw new IOException("the disk of Brume is full");
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(length).nextBytes(bytes);
        return bytes;
    }

    private State recorded() {
        State state = State.EMPTY;
        for (Change change : disk.drainChanges()) {
            state = state.with(KINDS, change);
        }
        return state;
    }

    @Test
    void zerosTakeNoRoomHoweverMany() throws FsException {
        files.truncate(created("/swapfile"), 4 * GIB);
        byte[] zeros = new byte[MIB];
        OpenFile written = files.open("/zeros", OpenMode.WRITE, 0600);
        for (long at = 0; at < GIB; at += MIB) {
            written.write(at, zeros, 0, MIB);
        }
        assertThat(files.stat("/zeros").content().chunkCount()).isZero();
        assertThat(disk.usedBytes()).isEqualTo(5 * GIB);
        State state = recorded();
        assertThat(state.all(FileChunk.KIND)).isEmpty();
        Files again = open(state).asRoot();
        assertThat(again.stat("/swapfile").size()).isEqualTo(4 * GIB);
        byte[] read = {1, 1};
        assertThat(again.open("/zeros", OpenMode.READ, 0).read(GIB - 2, read, 0, 2))
                .isEqualTo(2);
        assertThat(read).containsOnly(0);
    }

    @Test
    void manyBytesMoveToTheBlobsAndAreReadFromThere() throws FsException {
        byte[] bytes = random(5 * MIB);
        files.write("/big", bytes);
        State state = recorded();
        assertThat(state.all(FileChunk.KIND))
                .hasSize(320)
                .allMatch(chunk -> chunk.content().isEmpty());
        assertThat(open(state).asRoot().read("/big")).isEqualTo(bytes);
        assertThat(files.stat("/big").content().heldBytes()).isZero();
        files.open("/big", OpenMode.APPEND, 0).write(0, new byte[] {7}, 0, 1);
        assertThat(files.read("/big")).hasSize(5 * MIB + 1).startsWith(bytes).endsWith((byte) 7);
    }

    @Test
    void manySmallFilesMoveTogether() throws FsException {
        for (int i = 0; i < 200; i++) {
            files.write("/f" + i, random(10_000 + i));
        }
        State state = recorded();
        assertThat(state.all(FileChunk.KIND).stream()
                        .map(FileChunk::blob)
                        .distinct()
                        .count())
                .isLessThan(5);
        Files again = open(state).asRoot();
        for (int i = 0; i < 200; i++) {
            assertThat(again.read("/f" + i)).isEqualTo(random(10_000 + i));
        }
    }

    @Test
    void aCopySharesTheBytes() throws FsException {
        files.write("/big", random(3 * MIB));
        files.write("/copy", files.content("/big"));
        files.open("/copy", OpenMode.APPEND, 0).write(0, new byte[] {7}, 0, 1);
        assertThat(files.read("/big")).isEqualTo(random(3 * MIB));
        assertThat(open(recorded()).asRoot().read("/copy"))
                .startsWith(random(3 * MIB))
                .endsWith((byte) 7);
    }

    @Test
    void anOpenFileWithoutANameLeavesMemoryToo() throws FsException {
        OpenFile nameless = files.open("/tmp", OpenMode.WRITE, 0600);
        files.unlink("/tmp");
        byte[] bytes = random(3 * MIB);
        nameless.write(0, bytes, 0, bytes.length);
        assertThat(nameless.inode().content().heldBytes()).isZero();
        assertThat(nameless.inode().content().bytes()).isEqualTo(bytes);
    }

    @Test
    void aFullDiskTakesNothingMore() throws FsException {
        files.truncate(created("/almost"), 8 * GIB - 100);
        assertThatThrownBy(() -> files.write("/more", new byte[101])).hasMessage("No space left on device");
        files.write("/fits", new byte[100]);
        assertThat(disk.usedBytes()).isEqualTo(8 * GIB);
        files.unlink("/almost");
        files.write("/more", new byte[101]);
    }

    @Test
    void aCrowdedSandboxTakesNothingMoreButCanBeCleanedUp() throws FsException {
        files.write("/old", random(1000));
        crowded = true;
        assertThatThrownBy(() -> files.write("/more", "x")).hasMessage("No space left on device");
        files.chmod("/old", 0600);
        files.truncate("/old", 10);
        files.unlink("/old");
        crowded = false;
        files.write("/more", "x");
    }

    @Test
    void blobsThatCannotBeReachedAreAnInputOutputError() throws FsException {
        byte[] bytes = random(2 * MIB);
        files.write("/big", bytes);
        State state = recorded();
        broken = true;
        Files cold = open(state).asRoot();
        assertThatThrownBy(() -> cold.read("/big")).hasMessage("Input/output error");
        OpenFile opened = cold.open("/big", OpenMode.READ, 0);
        assertThatThrownBy(() -> opened.read(0, new byte[1], 0, 1)).hasMessage("Input/output error");
        broken = false;
        assertThat(cold.read("/big")).isEqualTo(bytes);
    }

    @Test
    void whatCannotMoveIsRecordedAsItIs() throws FsException {
        byte[] bytes = random(2 * MIB);
        files.write("/big", bytes);
        broken = true;
        assertThatThrownBy(() -> files.write("/next", "x")).hasMessage("Input/output error");
        State state = recorded();
        assertThat(open(state).asRoot().read("/big")).isEqualTo(bytes);
        broken = false;
        files.write("/next", "x");
        assertThat(files.read("/big")).isEqualTo(bytes);
    }

    private String created(String path) throws FsException {
        files.write(path, "");
        return path;
    }
}
