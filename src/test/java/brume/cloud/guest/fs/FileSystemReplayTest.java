package brume.cloud.guest.fs;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.sandbox.Change;
import brume.cloud.sandbox.Kinds;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a guest has changed on its disk, drained and put back over the image, is the same disk.
class FileSystemReplayTest {

    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final Backing BACKING = new Backing(new MemoryBlobs(), 1L << 30, 60_000, () -> false, () -> NOW);
    private static final Kinds KINDS = new Kinds(List.of(FileNode.KIND, FileChunk.KIND, DirEntry.KIND));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void replayedChangesGiveTheSameDisk(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tree image = image();
        State state = State.EMPTY;
        FileSystem disk = new FileSystem("i-1", image, state, BACKING);
        for (int round = 0; round < 5; round++) {
            for (int i = 0; i < 60; i++) {
                call(disk.asRoot(), random);
            }
            for (Change change : disk.drainChanges()) {
                state = state.with(KINDS, change);
            }
            FileSystem again = new FileSystem("i-1", image, state, BACKING);
            assertThat(described(again)).isEqualTo(described(disk));
            assertThat(again.usedBytes()).isEqualTo(disk.usedBytes());
            assertThat(again.tree().inodes().size())
                    .isEqualTo(disk.tree().inodes().size());
        }
        assertThat(disk.isDirty()).isFalse();
    }

    private static Tree image() {
        TreeBuilder builder = new TreeBuilder(NOW);
        for (int i = 0; i < 4; i++) {
            builder.put("/d" + i + "/f" + i, FileKind.FILE, 0644, "", Content.of("image " + i));
        }
        builder.put("/d0/long", FileKind.FILE, 0644, "", Content.of(new byte[Content.CHUNK_BYTES * 2 + 5]));
        builder.put("/d1/link", FileKind.SYMLINK, 0777, "f1", Content.EMPTY);
        return builder.build();
    }

    /// One call; most of them succeed, those that fail must change nothing.
    private static void call(Files files, SplittableRandom random) {
        String one = path(random);
        String other = path(random);
        try {
            switch (random.nextInt(10)) {
                case 0 -> files.mkdir(one);
                case 1 -> files.write(one, "text " + random.nextInt(1000));
                case 2 -> {
                    byte[] bytes = new byte[random.nextInt(4 * Content.CHUNK_BYTES)];
                    random.nextBytes(bytes);
                    files.write(one, bytes);
                }
                case 3 -> files.append(one, "more");
                case 4 -> files.unlink(one);
                case 5 -> files.rename(one, other);
                case 6 -> files.link(one, other);
                case 7 -> files.symlink(other, one);
                case 8 -> files.truncate(one, random.nextInt(3 * Content.CHUNK_BYTES));
                default -> {
                    files.chmod(one, random.nextInt(07777));
                    files.chown(one, random.nextInt(5), random.nextInt(5), true);
                }
            }
            if (random.nextInt(6) == 0) {
                files.rmdir(other);
            }
        } catch (FsException refused) {
            assertThat(refused.errno()).isNotNull();
        }
    }

    private static String path(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> "/d" + random.nextInt(4);
            case 1 -> "/d" + random.nextInt(4) + "/f" + random.nextInt(4);
            default -> "/d" + random.nextInt(4) + (random.nextBoolean() ? "/long" : "/link");
        };
    }

    /// Every reachable file with all that a program can see of it.
    private static List<String> described(FileSystem disk) {
        List<String> lines = new ArrayList<>();
        describe(disk, "", disk.tree().inode(Tree.ROOT).orElseThrow(), lines);
        return lines;
    }

    private static void describe(FileSystem disk, String path, Inode inode, List<String> lines) {
        lines.add(path + " " + inode + " " + Arrays.hashCode(inode.content().bytes()));
        disk.tree()
                .entries(inode.number())
                .forEach((name, number) -> describe(
                        disk, path + "/" + name, disk.tree().inode(number).orElseThrow(), lines));
    }
}
