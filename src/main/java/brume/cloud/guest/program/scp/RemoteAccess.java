package brume.cloud.guest.program.scp;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;

/// What remote access needs on the disk: `scp`. The SSH server itself is `brume.api.ssh`.
public final class RemoteAccess implements GuestPart {

    @Override
    public void furnish(ImageBuilder image) {
        image.program("/usr/bin/scp", "scp", new Scp());
    }
}
