package brume.cloud.guest.http;

import brume.cloud.guest.GuestWorld;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Listener;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The loop of an HTTP/1.1 server on simulated connections: reads requests one after the other, lets a [Site] answer,
/// keeps the connection as long as both sides want it. Requests sent ahead are answered in order.
public final class HttpServer implements Listener {

    /// More connections than this at once are dropped, as when nginx runs out of `worker_connections`.
    public static final int MAX_CONNECTIONS = 512;

    private final Site site;
    private final GuestWorld world;
    private final AtomicInteger open = new AtomicInteger();

    public HttpServer(Site site, GuestWorld world) {
        this.site = site;
        this.world = world;
    }

    /// What a server decides: how much it reads, what it answers, how its answers look, what it logs.
    public interface Site {

        Limits limits();

        HttpResponse answer(HttpRequest request, Connection connection);

        /// The answer to what is not a request.
        HttpResponse refuse(Malformed malformed);

        /// All fields of the head in their final order.
        Headers dress(Optional<HttpRequest> request, HttpResponse response, boolean keepAlive);

        /// Called when the answer is sent; also where the client left meanwhile.
        void served(Exchange exchange);
    }

    /// A request and what came of it, for the access log.
    ///
    /// @param line the request line as read, empty when none came
    /// @param bodyBytes of the answer, without its head
    public record Exchange(
            Endpoint client, Endpoint server, Optional<HttpRequest> request, String line, int status, long bodyBytes) {}

    @Override
    public void accept(Connection connection) throws IOException {
        Watch watch = new Watch(connection);
        try (connection) {
            if (open.incrementAndGet() <= MAX_CONNECTIONS) {
                world.executor().execute(watch);
                converse(connection, watch);
            }
        } catch (IOException clientLeft) {
            // Nobody is there to be told: the connection closes.
        } finally {
            open.decrementAndGet();
            watch.stop();
        }
    }

    private void converse(Connection connection, Watch watch) throws IOException {
        InputStream in = new BufferedInputStream(connection.in(), 8192);
        OutputStream out = new BufferedOutputStream(connection.out(), 16_384);
        HttpReader reader = new HttpReader(in, site.limits());
        for (int count = 1; ; count++) {
            watch.expectRequest();
            Optional<HttpRequest> request;
            try {
                request = read(reader, out);
            } catch (Malformed malformed) {
                watch.answering();
                send(out, connection, Optional.empty(), malformed.line(), site.refuse(malformed), false);
                return;
            }
            if (request.isEmpty()) {
                return;
            }
            watch.answering();
            HttpResponse response = site.answer(request.get(), connection);
            boolean keep =
                    request.get().wantsKeepAlive() && count < site.limits().requests();
            keep &= !response.headers().lists("Connection", "close");
            send(out, connection, request, request.get().line(), response, keep);
            if (!keep) {
                return;
            }
        }
    }

    private static Optional<HttpRequest> read(HttpReader reader, OutputStream out) throws IOException {
        Optional<HttpReader.Head> head = reader.head();
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Headers headers = head.get().headers();
        if (headers.lists("Expect", "100-continue") && head.get().minor() == 1) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return Optional.of(head.get().with(reader.body(headers)));
    }

    private void send(
            OutputStream out,
            Connection connection,
            Optional<HttpRequest> request,
            String line,
            HttpResponse response,
            boolean keep)
            throws IOException {
        boolean bare =
                response.isBodiless() || request.isPresent() && request.get().isHead();
        long bytes = bare ? 0 : response.body().length();
        try {
            Headers head = site.dress(request, response, keep);
            String text = "HTTP/1.1 " + response.status() + " " + response.reason() + "\r\n" + head.lines() + "\r\n";
            out.write(text.getBytes(StandardCharsets.UTF_8));
            if (!bare) {
                response.body().writeTo(out);
            }
            out.flush();
        } finally {
            site.served(new Exchange(connection.peer(), connection.local(), request, line, response.status(), bytes));
        }
    }

    /// Closes a connection on which a request does not arrive in time, however slowly its bytes trickle.
    private final class Watch implements Runnable {
        private final Connection connection;
        private volatile int turn;
        private volatile boolean waiting;
        private volatile boolean stopped;
        private volatile Optional<Thread> thread = Optional.empty();

        Watch(Connection connection) {
            this.connection = connection;
        }

        void expectRequest() {
            turn = turn + 1; // one writer: the connection's own thread
            waiting = true;
        }

        void answering() {
            waiting = false;
        }

        void stop() {
            stopped = true;
            thread.ifPresent(Thread::interrupt);
        }

        @Override
        public void run() {
            thread = Optional.of(Thread.currentThread());
            try {
                while (!stopped) {
                    int seen = turn;
                    world.sleep(site.limits().idle());
                    if (waiting && seen == turn) {
                        connection.close();
                        return;
                    }
                }
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
