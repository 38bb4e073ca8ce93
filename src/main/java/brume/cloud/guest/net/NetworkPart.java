package brume.cloud.guest.net;

import brume.cloud.guest.GuestPart;
import brume.cloud.guest.image.ImageBuilder;
import brume.cloud.guest.program.Program;

/// The programs that look at the network.
public final class NetworkPart implements GuestPart {

    @Override
    public void furnish(ImageBuilder image) {
        bin(image, "curl", new Curl());
    }

    private static void bin(ImageBuilder image, String name, Program program) {
        image.program("/usr/bin/" + name, name, program);
    }
}
