package brume.api.proxy;

import brume.cloud.network.Connection;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Fetches one page as the internet of a sandbox would: the portal's web preview. Redirects are followed inside the
/// sandbox; size and time are bounded. A page comes back as it is: whoever shows it puts it into an isolated frame.
public final class Preview {

    private final Limits limits;

    /// @param whole how long everything together may take, redirects included
    /// @param connecting how long one attempt to connect may hang
    public record Limits(Duration whole, Duration connecting, int redirects, int bodyBytes) {
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(20), Duration.ofSeconds(10), 5, 8 * 1024 * 1024);
    }

    public Preview(Limits limits) {
        this.limits = limits;
    }

    /// What came of it.
    public sealed interface Outcome {

        /// A server answered, whatever its status.
        ///
        /// @param url where the answer came from, after redirects
        /// @param cut true when the body was longer than the limit and what follows is missing
        record Page(String url, int status, String reason, List<Field> headers, byte[] body, boolean cut)
                implements Outcome {

            /// The first header of that name, in any case.
            public Optional<String> header(String name) {
                return headers.stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .map(Field::value)
                        .findFirst();
            }
        }

        /// No server answered.
        ///
        /// @param status what a proxy would say: 502, 504, or 400 for a URL that is none
        /// @param words one sentence that says why
        record Failed(String url, int status, String words) implements Outcome {}
    }

    /// A header as the server sent it.
    public record Field(String name, String value) {}

    /// Fetches a page; blocks until it is there. Never throws for what a server or a person does.
    ///
    /// @param internet of the sandbox: `Internet.of(cloud)`
    /// @param url `http://15.188.4.7/`; a bare address is taken as such a URL
    public Outcome fetch(Internet internet, String url) {
        long deadline = System.nanoTime() + limits.whole().toNanos();
        String next = url.contains("://") ? url : "http://" + url;
        for (int hop = 0; ; hop++) {
            Outcome outcome = fetchOnce(internet, next, deadline);
            Optional<String> redirect = redirect(outcome, next);
            if (redirect.isEmpty()) {
                return outcome;
            }
            if (hop == limits.redirects()) {
                return new Outcome.Failed(next, 502, "Redirected more than " + limits.redirects() + " times.");
            }
            next = redirect.get();
        }
    }

    private static Optional<String> redirect(Outcome outcome, String from) {
        if (!(outcome instanceof Outcome.Page page)
                || !List.of(301, 302, 303, 307, 308).contains(page.status())) {
            return Optional.empty();
        }
        return page.header("Location").map(location -> {
            try {
                return URI.create(from).resolve(location).toString();
            } catch (IllegalArgumentException unusable) {
                return location;
            }
        });
    }

    private Outcome fetchOnce(Internet internet, String url, long deadline) {
        Target target;
        try {
            target = Target.ofUrl(url);
        } catch (ProtocolException shape) {
            return new Outcome.Failed(url, 400, String.valueOf(shape.getMessage()));
        }
        Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
        Duration connecting = left.compareTo(limits.connecting()) < 0 ? left : limits.connecting();
        Connection server;
        try {
            server = target.dial(internet, connecting);
        } catch (IOException failure) {
            return failed(url, Refusal.unreachable(target, failure, target.why(internet)));
        }
        AtomicBoolean late = new AtomicBoolean();
        Thread watch = Thread.ofVirtual().name("preview-limit").start(() -> closeLate(server, late, deadline));
        try (server) {
            return answered(url, target, server);
        } catch (IOException broken) {
            return failed(url, late.get() ? Refusal.late(target) : Refusal.brokeOff(target));
        } finally {
            watch.interrupt();
        }
    }

    private static void closeLate(Connection server, AtomicBoolean late, long deadline) {
        try {
            Thread.sleep(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            late.set(true);
            server.close();
        } catch (InterruptedException inTime) {
            // The page has come.
        }
    }

    private static Outcome failed(String url, Refusal refusal) {
        return new Outcome.Failed(url, refusal.status(), refusal.words());
    }

    private Outcome answered(String url, Target target, Connection server) throws IOException {
        HttpHead head = new HttpHead("GET " + target.path() + " HTTP/1.1", List.of())
                .with("Host", target.authority())
                .with("User-Agent", "Mozilla/5.0 (Brume preview)")
                .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .with("Accept-Encoding", "identity")
                .with("Connection", "close");
        head.write(server.out());
        server.out().flush();
        InputStream in = new BufferedInputStream(server.in(), HttpBody.CHUNK_BYTES);
        Exchange.Answer answer = Exchange.receive("GET", in);
        Bounded body = new Bounded(limits.bodyBytes());
        try {
            answer.body().decode(in, body);
        } catch (Bounded.Full full) {
            body.cut = true;
        }
        return new Outcome.Page(
                url,
                answer.status(),
                answer.reason(),
                answer.head().endToEnd().fields().stream()
                        .map(field -> new Field(field.name(), field.value()))
                        .toList(),
                body.bytes.toByteArray(),
                body.cut);
    }

    /// Keeps so many bytes and then ends the reading.
    private static final class Bounded extends OutputStream {

        static final class Full extends IOException {}

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final int most;
        private boolean cut;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int count) throws IOException {
            int taken = Math.min(count, most - bytes.size());
            bytes.write(from, offset, taken);
            if (taken < count) {
                throw new Full();
            }
        }
    }
}
