package brume.api.ssh;

import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.sshd.client.future.DefaultOpenFuture;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.ChannelOutputStream;
import org.apache.sshd.common.channel.ChannelPipedInputStream;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.AbstractServerChannel;
import org.jspecify.annotations.Nullable;

/// A `direct-tcpip` channel (RFC 4254, 7.2) whose far end is a simulated connection: what `-J`, `-W`, `-L` and `-D` ask
/// for.
///
/// The session's own thread never blocks here: a virtual thread dials and then carries bytes down, a second one carries
/// them up. Back-pressure is the channel's window on one side and the connection's on the other.
final class SimChannel extends AbstractServerChannel {

    private static final Duration FOR_EVER = Duration.ofDays(365);
    private static final int CHUNK_BYTES = 32 * 1024;

    private final Routes routes;
    private final Function<Session, Optional<String>> closed;
    private final Semaphore opening;
    private volatile @Nullable Thread carrier;
    private volatile @Nullable ChannelPipedInputStream fromClient;
    private volatile @Nullable Connection connection;

    /// How a session's channels reach the simulated world.
    ///
    /// @param timeout how long a connection attempt may hang
    record Route(Dialer dialer, Duration timeout) {}

    /// Says over which route a session's channels go; empty refuses them. Called on a virtual thread: it may block.
    interface Routes {
        Optional<Route> of(Session session);
    }

    /// @param pendingOpens how many connection attempts may hang at once, over all sessions of this factory
    /// @param closed why a session without a route has none, in a sentence
    static ChannelFactory factory(Routes routes, Function<Session, Optional<String>> closed, int pendingOpens) {
        Semaphore opening = new Semaphore(pendingOpens);
        return new ChannelFactory() {
            @Override
            public String getName() {
                return "direct-tcpip";
            }

            @Override
            public Channel createChannel(Session session) {
                return new SimChannel(routes, closed, opening);
            }
        };
    }

    private SimChannel(Routes routes, Function<Session, Optional<String>> closed, Semaphore opening) {
        super("", List.of(), null);
        this.routes = routes;
        this.closed = closed;
        this.opening = opening;
    }

    @Override
    protected OpenFuture doInit(Buffer buffer) {
        String host = buffer.getString();
        int port = buffer.getInt();
        buffer.getString();
        buffer.getInt();
        OpenFuture future = new DefaultOpenFuture(this, this);
        if (!opening.tryAcquire()) {
            fail(future, SshConstants.SSH_OPEN_RESOURCE_SHORTAGE, "Too many connection attempts at once");
            return future;
        }
        carrier = Thread.ofVirtual().name("sim-tcp " + port).start(() -> dialAndCarry(future, host, port));
        return future;
    }

    private void dialAndCarry(OpenFuture future, String host, int port) {
        Connection dialed;
        try {
            Optional<Route> route = routes.of(getSession());
            if (route.isEmpty()) {
                String why = closed.apply(getSession()).orElse("open failed");
                fail(future, SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED, why);
                return;
            }
            dialed = dial(route.get(), host, port);
        } catch (IOException | RuntimeException failure) {
            fail(future, SshConstants.SSH_OPEN_CONNECT_FAILED, ConnectFailure.words(failure, host));
            return;
        } finally {
            opening.release();
        }
        try {
            connection = dialed;
            if (!isClosing()) {
                carry(future, dialed);
            }
        } catch (IOException | RuntimeException ended) {
            // One side is gone: what remains is to close the other.
        } finally {
            dialed.close();
            close(false);
        }
    }

    private static Connection dial(Route route, String host, int port) throws IOException {
        if (port < 1 || port > 65535) {
            throw new java.net.ConnectException("Not a port: " + port);
        }
        Optional<Ipv4> literal = Ipv4.tryParse(host);
        Ipv4 address = literal.isPresent() ? literal.get() : route.dialer().resolve(host);
        return route.dialer().connect(new Endpoint(address, port), route.timeout());
    }

    private void carry(OpenFuture future, Connection dialed) throws IOException {
        ChannelPipedInputStream up = new ChannelPipedInputStream(getLocalWindow(), Duration.ZERO);
        fromClient = up;
        OutputStream down = new ChannelOutputStream(
                this, getRemoteWindow(), FOR_EVER, log, SshConstants.SSH_MSG_CHANNEL_DATA, true);
        AtomicInteger directions = new AtomicInteger(2);
        signalChannelOpenSuccess();
        future.setOpened();
        notifyStateChanged("opened");
        Thread.ofVirtual().name("sim-tcp up").start(() -> {
            copy(up, dialed.out());
            end(directions, dialed);
        });
        copy(dialed.in(), down);
        end(directions, dialed);
        awaitOtherDirection(directions);
    }

    /// Each direction ends by itself, as with TCP; the connection is over when both have.
    private void end(AtomicInteger directions, Connection dialed) {
        if (directions.decrementAndGet() == 0) {
            dialed.close();
            close(false);
        }
        synchronized (directions) {
            directions.notifyAll();
        }
    }

    private void awaitOtherDirection(AtomicInteger directions) {
        synchronized (directions) {
            while (directions.get() > 0 && !isClosing()) {
                try {
                    directions.wait();
                } catch (InterruptedException closed) {
                    return;
                }
            }
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (to) {
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                to.write(chunk, 0, count);
                if (from.available() == 0) {
                    to.flush();
                }
            }
        } catch (IOException ended) {
            // The stream is closed by the caller's side or the peer's: the other direction notices by itself.
        }
    }

    private void fail(OpenFuture future, int code, String words) {
        if (isClosing() || getSession().isClosing()) {
            close(true);
            return;
        }
        SshChannelOpenException failure = new SshChannelOpenException(getChannelId(), code, words);
        signalChannelOpenFailure(failure);
        notifyStateChanged("open-failed");
        OpenFailures.remember(getSession(), getRecipient(), words);
        try {
            future.setException(failure);
        } finally {
            close(true);
        }
    }

    /// Must never throw: an exception here would end the whole session with all its channels.
    @Override
    protected void doWriteData(byte[] data, int offset, long length) throws IOException {
        ChannelPipedInputStream up = fromClient;
        if (up == null) {
            release(length);
            return;
        }
        try {
            up.receive(data, offset, (int) length);
        } catch (IOException ended) {
            release(length);
        }
    }

    @Override
    protected void doWriteExtendedData(byte[] data, int offset, long length) throws IOException {
        release(length);
    }

    private void release(long length) throws IOException {
        if (getLocalWindow().isOpen()) {
            getLocalWindow().release(length);
        }
    }

    @Override
    public void handleEof() throws IOException {
        super.handleEof();
        endUpload();
    }

    private void endUpload() {
        ChannelPipedInputStream up = fromClient;
        if (up != null) {
            up.eof();
        }
    }

    @Override
    protected void preClose() {
        endUpload();
        super.preClose();
        Connection dialed = connection;
        if (dialed != null) {
            addCloseFutureListener(closed -> dialed.close());
        }
        Thread thread = carrier;
        if (thread != null && thread != Thread.currentThread()) {
            addCloseFutureListener(closed -> thread.interrupt());
        }
    }
}
