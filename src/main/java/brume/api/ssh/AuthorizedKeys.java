package brume.api.ssh;

import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.fs.Files;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.image.OperatingSystem;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;

/// What a guest's sshd makes of `~/.ssh/authorized_keys`, with `StrictModes`: the file, its folder and the home must
/// belong
/// to the user (or root) and be writable by nobody else.
final class AuthorizedKeys {

    private static final int WRITABLE_BY_OTHERS = 022;

    private AuthorizedKeys() {}

    /// Whether the key is good.
    sealed interface Verdict {
        record Accepted(PublicKeyLines.Entry entry) implements Verdict {}

        /// @param reason for the guest's own log
        record Refused(Optional<String> reason) implements Verdict {}
    }

    /// The file, and where the image brings `ec2-instance-connect`, the keys that were pushed a moment ago.
    static Verdict judge(Guest guest, Login login, PublicKey key) {
        Verdict written = written(guest, login, key);
        return written instanceof Verdict.Accepted || guest.os() == OperatingSystem.DEBIAN_12
                ? written
                : PublicKeyLines.find(guest.world().facts().pushedKeys().getOrDefault(login.user(), List.of()), key)
                        .<Verdict>map(Verdict.Accepted::new)
                        .orElse(written);
    }

    private static Verdict written(Guest guest, Login login, PublicKey key) {
        Files files = guest.files().asRoot();
        String file = login.home() + "/.ssh/authorized_keys";
        try {
            String real = files.realpath(file);
            String home = files.realpath(login.home());
            if (!sound(files.stat(real), login)) {
                return badModes("file", real);
            }
            for (String folder = parent(real); !folder.isEmpty(); folder = parent(folder)) {
                if (!sound(files.stat(folder), login)) {
                    return badModes("directory", folder);
                }
                if (folder.equals(home)) {
                    break;
                }
            }
            return PublicKeyLines.find(files.readText(real).lines().toList(), key)
                    .<Verdict>map(Verdict.Accepted::new)
                    .orElse(new Verdict.Refused(Optional.empty()));
        } catch (FsException missing) {
            return new Verdict.Refused(Optional.empty());
        }
    }

    private static Verdict badModes(String kind, String path) {
        return new Verdict.Refused(
                Optional.of("Authentication refused: bad ownership or modes for " + kind + " " + path));
    }

    private static boolean sound(Inode inode, Login login) {
        return (inode.uid() == login.uid() || inode.uid() == 0) && (inode.mode() & WRITABLE_BY_OTHERS) == 0;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
