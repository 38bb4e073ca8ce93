package brume.cloud.compute;

import brume.cloud.guest.net.PublicHosts;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import java.util.Optional;

/// The rest of the simulated internet: what a guest with a way out can find there. Nothing of it is the real internet.
public interface Outside {

    Optional<Ipv4> resolve(String name);

    Optional<Listener> listener(Ipv4 address, int port);

    /// An internet with nobody else on it.
    static Outside empty() {
        return new Outside() {
            @Override
            public Optional<Ipv4> resolve(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Listener> listener(Ipv4 address, int port) {
                return Optional.empty();
            }
        };
    }

    /// The few public machines that guests talk to: mirrors, resolvers, example pages.
    static Outside publicHosts() {
        return new Outside() {
            @Override
            public Optional<Ipv4> resolve(String name) {
                return PublicHosts.resolve(name);
            }

            @Override
            public Optional<Listener> listener(Ipv4 address, int port) {
                return PublicHosts.listener(address, port);
            }
        };
    }
}
