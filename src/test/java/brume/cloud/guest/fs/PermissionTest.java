package brume.cloud.guest.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may do what on a guest's disk.
class PermissionTest {

    private static final Credentials ANNE = new Credentials(1000, 1000, Set.of(1000, 10));
    private static final Credentials BOB = new Credentials(1001, 1001, Set.of(1001));

    private Files root;
    private Files anne;
    private Files bob;

    @BeforeEach
    void aDiskWithHomesAndATmp() throws FsException {
        TreeBuilder image = new TreeBuilder(Instant.EPOCH);
        image.put("/tmp", FileKind.DIRECTORY, 01777, "", Content.EMPTY);
        image.put("/home/anne", FileKind.DIRECTORY, 0700, "", Content.EMPTY);
        image.own("/home/anne", 1000, 1000);
        FileSystem disk = new FileSystem(
                "i-1",
                image.build(),
                State.EMPTY,
                new Backing(new MemoryBlobs(), 1 << 20, 1 << 20, () -> false, () -> Instant.EPOCH));
        root = disk.asRoot();
        anne = disk.as(ANNE);
        bob = disk.as(BOB);
        anne.write("/home/anne/secret", "s");
    }

    private static void refuses(Errno errno, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FsException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void aClosedDirectoryHidesWhatIsInIt() {
        refuses(Errno.EACCES, () -> bob.read("/home/anne/secret"));
        refuses(Errno.EACCES, () -> bob.list("/home/anne"));
        refuses(Errno.EACCES, () -> bob.stat("/home/anne/nothing"));
        assertThat(root.isFile("/home/anne/secret")).isTrue();
    }

    @Test
    void onlyRootWritesIntoRootsDirectories() throws FsException {
        refuses(Errno.EACCES, () -> anne.write("/file", "x"));
        refuses(Errno.EACCES, () -> anne.mkdir("/home/carol"));
        root.write("/file", "x");
        refuses(Errno.EACCES, () -> anne.unlink("/file"));
    }

    @Test
    void inAStickyDirectoryOnlyTheOwnerRemoves() throws FsException {
        anne.write("/tmp/a", "x");
        refuses(Errno.EPERM, () -> bob.unlink("/tmp/a"));
        refuses(Errno.EPERM, () -> bob.rename("/tmp/a", "/tmp/b"));
        anne.unlink("/tmp/a");
    }

    @Test
    void onlyTheOwnerChangesTheModeAndOnlyRootTheOwner() throws FsException {
        anne.write("/tmp/a", "x");
        refuses(Errno.EPERM, () -> bob.chmod("/tmp/a", 0777));
        refuses(Errno.EPERM, () -> anne.chown("/tmp/a", 1001, -1, true));
        anne.chown("/tmp/a", -1, 10, true);
        assertThat(anne.stat("/tmp/a").gid()).isEqualTo(10);
        refuses(Errno.EPERM, () -> anne.chown("/tmp/a", -1, 99, true));
    }

    @Test
    void theGroupsBitsCountForItsMembersAndOthersForTheRest() throws FsException {
        root.write("/tmp/g", "x");
        root.chown("/tmp/g", 0, 10, true);
        root.chmod("/tmp/g", 0640);
        assertThat(anne.readText("/tmp/g")).isEqualTo("x");
        refuses(Errno.EACCES, () -> anne.write("/tmp/g", "y"));
        refuses(Errno.EACCES, () -> bob.read("/tmp/g"));
    }

    @Test
    void theUmaskTakesBitsAway() throws FsException {
        anne.withUmask(077).write("/tmp/private", "x");
        anne.withUmask(002).mkdir("/tmp/shared");
        assertThat(anne.stat("/tmp/private").modeText()).isEqualTo("-rw-------");
        assertThat(anne.stat("/tmp/shared").modeText()).isEqualTo("drwxrwxr-x");
    }

    @Test
    void linuxNamesTheOtherFailuresToo() throws FsException {
        anne.write("/tmp/f", "x");
        anne.symlink("loop", "/tmp/loop");
        anne.mkdir("/tmp/d");
        anne.write("/tmp/d/x", "x");
        refuses(Errno.ENOTDIR, () -> anne.read("/tmp/f/x"));
        refuses(Errno.ELOOP, () -> anne.read("/tmp/loop"));
        refuses(Errno.EEXIST, () -> anne.mkdir("/tmp/d"));
        refuses(Errno.ENOTEMPTY, () -> anne.rmdir("/tmp/d"));
        refuses(Errno.EISDIR, () -> anne.unlink("/tmp/d"));
        refuses(Errno.EINVAL, () -> anne.rename("/tmp/d", "/tmp/d/e"));
        refuses(Errno.ENAMETOOLONG, () -> anne.write("/tmp/" + "x".repeat(300), "x"));
        refuses(Errno.ENOSPC, () -> anne.write("/tmp/big", new byte[2 << 20]));
        assertThat(anne.exists("/tmp/big") && anne.stat("/tmp/big").size() > 0).isFalse();
    }
}
