package brume.api.ssh;

import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.common.channel.IoWriteFutureImpl;
import org.apache.sshd.common.future.CloseFuture;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/// A simulated connection as the SSH library wants its transport: the caller's thread reads, a virtual thread writes.
///
/// Reading and writing never share a thread, because a key exchange may make the writer wait for what the reader has
/// yet
/// to
/// receive.
final class StreamIoSession extends AbstractCloseable implements IoSession {

    private static final int CHUNK_BYTES = 32 * 1024;
    private static final int WRITES_PER_FLUSH = 64;
    private static final AtomicLong IDS = new AtomicLong();
    private static final IoWriteFutureImpl END = new IoWriteFutureImpl("end", new ByteArrayBuffer());

    private final long id = IDS.incrementAndGet();
    private final Connection connection;
    private final PortlessSshServer.Acceptor acceptor;
    private final IoHandler handler;
    private final Map<Object, Object> attributes;
    private final LinkedBlockingQueue<IoWriteFutureImpl> outgoing = new LinkedBlockingQueue<>();
    private final Object reading = new Object();
    private boolean suspended;
    private boolean ended;

    StreamIoSession(
            Connection connection,
            PortlessSshServer.Acceptor acceptor,
            IoHandler handler,
            Map<Object, Object> attributes) {
        this.connection = connection;
        this.acceptor = acceptor;
        this.handler = handler;
        this.attributes = new ConcurrentHashMap<>(attributes);
    }

    /// Reads until the connection ends.
    void run() throws IOException {
        acceptor.sessions.put(id, this);
        Thread.ofVirtual().name("ssh-out " + id).start(this::writeAll);
        try {
            handler.sessionCreated(this);
            byte[] chunk = new byte[CHUNK_BYTES];
            int count = connection.in().read(chunk);
            while (count >= 0 && !isClosed()) {
                awaitResumed();
                handler.messageReceived(this, Readable.readable(ByteBuffer.wrap(chunk, 0, count)));
                count = connection.in().read(chunk);
            }
        } catch (Exception broken) {
            report(broken);
        } finally {
            close(true);
        }
    }

    private void report(Exception broken) {
        try {
            if (!isClosing()) {
                handler.exceptionCaught(this, broken);
            }
        } catch (Exception hopeless) {
            close(true);
        }
    }

    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) {
        IoWriteFutureImpl future = new IoWriteFutureImpl("ssh-out " + id, buffer);
        synchronized (outgoing) {
            if (!ended) {
                outgoing.add(future);
                return future;
            }
        }
        future.setValue(new ClosedChannelException());
        return future;
    }

    private void writeAll() {
        try (OutputStream out = connection.out()) {
            int unflushed = 0;
            for (IoWriteFutureImpl next = outgoing.take(); next != END; next = outgoing.take()) {
                Buffer buffer = next.getBuffer();
                try {
                    out.write(buffer.array(), buffer.rpos(), buffer.available());
                    unflushed++;
                    if (outgoing.isEmpty() || unflushed == WRITES_PER_FLUSH) {
                        out.flush();
                        unflushed = 0;
                    }
                } catch (IOException broken) {
                    next.setValue(broken);
                    break;
                }
                next.setValue(Boolean.TRUE);
            }
        } catch (InterruptedException | IOException gone) {
            // What remains is refused below.
        }
        refuseWaiting();
        close(true);
    }

    /// Every write that was accepted gets an answer, or its writer would wait for ever.
    private void refuseWaiting() {
        synchronized (outgoing) {
            ended = true;
        }
        for (IoWriteFutureImpl next = outgoing.poll(); next != null; next = outgoing.poll()) {
            if (next != END) {
                next.setValue(new ClosedChannelException());
            }
        }
    }

    @Override
    protected CloseFuture doCloseGracefully() {
        outgoing.add(END);
        return closeFuture;
    }

    @Override
    protected void doCloseImmediately() {
        refuseWaiting();
        outgoing.add(END);
        acceptor.sessions.remove(id);
        connection.close();
        resumeRead();
        try {
            handler.sessionClosed(this);
        } catch (Exception already) {
            // The session above is gone too: there is nobody left to tell.
        }
        super.doCloseImmediately();
    }

    private void awaitResumed() throws InterruptedException {
        synchronized (reading) {
            while (suspended && !isClosed()) {
                reading.wait();
            }
        }
    }

    @Override
    public void suspendRead() {
        synchronized (reading) {
            suspended = true;
        }
    }

    @Override
    public void resumeRead() {
        synchronized (reading) {
            suspended = false;
            reading.notifyAll();
        }
    }

    @Override
    public void shutdownOutputStream() throws IOException {
        connection.out().close();
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return getLocalAddress();
    }

    @Override
    public SocketAddress getLocalAddress() {
        return socketAddress(connection.local());
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return socketAddress(connection.peer());
    }

    /// With its text as the host name, so that nobody asks a real name server who that is.
    private static SocketAddress socketAddress(Endpoint endpoint) {
        Ipv4 address = endpoint.address();
        int bits = address.bits();
        byte[] octets = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address.toString(), octets), endpoint.port());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four octets are an address", impossible);
        }
    }

    @Override
    public IoService getService() {
        return acceptor;
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }
}
