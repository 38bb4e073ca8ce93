package brume.cloud.guest.init;

import brume.cloud.guest.Guest;
import brume.cloud.guest.InstanceFacts;
import brume.cloud.guest.http.Body;
import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpDates;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.http.HttpServer;
import brume.cloud.guest.http.Limits;
import brume.cloud.guest.http.Malformed;
import brume.cloud.guest.http.Status;
import brume.cloud.network.Connection;
import brume.cloud.network.Listener;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The instance metadata service of one machine (http://169.254.169.254): version 1 as plain requests, version 2 with a
/// session token that a `PUT` earns.
public final class MetadataService implements Listener, HttpServer.Site {

    private static final Limits LIMITS = new Limits(4096, 16 * 1024, 100, 4096, 1, Duration.ofSeconds(10));
    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final int LONGEST_TTL_SECONDS = 21_600;
    private static final int MAX_TOKENS = 500;
    private static final int TOKEN_BYTES = 42;

    private final Guest guest;
    private final HttpServer server;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Instant> expiryByToken = new LinkedHashMap<>();

    private MetadataService(Guest guest) {
        this.guest = guest;
        this.server = new HttpServer(this, guest.world());
    }

    public static MetadataService of(Guest guest) {
        return guest.attachment(MetadataService.class, () -> new MetadataService(guest));
    }

    @Override
    public void accept(Connection connection) throws IOException {
        server.accept(connection);
    }

    @Override
    public Limits limits() {
        return LIMITS;
    }

    @Override
    public HttpResponse answer(HttpRequest request, Connection connection) {
        InstanceFacts facts = guest.world().facts();
        if (!facts.metadataEnabled()) {
            return page(403);
        }
        if (request.path().matches("/latest/api/token/?")) {
            return request.method().equals("PUT") ? grant(request) : page(405).with("Allow", "OPTIONS, PUT");
        }
        if (!request.method().equals("GET") && !request.isHead()) {
            return page(405).with("Allow", "OPTIONS, GET, HEAD");
        }
        Optional<String> token = request.header(TOKEN);
        if (token.isPresent() ? secondsLeft(token.get()) <= 0 : facts.metadataTokensRequired()) {
            return page(401);
        }
        HttpResponse found = new MetadataTree(facts)
                .at(request.path())
                .map(bytes -> new HttpResponse(
                        200,
                        "OK",
                        Headers.of(
                                "Content-Type",
                                request.path().contains("user-data") ? "application/octet-stream" : "text/plain",
                                "Accept-Ranges",
                                "none",
                                "Last-Modified",
                                HttpDates.format(facts.launchedAt())),
                        Body.of(bytes)))
                .orElseGet(() -> page(404));
        return token.isEmpty()
                ? found
                : found.with("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", Long.toString(secondsLeft(token.get())));
    }

    /// Differs from AWS: the hop limit is not counted, as nothing in a guest routes on behalf of others yet.
    private HttpResponse grant(HttpRequest request) {
        if (request.header("X-Forwarded-For").isPresent()) {
            return page(403);
        }
        String ttl = request.header(TTL).orElse("");
        if (!ttl.matches("\\d{1,6}") || Integer.parseInt(ttl) < 1 || Integer.parseInt(ttl) > LONGEST_TTL_SECONDS) {
            return page(400);
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        lock.lock();
        try {
            guest.world().random().nextBytes(bytes);
            String token = Base64.getUrlEncoder().encodeToString(bytes);
            expiryByToken.put(token, guest.world().now().plusSeconds(Integer.parseInt(ttl)));
            if (expiryByToken.size() > MAX_TOKENS) {
                expiryByToken.remove(expiryByToken.keySet().iterator().next());
            }
            return HttpResponse.of(200, "text/plain", token).with("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", ttl);
        } finally {
            lock.unlock();
        }
    }

    private long secondsLeft(String token) {
        lock.lock();
        try {
            Instant expiry = expiryByToken.get(token);
            return expiry == null
                    ? 0
                    : Math.max(0, Duration.between(guest.world().now(), expiry).toSeconds());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public HttpResponse refuse(Malformed malformed) {
        return page(malformed.status());
    }

    private static HttpResponse page(int status) {
        String title = status + " - " + Status.reason(status);
        return HttpResponse.of(status, "text/html", """
                <?xml version="1.0" encoding="iso-8859-1"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                	"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                 <head>
                  <title>%s</title>
                 </head>
                 <body>
                  <h1>%s</h1>
                 </body>
                </html>
                """.formatted(title, title));
    }

    @Override
    public Headers dress(Optional<HttpRequest> request, HttpResponse response, boolean keepAlive) {
        return response.headers()
                .plus("Content-Length", Long.toString(response.body().length()))
                .plus("Date", HttpDates.format(guest.world().now()))
                .plus("Server", "EC2ws")
                .plus("Connection", "close");
    }

    @Override
    public void served(HttpServer.Exchange exchange) {
        // The metadata service keeps no log that a guest could read.
    }
}
