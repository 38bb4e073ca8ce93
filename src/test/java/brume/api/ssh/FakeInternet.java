package brume.api.ssh;

import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Duplex;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A small world: listeners by address and port, names, addresses that drop what is sent to them.
public final class FakeInternet implements Dialer {

    public static final Ipv4 DROPS = Ipv4.parse("198.51.100.9");
    public static final Ipv4 UNREACHABLE = Ipv4.parse("198.51.100.8");

    private static final Endpoint OUTSIDE = new Endpoint(Ipv4.parse("203.0.113.7"), 50_000);

    private final Map<Endpoint, Listener> listeners = new ConcurrentHashMap<>();
    private final Map<String, Ipv4> names = new ConcurrentHashMap<>();

    public FakeInternet listen(String address, int port, Listener listener) {
        listeners.put(new Endpoint(Ipv4.parse(address), port), listener);
        return this;
    }

    public FakeInternet name(String name, String address) {
        names.put(name, Ipv4.parse(address));
        return this;
    }

    @Override
    public Connection connect(Endpoint to, Duration timeout) throws IOException {
        if (to.address().equals(DROPS)) {
            sleep(timeout);
            throw new SocketTimeoutException("Connection timed out");
        }
        if (to.address().equals(UNREACHABLE)) {
            throw new NoRouteToHostException("No route to host");
        }
        Listener listener = listeners.get(to);
        if (listener == null) {
            throw new ConnectException("Connection refused");
        }
        Duplex.Ends ends = Duplex.between(OUTSIDE, to);
        Thread.ofVirtual().name("fake-listener").start(() -> {
            try (Connection server = ends.server()) {
                listener.accept(server);
            } catch (IOException ended) {
                ends.server().close();
            }
        });
        return ends.client();
    }

    private static void sleep(Duration timeout) throws IOException {
        try {
            Thread.sleep(timeout);
        } catch (InterruptedException interrupted) {
            throw new java.io.InterruptedIOException();
        }
    }

    @Override
    public Ipv4 resolve(String name) throws IOException {
        Ipv4 address = names.get(name);
        if (address == null) {
            throw new UnknownHostException(name);
        }
        return address;
    }
}
