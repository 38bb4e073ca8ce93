package brume.cloud.compute;

import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Duplex;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.reach.Flow;
import brume.cloud.network.reach.Reach;
import brume.cloud.network.reach.Trace;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.State;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/// Opens connections in the simulated world, as its network allows them, and breaks them when a machine stops.
public final class Connections {

    private static final int FIRST_CLIENT_PORT = 32_768;
    private static final int CLIENT_PORTS = 28_000;
    /// How long a machine asks its neighbours for an address before it gives up.
    private static final Duration NEIGHBOUR_SEARCH = Duration.ofSeconds(3);

    private final Sandbox sandbox;
    private final Guests guests;
    private final Outside outside;
    private final Executor executor;
    private final Patience patience;
    private final AtomicInteger clients = new AtomicInteger();
    private final ConcurrentHashMap<String, Set<Connection>> byInstance = new ConcurrentHashMap<>();

    Connections(Sandbox sandbox, Guests guests, Outside outside, Executor executor, Patience patience) {
        this.sandbox = sandbox;
        this.guests = guests;
        this.outside = outside;
        this.executor = executor;
        this.patience = patience;
    }

    /// The way of a packet as things are now.
    public Trace trace(Flow flow) {
        return new Reach(sandbox.state(), guests).trace(flow);
    }

    /// Connections from somewhere on the internet.
    public Dialer fromInternet(Ipv4 source) {
        return new Dialer() {
            @Override
            public Connection connect(Endpoint to, Duration timeout) throws IOException {
                return dial(Flow.fromInternet(source, to.address(), to.port()), timeout, Optional.empty());
            }

            @Override
            public Ipv4 resolve(String name) throws IOException {
                return Ipv4.tryParse(name)
                        .or(() -> Names.publicly(sandbox.state(), name))
                        .or(() -> outside.resolve(name))
                        .orElseThrow(() -> new UnknownHostException(name));
            }
        };
    }

    /// Connections from an instance, through its primary interface.
    Dialer fromInstance(String instanceId) {
        return new Dialer() {
            @Override
            public Connection connect(Endpoint to, Duration timeout) throws IOException {
                NetworkInterface card = card();
                return dial(Flow.fromCard(card.id(), to.address(), to.port()), timeout, Optional.of(card));
            }

            @Override
            public Ipv4 resolve(String name) throws IOException {
                return Ipv4.tryParse(name)
                        .or(() -> Guests.card(sandbox.state(), instanceId)
                                .flatMap(card -> Names.from(sandbox.state(), card, name)))
                        .or(() -> outside.resolve(name))
                        .orElseThrow(() -> new UnknownHostException(name));
            }

            private NetworkInterface card() throws IOException {
                return Guests.card(sandbox.state(), instanceId)
                        .orElseThrow(() -> new NoRouteToHostException("Network is unreachable"));
            }
        };
    }

    private Connection dial(Flow flow, Duration timeout, Optional<NetworkInterface> from) throws IOException {
        Trace trace = trace(flow);
        return switch (trace.disposition()) {
            case DELIVERED -> delivered(trace, from);
            case LEFT_TO_INTERNET -> left(trace, timeout, from);
            case NOTHING_LISTENS -> throw new ConnectException("Connection refused");
            case NO_SUCH_ADDRESS -> throw nobody(flow, timeout, from);
            case DENIED_BY_GROUP,
                    DENIED_BY_SOURCE_GROUP,
                    DENIED_BY_ACL,
                    NO_ROUTE,
                    NO_ROUTE_BACK,
                    NO_GATEWAY,
                    NO_PUBLIC_ADDRESS,
                    INSTANCE_NOT_RUNNING -> throw silence(timeout);
        };
    }

    private Connection delivered(Trace trace, Optional<NetworkInterface> from) throws IOException {
        NetworkInterface card =
                sandbox.state().get(NetworkInterface.KIND, trace.receiver().orElseThrow());
        String instance = card.attachment().orElseThrow().instanceId();
        Endpoint server = new Endpoint(card.privateAddress(), trace.flow().port());
        Listener listener = guests.of(instance)
                .flatMap(guest -> guest.listener(server.port()))
                .orElseThrow(() -> new ConnectException("Connection refused"));
        return join(trace, server, listener, instance, from);
    }

    private Connection left(Trace trace, Duration timeout, Optional<NetworkInterface> from) throws IOException {
        Endpoint server = new Endpoint(trace.flow().to(), trace.flow().port());
        Optional<Listener> listener = outside.listener(server.address(), server.port());
        if (listener.isEmpty()) {
            throw silence(timeout);
        }
        return join(trace, server, listener.get(), "", from);
    }

    private Connection join(
            Trace trace, Endpoint server, Listener listener, String instance, Optional<NetworkInterface> from) {
        Endpoint client = new Endpoint(trace.sourceSeen().orElseThrow(), clientPort());
        Duplex.Ends ends = Duplex.between(client, server);
        Set<Connection> open = byInstance.computeIfAbsent(instance, id -> ConcurrentHashMap.newKeySet());
        open.add(ends.server());
        from.flatMap(NetworkInterface::attachment)
                .ifPresent(sender -> byInstance
                        .computeIfAbsent(sender.instanceId(), id -> ConcurrentHashMap.newKeySet())
                        .add(ends.client()));
        executor.execute(() -> {
            try {
                listener.accept(ends.server());
            } catch (IOException gone) {
                ends.server().close();
            } finally {
                open.remove(ends.server());
                from.flatMap(NetworkInterface::attachment)
                        .ifPresent(sender -> forget(sender.instanceId(), ends.client()));
            }
        });
        return ends.client();
    }

    private void forget(String instance, Connection connection) {
        Set<Connection> open = byInstance.get(instance);
        if (open != null) {
            open.remove(connection);
        }
    }

    /// Breaks every connection of a machine that stops.
    void breakAll(String instanceId) {
        Set<Connection> open = byInstance.remove(instanceId);
        if (open != null) {
            open.forEach(Connection::close);
        }
    }

    /// In its own subnet a machine finds out soon that nobody has an address; anywhere else there is only silence.
    private IOException nobody(Flow flow, Duration timeout, Optional<NetworkInterface> from) throws IOException {
        State state = sandbox.state();
        boolean neighbour = from.flatMap(card -> state.find(brume.cloud.network.Subnet.KIND, card.subnetId()))
                .map(subnet -> subnet.cidr().contains(flow.to()))
                .orElse(false);
        if (neighbour && timeout.compareTo(NEIGHBOUR_SEARCH) > 0) {
            await(NEIGHBOUR_SEARCH);
            return new NoRouteToHostException("No route to host");
        }
        return silence(timeout);
    }

    private IOException silence(Duration timeout) throws IOException {
        await(timeout);
        return new SocketTimeoutException("Connection timed out");
    }

    private void await(Duration duration) throws IOException {
        try {
            patience.await(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted");
        }
    }

    private int clientPort() {
        return FIRST_CLIENT_PORT + Math.floorMod(clients.getAndIncrement() * 7919, CLIENT_PORTS);
    }
}
