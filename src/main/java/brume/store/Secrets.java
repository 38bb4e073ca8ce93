package brume.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts what the database must not show to somebody who only has the database: AES-256-GCM with a key that lies in
/// a file of
/// its own, readable by its owner only. Nodes that share a database share that file.
public final class Secrets {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private Secrets(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /// The key in a file; a fresh one is made if the file is not there.
    public static Secrets in(Path file) {
        try {
            byte[] fresh = new byte[32];
            new SecureRandom().nextBytes(fresh);
            String text = privateText(file, Base64.getEncoder().encodeToString(fresh));
            byte[] key = Base64.getDecoder().decode(text);
            if (key.length != 32) {
                throw new IllegalArgumentException(key.length + " bytes");
            }
            return new Secrets(key);
        } catch (IOException | IllegalArgumentException broken) {
            throw new StoreException(
                    "The key file " + file + " cannot be read (" + broken.getMessage()
                            + "): restore it, without it the stored access keys cannot be used.",
                    broken);
        }
    }

    /// The text in a file that only its owner may read; the file is made with the given text if it is not there.
    public static String privateText(Path file, String otherwise) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownersOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Set<StandardOpenOption> onlyNew =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
        try (var channel = Files.newByteChannel(file, onlyNew, ownersOnly)) {
            channel.write(StandardCharsets.US_ASCII.encode(otherwise + "\n"));
            return otherwise;
        } catch (FileAlreadyExistsException there) {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        }
    }

    /// @param purpose must be the same when it is read: a text encrypted for one key is none for another
    String encrypt(String text, String purpose) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), 0, purpose);
        byte[] all = new byte[nonce.length + sealed.length];
        System.arraycopy(nonce, 0, all, 0, nonce.length);
        System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
        return Base64.getEncoder().encodeToString(all);
    }

    String decrypt(String sealed, String purpose) {
        byte[] all = Base64.getDecoder().decode(sealed);
        byte[] nonce = java.util.Arrays.copyOf(all, NONCE_BYTES);
        return new String(crypt(Cipher.DECRYPT_MODE, nonce, all, NONCE_BYTES, purpose), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input, int from, String purpose) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input, from, input.length - from);
        } catch (GeneralSecurityException wrongKey) {
            throw new StoreException(
                    "A stored secret cannot be read: the key file is not the one that this database was written with.",
                    wrongKey);
        }
    }
}
