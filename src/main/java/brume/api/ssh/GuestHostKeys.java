package brume.api.ssh;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.Files;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/// The host keys of one guest: files under `/etc/ssh` of its own disk, made when its sshd is first spoken to and kept
/// with
/// the disk. One per boot of a guest, so that keys replaced by hand count after a restart.
final class GuestHostKeys {

    private static final Map<String, String> FILES = new TreeMap<>(Map.of(
            "/etc/ssh/ssh_host_ecdsa_key", "ecdsa-sha2-nistp256",
            "/etc/ssh/ssh_host_ed25519_key", "ssh-ed25519"));

    private Optional<List<KeyPair>> loaded = Optional.empty();

    /// The keys; read or made at the first call.
    synchronized List<KeyPair> of(Guest guest, SecureRandom random) throws IOException, GeneralSecurityException {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load(guest, random));
        }
        return loaded.get();
    }

    private static List<KeyPair> load(Guest guest, SecureRandom random) throws IOException, GeneralSecurityException {
        Files root = guest.files().asRoot();
        List<KeyPair> keys = new ArrayList<>();
        boolean made = false;
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            if (!root.exists(file.getKey())) {
                make(guest, root, file.getKey(), file.getValue(), random);
                made = true;
            }
            keys.add(HostKey.read(file.getKey(), root.readText(file.getKey())));
        }
        if (made) {
            guest.world().changed(guest);
        }
        return keys;
    }

    private static void make(Guest guest, Files root, String file, String type, SecureRandom random)
            throws IOException, GeneralSecurityException {
        KeyPair key = HostKey.generate(type, 0, random);
        String comment = "root@" + guest.hostname();
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        HostKey.write(key, comment, secret);
        root.mkdirs("/etc/ssh");
        root.write(file, secret.toByteArray());
        root.chmod(file, 0600);
        root.write(file + ".pub", PublicKeyEntry.toString(key.getPublic()) + " " + comment + "\n");
    }
}
