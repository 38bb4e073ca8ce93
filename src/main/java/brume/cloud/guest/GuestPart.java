package brume.cloud.guest;

import brume.cloud.guest.image.ImageBuilder;

/// A part of the simulated Linux that can be written without the others knowing: the core commands, the services, the
/// package manager, the network commands. Stateless: what it must remember across a reboot lies in files of the guest,
/// what it remembers while the machine runs in [Guest#attachment].
public interface GuestPart {

    /// Puts files and programs into a base image; called once per image and process, in the order of the parts.
    void furnish(ImageBuilder image);

    /// The machine starts.
    ///
    /// @param first true at the very first boot of the instance
    default void boot(Guest guest, boolean first) {}

    /// Brume itself was restarted, and the machine goes on as if nothing had been.
    default void resume(Guest guest) {
        boot(guest, false);
    }

    /// The machine stops.
    default void shutdown(Guest guest) {}
}
