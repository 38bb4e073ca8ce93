package brume.cloud.guest.net;

import brume.cloud.guest.http.Body;
import brume.cloud.guest.http.HttpReader;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.http.Limits;
import brume.cloud.guest.http.Malformed;
import brume.cloud.network.Connection;
import brume.cloud.network.Ipv4;
import brume.cloud.network.Listener;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The few machines of the simulated internet that guests talk to: the distributions' mirrors, resolvers that answer a
/// ping, a site that says who one is, an example page. Nothing of it reaches the real internet.
public final class PublicHosts {

    private static final Map<String, Ipv4> NAMES = Map.ofEntries(
            Map.entry("deb.debian.org", Ipv4.parse("151.101.2.132")),
            Map.entry("cdn-aws.deb.debian.org", Ipv4.parse("151.101.66.132")),
            Map.entry("security.debian.org", Ipv4.parse("151.101.130.132")),
            Map.entry("archive.ubuntu.com", Ipv4.parse("185.125.190.36")),
            Map.entry("security.ubuntu.com", Ipv4.parse("185.125.190.39")),
            Map.entry("cdn.amazonlinux.com", Ipv4.parse("108.156.60.12")),
            Map.entry("checkip.amazonaws.com", Ipv4.parse("52.95.120.31")),
            Map.entry("ifconfig.me", Ipv4.parse("34.160.111.145")),
            Map.entry("example.com", Ipv4.parse("93.184.215.14")),
            Map.entry("www.example.com", Ipv4.parse("93.184.215.14")),
            Map.entry("amazon.com", Ipv4.parse("205.251.242.103")),
            Map.entry("www.google.com", Ipv4.parse("142.250.74.228")),
            Map.entry("google.com", Ipv4.parse("142.250.74.238")),
            Map.entry("dns.google", Ipv4.parse("8.8.8.8")),
            Map.entry("one.one.one.one", Ipv4.parse("1.1.1.1")),
            Map.entry("github.com", Ipv4.parse("140.82.121.3")));

    private static final Ipv4 REPOSITORIES = Ipv4.parse("52.95.154.60");
    private static final Ipv4 UBUNTU_MIRROR = Ipv4.parse("35.180.43.213");
    private static final Set<Ipv4> RESOLVERS =
            Set.of(Ipv4.parse("8.8.8.8"), Ipv4.parse("8.8.4.4"), Ipv4.parse("1.1.1.1"), Ipv4.parse("9.9.9.9"));
    private static final String EXAMPLE = """
            <!doctype html>
            <html>
            <head><title>Example Domain</title></head>
            <body>
            <h1>Example Domain</h1>
            <p>A page of the simulated internet, for examples in lessons.</p>
            </body>
            </html>
            """;

    private PublicHosts() {}

    /// The address of a public name; empty for one that nobody has here.
    public static Optional<Ipv4> resolve(String name) {
        if (name.matches("al2023-repos-[a-z0-9-]+\\.s3\\.dualstack\\.[a-z0-9-]+\\.amazonaws\\.com")) {
            return Optional.of(REPOSITORIES);
        }
        if (name.endsWith(".ec2.archive.ubuntu.com") || name.equals("ec2.archive.ubuntu.com")) {
            return Optional.of(UBUNTU_MIRROR);
        }
        return Optional.ofNullable(NAMES.get(name));
    }

    /// What answers there.
    public static Optional<Listener> listener(Ipv4 address, int port) {
        boolean host = NAMES.containsValue(address) || address.equals(REPOSITORIES) || address.equals(UBUNTU_MIRROR);
        if (host && (port == 80 || port == 443)) {
            return Optional.of(port == 80 ? PublicHosts::answer : Connection::close);
        }
        return RESOLVERS.contains(address) && (port == 53 || port == 443)
                ? Optional.of(Connection::close)
                : Optional.empty();
    }

    private static void answer(Connection connection) throws IOException {
        try (connection) {
            HttpReader reader = new HttpReader(new BufferedInputStream(connection.in()), Limits.APACHE);
            Optional<HttpReader.Head> head = reader.head();
            if (head.isEmpty()) {
                return;
            }
            HttpResponse response = respond(head.get(), connection);
            Body body = response.body();
            String lines = "HTTP/1.1 " + response.status() + " " + response.reason() + "\r\n"
                    + response.headers().lines() + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n";
            connection.out().write(lines.getBytes(StandardCharsets.UTF_8));
            if (!head.get().method().equals("HEAD")) {
                body.writeTo(connection.out());
            }
        } catch (Malformed malformed) {
            connection.close();
        }
    }

    private static HttpResponse respond(HttpReader.Head head, Connection connection) {
        String host = head.headers().first("Host").orElse("");
        if (host.startsWith("checkip.amazonaws.com")) {
            return HttpResponse.of(200, "text/plain", connection.peer().address() + "\n");
        }
        if (host.startsWith("ifconfig.me")) {
            return HttpResponse.of(
                    200, "text/plain", connection.peer().address().toString());
        }
        if (host.startsWith("example.com") || host.startsWith("www.example.com")) {
            return HttpResponse.of(200, "text/html", EXAMPLE);
        }
        return HttpResponse.of(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>\n");
    }
}
