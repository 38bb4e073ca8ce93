package brume.cloud.guest;

import brume.cloud.guest.image.OperatingSystem;
import brume.cloud.guest.net.PublicHosts;
import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Duplex;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import brume.cloud.sandbox.Blobs;
import brume.cloud.sandbox.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/// A world with a way out to the simulated internet, which can be cut; for tests of services and packages.
public final class ConnectedWorld implements GuestWorld {

    public static final Endpoint CLIENT = new Endpoint(Ipv4.parse("203.0.113.9"), 40_000);

    private final TestWorld base = new TestWorld();
    public volatile boolean online = true;
    /// Who sleeps leaps forward in time instead.
    public volatile boolean leaps;
    private final java.util.concurrent.atomic.AtomicLong leapt = new java.util.concurrent.atomic.AtomicLong();
    public volatile Optional<byte[]> userData = Optional.empty();

    public record Result(int status, String out, String err) {}

    public static Guest boot(OperatingSystem os) {
        return boot(os, new ConnectedWorld());
    }

    public static Guest boot(OperatingSystem os, ConnectedWorld world) {
        Guest guest = Guest.open("i-0123456789abcdef0", os, world, State.EMPTY);
        guest.boot();
        return guest;
    }

    /// Runs a command line as root.
    public static Result root(Guest guest, String command) {
        return run(guest, "root", command);
    }

    public static Result run(Guest guest, String user, String command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int status = guest.exec(
                guest.login(user).orElseThrow(), command, new Stdio(new ByteArrayInputStream(new byte[0]), out, err));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// What a client from the internet gets from a port for these bytes.
    public static String exchange(Guest guest, int port, String request) throws IOException {
        Listener listener = guest.listener(port).orElseThrow();
        Duplex.Ends ends = Duplex.between(CLIENT, new Endpoint(Ipv4.parse("172.31.5.12"), port));
        Thread server = Thread.ofVirtual().start(() -> {
            try {
                listener.accept(ends.server());
            } catch (IOException gone) {
                ends.server().close();
            }
        });
        ends.client().out().write(request.getBytes(StandardCharsets.UTF_8));
        ends.client().out().close();
        String answer = new String(ends.client().in().readAllBytes(), StandardCharsets.UTF_8);
        try {
            server.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }

    @Override
    public Dialer network() {
        return new Dialer() {
            @Override
            public Connection connect(Endpoint to, Duration timeout) throws IOException {
                Listener listener = PublicHosts.listener(to.address(), to.port())
                        .filter(found -> online)
                        .orElseThrow(() -> new SocketTimeoutException("Connection timed out"));
                Duplex.Ends ends = Duplex.between(new Endpoint(Ipv4.parse("15.188.4.7"), 40_001), to);
                Thread.ofVirtual().start(() -> {
                    try {
                        listener.accept(ends.server());
                    } catch (IOException gone) {
                        ends.server().close();
                    }
                });
                return ends.client();
            }

            @Override
            public Ipv4 resolve(String name) throws IOException {
                return PublicHosts.resolve(name).orElseThrow(() -> new UnknownHostException(name));
            }
        };
    }

    @Override
    public Instant now() {
        return base.now().plusNanos(leapt.get());
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        if (leaps) {
            base.sleep(Duration.ofMillis(20));
            leapt.addAndGet(duration.toNanos());
        } else {
            base.sleep(duration);
        }
    }

    @Override
    public Executor executor() {
        return base.executor();
    }

    @Override
    public RandomGenerator random() {
        return base.random();
    }

    @Override
    public Blobs blobs() {
        return base.blobs();
    }

    @Override
    public boolean crowded() {
        return false;
    }

    @Override
    public InstanceFacts facts() {
        return userData.isPresent() ? base.facts().withUserData(userData) : base.facts();
    }

    @Override
    public void console(String text) {
        base.console(text);
    }

    @Override
    public void changed(Guest guest) {}

    @Override
    public void powerRequested(Guest guest, Power power) {}
}
