package brume.lab;

import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.lab.check.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at a simulated place as somebody from outside would: opens a connection, fetches a page. It asks with
/// HTTP/1.0,
/// so that the answer ends with the connection and nobody need know chunks.
final class HttpProbe {

    /// The beginning of a page that expressions can see.
    static final int LONGEST_BODY = 64 * 1024;
    private static final int LONGEST_ANSWER = LONGEST_BODY + 16 * 1024;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})\\b.*");

    private final Dialer dialer;
    private final Duration patience;

    /// @param patience how long to wait for a connection that nobody answers
    HttpProbe(Dialer dialer, Duration patience) {
        this.dialer = dialer;
        this.patience = patience;
    }

    Map<String, Object> tcp(String address, long port) {
        try (Connection connection = connect(address, port)) {
            return Fields.of("open", true)
                    .and("outcome", connection.peer().port() == port ? "open" : "elsewhere")
                    .map();
        } catch (IOException failure) {
            return Fields.of("open", false).and("outcome", outcome(failure)).map();
        }
    }

    Map<String, Object> get(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException wrong) {
            return nothing("no such address");
        }
        String host = uri.getHost();
        if (!"http".equals(uri.getScheme()) || host == null) {
            return nothing("no such address");
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try (Connection connection = connect(host, port)) {
            String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            OutputStream out = connection.out();
            out.write(("GET " + path + " HTTP/1.0\r\nHost: " + host + "\r\nUser-Agent: brume-check\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            return answer(connection.in());
        } catch (IOException failure) {
            return nothing(outcome(failure));
        }
    }

    private Connection connect(String host, long port) throws IOException {
        if (port < 1 || port > 65_535) {
            throw new java.net.UnknownHostException("port " + port);
        }
        Ipv4 address = dialer.resolve(host);
        return dialer.connect(new Endpoint(address, (int) port), patience);
    }

    private static Map<String, Object> answer(InputStream in) throws IOException {
        String text = new String(in.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        Matcher status = STATUS_LINE.matcher(text.lines().findFirst().orElse(""));
        if (end < 0 || !status.matches()) {
            return nothing("not HTTP");
        }
        String body = text.substring(end + 4);
        return Fields.of("status", Long.parseLong(status.group(1)))
                .and("body", body.length() > LONGEST_BODY ? body.substring(0, LONGEST_BODY) : body)
                .and("outcome", "answered")
                .map();
    }

    private static Map<String, Object> nothing(String outcome) {
        return Fields.of("status", 0).and("body", "").and("outcome", outcome).map();
    }

    private static String outcome(IOException failure) {
        return switch (failure) {
            case java.net.SocketTimeoutException timeout -> "timed out";
            case java.net.NoRouteToHostException none -> "no route";
            case java.net.ConnectException refused -> "refused";
            case java.net.UnknownHostException unknown -> "no such address";
            default -> "broken off";
        };
    }
}
