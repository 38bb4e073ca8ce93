package brume.cloud.guest.http;

import java.util.Optional;

/// A request as it was read, checked for form.
///
/// @param target as on the request line, `/a%20b?x=1`
/// @param path decoded and normalised, always beginning with `/`; never climbs above it
/// @param query what stands behind the first `?`, not decoded; empty when none
/// @param minor 0 or 1, of HTTP/1.x
public record HttpRequest(
        String method, String target, String path, String query, int minor, Headers headers, byte[] body) {

    /// The request line as logs show it.
    public String line() {
        return method + " " + target + " HTTP/1." + minor;
    }

    public boolean isHead() {
        return method.equals("HEAD");
    }

    /// The name that was asked for, in lower case and without a port; empty for HTTP/1.0 without `Host`.
    public String host() {
        String host = headers.first("Host").orElse("");
        int colon = host.lastIndexOf(':');
        return (colon > host.lastIndexOf(']') ? host.substring(0, colon) : host).toLowerCase(java.util.Locale.ROOT);
    }

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /// The value of a header, `-` when absent, as access logs show it.
    public String logged(String name) {
        return headers.first(name).orElse("-");
    }

    /// True where the client would send another request on this connection.
    public boolean wantsKeepAlive() {
        return minor == 1 ? !headers.lists("Connection", "close") : headers.lists("Connection", "keep-alive");
    }

    public HttpRequest withPath(String newPath) {
        return new HttpRequest(method, target, newPath, query, minor, headers, body);
    }

    public HttpRequest withMethod(String newMethod) {
        return new HttpRequest(newMethod, target, path, query, minor, headers, body);
    }
}
