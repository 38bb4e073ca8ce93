package brume.api.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A request as it stood on the wire.
///
/// @param rawPath as sent: nothing decoded, nothing normalised; begins with `/`
/// @param rawQuery what follows the `?`, as sent; empty without one
/// @param headers by lower-case name, every line in order
/// @param id the answer's request id, a UUID
/// @param from the address of whoever asks, as the connection tells it
public record HttpCall(
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        byte[] body,
        String id,
        String from) {

    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /// The first line of a header.
    public Optional<String> header(String name) {
        List<String> lines = headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
        return lines.stream().findFirst();
    }

    /// The media type without its parameters, in lower case; empty when none is given.
    public String contentType() {
        String value = header("content-type").orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
