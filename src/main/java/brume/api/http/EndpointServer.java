package brume.api.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// An HTTP/1.1 server on one address and port. Keep-alive, no Nagle delay, raw request targets.
///
/// Limits: [#MAX_BODY_BYTES] per request body, [#MAX_HEADER_BYTES] for request line and headers, [#BODY_DEADLINE] for a
/// body to arrive, [#IDLE] without a byte, [#MAX_CONNECTIONS] at a time.
public final class EndpointServer implements AutoCloseable {

    public static final int MAX_BODY_BYTES = 1 << 20;
    public static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final Duration BODY_DEADLINE = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int MAX_DRAINED_BYTES = 32 << 20;
    private static final Duration DRAIN_DEADLINE = Duration.ofSeconds(5);
    private static final int ACCEPT_QUEUE = 512;
    private static final int MAX_CONNECTIONS = 4096;
    private static final Logger LOG = Logger.getLogger(EndpointServer.class.getName());

    private final Server server;
    private final ServerConnector connector;

    private EndpointServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Starts listening.
    ///
    /// @param port 0 lets the system choose: see [#port]
    /// @throws IOException the address cannot be listened on
    public static EndpointServer start(InetAddress address, int port, HttpDoor door) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(64, 4);
        threads.setName("endpoint");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(address.getHostAddress());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setReuseAddress(true);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                serve(door, request, response, callback);
                return true;
            }
        });
        server.setStopTimeout(0);
        try {
            server.start();
        } catch (IOException unavailable) {
            throw unavailable;
        } catch (Exception failure) {
            throw new IOException("The endpoint server did not start: " + failure.getMessage(), failure);
        }
        return new EndpointServer(server, connector);
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(true);
        configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
        configuration.setOutputBufferSize(64 * 1024);
        return configuration;
    }

    /// The port that is listened on.
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failure) {
            LOG.log(Level.WARNING, "The endpoint server did not stop cleanly", failure);
        }
    }

    private static void serve(HttpDoor door, Request request, Response response, Callback callback) {
        String id = UUID.randomUUID().toString();
        HttpAnswer answer;
        boolean whole = true;
        try {
            answer = door.answer(read(request, id));
        } catch (Unreadable unreadable) {
            whole = false;
            answer = door.unreadable(id, unreadable.status, unreadable.code, unreadable.reason);
        } catch (IOException gone) {
            callback.failed(gone);
            return;
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.log(Level.SEVERE, "Request " + id + " failed", fault);
            answer = door.unreadable(
                    id, 500, "InternalError", "An internal error has occurred. Retry your request: " + id);
        }
        send(
                answer,
                id,
                whole,
                response,
                whole ? callback : Callback.from(() -> linger(request, callback), callback::failed));
    }

    private static void send(HttpAnswer answer, String id, boolean keepAlive, Response response, Callback callback) {
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.contentType());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        response.getHeaders().put("x-amzn-RequestId", id);
        answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
        if (!keepAlive) {
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    private static HttpCall read(Request request, String id) throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(value);
        }
        String path = request.getHttpURI().getPath();
        String query = request.getHttpURI().getQuery();
        return new HttpCall(
                request.getMethod(),
                path == null ? "/" : path,
                query == null ? "" : query,
                headers,
                body(request),
                id,
                Request.getRemoteAddr(request));
    }

    private static byte[] body(Request request) throws IOException {
        if (request.getLength() > MAX_BODY_BYTES) {
            throw Unreadable.tooLarge();
        }
        long deadline = System.nanoTime() + BODY_DEADLINE.toNanos();
        // Not closed here: what is too large is still to be drained.
        InputStream in = Request.asInputStream(request);
        byte[] bytes = new byte[(int) Math.clamp(request.getLength(), 0, MAX_BODY_BYTES)];
        int length = 0;
        for (int count = 0; count >= 0; count = in.read(bytes, length, bytes.length - length)) {
            length += count;
            if (System.nanoTime() > deadline) {
                throw new Unreadable(408, "RequestTimeout", "The request body did not arrive in time.");
            }
            if (length == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                bytes = grown(bytes, length);
                bytes[length++] = (byte) next;
            }
        }
        return length == bytes.length ? bytes : java.util.Arrays.copyOf(bytes, length);
    }

    /// A client that is still sending would meet a closed connection before it reads why: what comes after the answer
    /// is
    /// read, within bounds, and forgotten.
    private static void linger(Request request, Callback callback) {
        Thread.ofVirtual().name("linger").start(() -> {
            drain(request);
            callback.succeeded();
        });
    }

    private static void drain(Request request) {
        long deadline = System.nanoTime() + DRAIN_DEADLINE.toNanos();
        byte[] forgotten = new byte[16 * 1024];
        long drained = 0;
        try (InputStream in = Request.asInputStream(request)) {
            int count = 0;
            while (count >= 0 && drained < MAX_DRAINED_BYTES && System.nanoTime() < deadline) {
                drained += count;
                count = in.read(forgotten);
            }
        } catch (IOException gone) {
            // Then nobody reads the answer either.
        }
    }

    private static byte[] grown(byte[] bytes, int length) throws Unreadable {
        if (length >= MAX_BODY_BYTES) {
            throw Unreadable.tooLarge();
        }
        return java.util.Arrays.copyOf(bytes, Math.clamp(length * 2L, 1024, MAX_BODY_BYTES));
    }

    /// The request cannot be read to its end; the connection is closed after the answer.
    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1L;

        final int status;
        final String code;
        final String reason;

        Unreadable(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
            this.reason = message;
        }

        static Unreadable tooLarge() {
            return new Unreadable(
                    413, "RequestEntityTooLarge", "The request body may hold at most " + MAX_BODY_BYTES + " bytes.");
        }
    }
}
