package brume.api.proxy;

import brume.cloud.network.Connection;
import brume.cloud.sandbox.SandboxId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One client's connection to the proxy: request after request, or a tunnel.
final class ProxyClient implements AutoCloseable {

    private static final int BUFFER_BYTES = 32 * 1024;

    private final Socket socket;
    private final ProxyAccess access;
    private final ProxyServer.Limits limits;
    private final Function<SandboxId, Semaphore> admissions;
    private volatile @Nullable Connection server;
    private volatile Optional<SandboxId> inside = Optional.empty();
    private volatile boolean late;
    private volatile long lastByte = System.nanoTime();

    ProxyClient(
            Socket socket, ProxyAccess access, ProxyServer.Limits limits, Function<SandboxId, Semaphore> admissions) {
        this.socket = socket;
        this.access = access;
        this.limits = limits;
        this.admissions = admissions;
    }

    /// Ends what has been silent for so long: first the server, so that the client still gets an answer, then the
    /// client.
    void endWhenIdle(Duration duration) {
        if (System.nanoTime() - lastByte < duration.toNanos()) {
            return;
        }
        Connection open = server;
        if (open == null || late) {
            close();
        } else {
            late = true;
            lastByte = System.nanoTime();
            open.close();
        }
    }

    /// Whether its last request was let into this sandbox.
    boolean isIn(SandboxId sandbox) {
        return inside.filter(sandbox::equals).isPresent();
    }

    @Override
    public void close() {
        Connection open = server;
        if (open != null) {
            open.close();
        }
        try {
            socket.close();
        } catch (IOException gone) {
            // It was to be closed.
        }
    }

    void serve() {
        try {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(new Watched(socket.getInputStream()), BUFFER_BYTES);
            OutputStream out = new BufferedOutputStream(new WatchedOut(socket.getOutputStream()), BUFFER_BYTES);
            boolean more = true;
            while (more) {
                more = exchange(in, out);
                out.flush();
            }
        } catch (IOException gone) {
            // The client went away, or was too slow: there is nobody to answer.
        }
    }

    /// One request and its answer; true when the connection may carry another.
    private boolean exchange(InputStream in, OutputStream out) throws IOException {
        HttpHead request;
        try {
            Optional<HttpHead> read = HttpHead.read(in);
            if (read.isEmpty()) {
                return false;
            }
            request = read.get();
            if (!request.start().matches("[A-Z]{1,20} \\S+ HTTP/1\\.[01]")) {
                throw new ProtocolException("Not an HTTP/1.1 request");
            }
        } catch (ProtocolException malformed) {
            return answer(
                    out,
                    Refusal.badRequest(
                            Optional.ofNullable(malformed.getMessage()).orElse("Not a request")));
        }
        Optional<SandboxId> sandbox = authenticated(request);
        inside = sandbox;
        Optional<Internet> internet = sandbox.flatMap(access::internet);
        if (internet.isEmpty()) {
            return answer(out, Refusal.UNAUTHENTICATED);
        }
        Semaphore admission = admissions.apply(sandbox.orElseThrow());
        if (!admission.tryAcquire()) {
            return answer(out, Refusal.BUSY);
        }
        try {
            return forwarded(request, internet.get(), in, out);
        } finally {
            admission.release();
        }
    }

    private static boolean answer(OutputStream out, Refusal refusal) throws IOException {
        refusal.head().with("Connection", "close").write(out);
        out.write(refusal.body());
        return false;
    }

    private Optional<SandboxId> authenticated(HttpHead request) {
        String given = request.first("Proxy-Authorization").orElse("");
        if (!given.toLowerCase(Locale.ROOT).startsWith("basic ")) {
            return Optional.empty();
        }
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(given.substring("basic ".length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            SandboxId sandbox = SandboxId.parse(pair.substring(0, Math.max(colon, 0)));
            String password = pair.substring(colon + 1);
            boolean opens = false;
            for (String secret : access.secrets(sandbox)) {
                opens |= ProxyKey.opens(secret, password);
            }
            return opens ? Optional.of(sandbox) : Optional.empty();
        } catch (IllegalArgumentException shapeless) {
            return Optional.empty();
        }
    }

    private boolean forwarded(HttpHead request, Internet internet, InputStream in, OutputStream out)
            throws IOException {
        String[] start = request.start().split(" ");
        boolean tunnel = start[0].equals("CONNECT");
        Target target;
        HttpBody body;
        try {
            target = tunnel ? Target.ofAuthority(start[1]) : Target.ofUrl(start[1]);
            body = HttpBody.ofRequest(request);
        } catch (ProtocolException shape) {
            return answer(
                    out,
                    Refusal.badRequest(Optional.ofNullable(shape.getMessage()).orElse("Not a request")));
        }
        Connection dialed;
        try {
            dialed = target.dial(internet, limits.connecting());
        } catch (IOException failure) {
            return answer(out, Refusal.unreachable(target, failure, target.why(internet)));
        }
        server = dialed;
        try (dialed) {
            if (tunnel) {
                return tunnelled(dialed, in, out);
            }
            return Exchange.relay(request, body, target, dialed, watched(dialed), in, out);
        } catch (Exchange.Unanswered silent) {
            return answer(out, late ? Refusal.late(target) : Refusal.brokeOff(target));
        } finally {
            server = null;
        }
    }

    private InputStream watched(Connection dialed) {
        return new BufferedInputStream(new Watched(dialed.in()), BUFFER_BYTES);
    }

    private boolean tunnelled(Connection dialed, InputStream in, OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        Thread.ofVirtual().name("proxy-tunnel").start(() -> {
            try (OutputStream up = dialed.out()) {
                HttpBody.copyAll(in, up);
            } catch (IOException ended) {
                dialed.close();
            }
        });
        HttpBody.copyAll(new Watched(dialed.in()), out);
        out.flush();
        return false;
    }

    /// Notes when bytes last came.
    private final class Watched extends java.io.FilterInputStream {
        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            lastByte = System.nanoTime();
            return octet;
        }

        @Override
        public int read(byte[] into, int offset, int count) throws IOException {
            int read = in.read(into, offset, count);
            lastByte = System.nanoTime();
            return read;
        }
    }

    private final class WatchedOut extends java.io.FilterOutputStream {
        WatchedOut(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            lastByte = System.nanoTime();
        }
    }
}
