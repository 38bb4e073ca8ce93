package brume.store;

import brume.cloud.sandbox.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// Big bytes, each once, in files named by what they hold: `ab/cd/abcd...` under a folder. A blob is there entirely or
/// not at all,
/// and on the disk when [#put] returns. Memory stays the same whatever the size.
public final class FolderBlobs implements Blobs {

    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    public FolderBlobs(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("arriving"));
    }

    @Override
    public Blob put(InputStream bytes) throws IOException {
        Path arriving = Files.createTempFile(folder.resolve("arriving"), "blob", "");
        try {
            MessageDigest digest = sha256();
            long length;
            try (FileChannel file = FileChannel.open(arriving, StandardOpenOption.WRITE)) {
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), digest);
                length = bytes.transferTo(out);
                out.flush();
                file.force(true);
            }
            String name = HexFormat.of().formatHex(digest.digest());
            keep(arriving, name);
            return new Blob(name, length);
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private void keep(Path arriving, String name) throws IOException {
        Path home = path(name);
        if (Files.exists(home)) {
            return;
        }
        Path room = Optional.ofNullable(home.getParent()).orElse(folder);
        Files.createDirectories(room);
        Files.move(arriving, home, StandardCopyOption.ATOMIC_MOVE);
        for (Path each = room;
                each.startsWith(folder);
                each = Optional.ofNullable(each.getParent()).orElseThrow()) {
            forceFolder(each);
        }
    }

    /// A new name is on the disk only once its folder is.
    private static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (java.nio.file.AccessDeniedException windows) {
            // There a folder cannot be opened; the move is journalled by the file system.
        }
    }

    @Override
    public Optional<InputStream> open(String sha256, long offset) throws IOException {
        Path path = path(sha256);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        return Optional.of(Channels.newInputStream(file.position(offset)));
    }

    private Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("Not a SHA-256: " + sha256);
        }
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
