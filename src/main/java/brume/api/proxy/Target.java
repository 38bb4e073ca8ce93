package brume.api.proxy;

import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a request goes: `http://15.188.4.7:8080/index.html`.
///
/// @param host a name or an address, as written
/// @param path begins with `/`; the query included
record Target(String host, int port, String path) {

    private static final Pattern URL = Pattern.compile(
            "(?i)(https?)://([^/?#\\s@\\[\\]:]{1,253})(?::(\\d{1,5}))?(/[^#\\s]*|\\?[^#\\s]*)?(?:#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("([^/?#\\s@\\[\\]:]{1,253}):(\\d{1,5})");

    /// @throws ProtocolException with words for the person when it is not an `http://` URL
    static Target ofUrl(String url) throws ProtocolException {
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches()) {
            throw new ProtocolException("Not a URL of the form http://<address>[:<port>]/<path>");
        }
        if (matcher.group(1).equalsIgnoreCase("https")) {
            throw new ProtocolException("https is not spoken here; use http, or a tunnel (CONNECT)");
        }
        String port = matcher.group(3);
        String path = Optional.ofNullable(matcher.group(4)).orElse("/");
        return new Target(matcher.group(2), port == null ? 80 : port(port), path.startsWith("?") ? "/" + path : path);
    }

    static Target ofAuthority(String authority) throws ProtocolException {
        Matcher matcher = AUTHORITY.matcher(authority);
        if (!matcher.matches()) {
            throw new ProtocolException("CONNECT wants <host>:<port>");
        }
        return new Target(matcher.group(1), port(matcher.group(2)), "/");
    }

    private static int port(String digits) throws ProtocolException {
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65535) {
            throw new ProtocolException("Not a port: " + digits);
        }
        return port;
    }

    /// As the `Host` field has it.
    String authority() {
        return port == 80 ? host : host + ":" + port;
    }

    Connection dial(Internet internet, Duration timeout) throws IOException {
        return internet.dialer().connect(new Endpoint(address(internet), port), timeout);
    }

    private Ipv4 address(Internet internet) throws IOException {
        Optional<Ipv4> literal = Ipv4.tryParse(host);
        return literal.isPresent() ? literal.get() : internet.dialer().resolve(host);
    }

    /// Why a connection failed; empty when there is nothing to add to the failure itself.
    Optional<String> why(Internet internet) {
        try {
            return internet.why().of(address(internet), port);
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
