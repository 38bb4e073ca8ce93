package brume.cloud.guest.net;

import brume.cloud.guest.Guest;
import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.init.MetadataService;
import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Duplex;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections from a guest's programs: to itself over the loopback, to the metadata service, or out into the world.
/// Names are looked up in `/etc/hosts` first.
public final class GuestNetwork implements Dialer {

    private static final Ipv4 LOOPBACK = Ipv4.parse("127.0.0.1");
    private static final int FIRST_EPHEMERAL = 32_768;
    private static final int EPHEMERALS = 28_000;

    private final Guest guest;
    private final AtomicInteger ephemeral = new AtomicInteger();

    private GuestNetwork(Guest guest) {
        this.guest = guest;
    }

    public static GuestNetwork of(Guest guest) {
        return guest.attachment(GuestNetwork.class, () -> new GuestNetwork(guest));
    }

    @Override
    public Connection connect(Endpoint to, Duration timeout) throws IOException {
        Ipv4 own = guest.world().facts().privateAddress();
        boolean loopback = to.address().bits() >>> 24 == 127 || to.address().bits() == 0;
        if (loopback || to.address().equals(own)) {
            Ipv4 address = to.address().bits() == 0 ? LOOPBACK : to.address();
            Listener listener = Ports.of(guest)
                    .answering(address, to.port())
                    .orElseThrow(() -> new ConnectException("Connection refused"));
            return joined(new Endpoint(loopback ? LOOPBACK : own, port()), new Endpoint(address, to.port()), listener);
        }
        if (to.address().equals(Ipv4.METADATA)) {
            if (to.port() != 80) {
                throw new ConnectException("Connection refused");
            }
            return joined(new Endpoint(own, port()), to, MetadataService.of(guest));
        }
        return guest.world().network().connect(to, timeout);
    }

    @Override
    public Ipv4 resolve(String name) throws IOException {
        Optional<Ipv4> local = Ipv4.tryParse(name).or(() -> fromHosts(name));
        if (local.isPresent()) {
            return local.get();
        }
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return LOOPBACK;
        }
        String own = guest.world().facts().hostname();
        if (name.equals(own) || name.equals(guest.hostname()) || name.equals(own.split("\\.", 2)[0])) {
            return guest.world().facts().privateAddress();
        }
        return guest.world().network().resolve(name);
    }

    /// The address that `/etc/hosts` gives to a name.
    public Optional<Ipv4> fromHosts(String name) {
        try {
            for (String line : guest.files().asRoot().readText("/etc/hosts").split("\n", -1)) {
                int hash = line.indexOf('#');
                List<String> words = List.of(
                        (hash < 0 ? line : line.substring(0, hash)).strip().split("\\s+"));
                if (words.size() > 1 && words.subList(1, words.size()).contains(name)) {
                    Optional<Ipv4> address = Ipv4.tryParse(words.getFirst());
                    if (address.isPresent()) {
                        return address;
                    }
                }
            }
        } catch (FsException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private int port() {
        return FIRST_EPHEMERAL + Math.floorMod(ephemeral.getAndIncrement() * 7919, EPHEMERALS);
    }

    private Connection joined(Endpoint from, Endpoint to, Listener listener) {
        Duplex.Ends ends = Duplex.between(from, to);
        guest.world().executor().execute(() -> {
            try {
                listener.accept(ends.server());
            } catch (IOException gone) {
                ends.server().close();
            }
        });
        return ends.client();
    }
}
