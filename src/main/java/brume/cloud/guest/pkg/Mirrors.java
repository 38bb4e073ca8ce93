package brume.cloud.guest.pkg;

import brume.cloud.guest.Guest;
import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.net.GuestNetwork;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/// Whether a guest reaches its distribution's mirrors: packages come over the network, and without a way out they do
/// not come at all.
final class Mirrors {

    /// A real time-out takes thirty seconds per mirror; a student waits less.
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private Mirrors() {}

    /// Why the mirror does not answer.
    ///
    /// @param kind `name`, `timeout`, `refused`
    record Trouble(String host, String kind) {}

    static String hostOf(Guest guest) {
        String region = guest.world().facts().region();
        return switch (guest.os()) {
            case AMAZON_LINUX_2023 -> "al2023-repos-" + region + "-de612dc2.s3.dualstack." + region + ".amazonaws.com";
            case UBUNTU_24_04 -> region + ".ec2.archive.ubuntu.com";
            case DEBIAN_12 -> "cdn-aws.deb.debian.org";
        };
    }

    /// Empty where the mirror answers.
    static Optional<Trouble> trouble(Guest guest) {
        String host = hostOf(guest);
        int port = guest.os().family() == OperatingSystem.Family.DEBIAN ? 80 : 443;
        try {
            GuestNetwork network = GuestNetwork.of(guest);
            try (Connection open = network.connect(new Endpoint(network.resolve(host), port), TIMEOUT)) {
                return open.peer().port() == port ? Optional.empty() : Optional.of(new Trouble(host, "refused"));
            }
        } catch (UnknownHostException unknown) {
            return Optional.of(new Trouble(host, "name"));
        } catch (ConnectException refused) {
            return Optional.of(new Trouble(host, "refused"));
        } catch (IOException silence) {
            return Optional.of(new Trouble(host, "timeout"));
        }
    }
}
