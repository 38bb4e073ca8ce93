package brume.api.proxy;

import brume.cloud.sandbox.SandboxId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// An HTTP proxy into the sandboxes, on a real port: `curl -x http://<sandbox>:<key>@127.0.0.1:3128
/// http://15.188.4.7/`.
///
/// It sends requests as the internet of the sandbox whose name and key stand in `Proxy-Authorization`; security groups
/// and
/// routes decide there. `CONNECT` opens a tunnel. What is not in the sandbox's world does not exist: nothing is ever
/// sent
/// to the real network.
public final class ProxyServer implements AutoCloseable {

    static final String VIA = "1.1 brume";

    private final ServerSocket listening;
    private final ProxyAccess access;
    private final Limits limits;
    private final Semaphore free;
    private final Map<SandboxId, Semaphore> freeOf = new ConcurrentHashMap<>();
    private final Set<ProxyClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param connecting how long an attempt to connect may hang before it "timed out"
    /// @param idle how long neither side of a connection may say anything
    /// @param clients how many connections at once
    /// @param clientsPerSandbox how many connections of one sandbox at once
    public record Limits(Duration connecting, Duration idle, int clients, int clientsPerSandbox) {
        public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), Duration.ofMinutes(2), 1_000, 128);
    }

    private ProxyServer(ServerSocket listening, ProxyAccess access, Limits limits) {
        this.listening = listening;
        this.access = access;
        this.limits = limits;
        this.free = new Semaphore(limits.clients());
    }

    /// Starts listening.
    ///
    /// @param port 0 picks a free one: see [#port]
    public static ProxyServer start(String address, int port, ProxyAccess access, Limits limits) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
        ProxyServer server = new ProxyServer(socket, access, limits);
        Thread.ofVirtual().name("proxy-accept").start(server::acceptAll);
        Thread.ofVirtual().name("proxy-idle").start(server::endIdle);
        return server;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /// How many clients are connected.
    public int clients() {
        return clients.size();
    }

    /// Ends the connections into a sandbox, such as one that was deleted.
    public void disconnect(SandboxId sandbox) {
        clients.stream().filter(client -> client.isIn(sandbox)).forEach(ProxyClient::close);
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } finally {
            clients.forEach(ProxyClient::close);
        }
    }

    private void acceptAll() {
        while (!closed) {
            try {
                Socket socket = listening.accept();
                if (free.tryAcquire()) {
                    serve(new ProxyClient(socket, access, limits, this::admission));
                } else {
                    socket.close();
                }
            } catch (IOException interrupted) {
                pause();
            }
        }
    }

    private void serve(ProxyClient client) {
        clients.add(client);
        Thread.ofVirtual().name("proxy-client").start(() -> {
            try (client) {
                client.serve();
            } finally {
                clients.remove(client);
                free.release();
            }
        });
    }

    private Semaphore admission(SandboxId sandbox) {
        return freeOf.computeIfAbsent(sandbox, id -> new Semaphore(limits.clientsPerSandbox()));
    }

    /// Out of file descriptors, or closed: not a reason to spin.
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void endIdle() {
        while (!closed) {
            try {
                TimeUnit.SECONDS.sleep(1);
            } catch (InterruptedException ended) {
                return;
            }
            clients.forEach(client -> client.endWhenIdle(limits.idle()));
        }
    }
}
