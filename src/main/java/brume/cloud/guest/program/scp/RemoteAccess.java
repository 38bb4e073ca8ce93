package brume.cloud.guest.program.scp;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;

/// What remote access needs on the disk: `scp`, and the path that `sftp` clients expect. The SSH server itself is
/// `brume.api.ssh`.
public final class RemoteAccess implements GuestPart {

    @Override
    public void furnish(ImageBuilder image) {
        image.program("/usr/bin/scp", "scp", new Scp());
        image.directory("/etc/ssh", 0755);
        image.file("/etc/ssh/sshd_config", 0600, """
                # Differs from Linux: this file is not read. Only public keys open a session here.
                Include /etc/ssh/sshd_config.d/*.conf
                AuthorizedKeysFile .ssh/authorized_keys
                PasswordAuthentication no
                UsePAM yes
                AcceptEnv LANG LC_*
                Subsystem sftp internal-sftp
                """);
    }
}
