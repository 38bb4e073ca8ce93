package brume.api.ssh.files;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.jspecify.annotations.Nullable;

/// How the SFTP server touches a guest's files: plainly through NIO. The library's own way wants channels and directory
/// streams that only the host's file system has.
public final class GuestSftp implements SftpFileSystemAccessor {

    @Override
    public SeekableByteChannel openFile(
            SftpSubsystemProxy subsystem,
            @Nullable FileHandle handle,
            Path file,
            String name,
            Set<? extends OpenOption> options,
            FileAttribute<?>... attributes)
            throws IOException {
        Set<OpenOption> plain = new HashSet<>(options);
        plain.remove(LinkOption.NOFOLLOW_LINKS);
        return Files.newByteChannel(file, plain, attributes);
    }

    @Override
    public void renameFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        Files.move(from, to, options.toArray(CopyOption[]::new));
    }

    @Override
    public void copyFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
            throws IOException {
        Files.copy(from, to, options.toArray(CopyOption[]::new));
    }

    @Override
    public void removeFile(SftpSubsystemProxy subsystem, Path file, boolean directory) throws IOException {
        Files.delete(file);
    }
}
