package brume.cloud.guest.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What a client says about itself in `Authorization: Basic ...` (RFC 7617).
public record BasicCredentials(String user, String password) {

    private static final String SCHEME = "Basic ";

    /// Empty where the request has no such field, or one that cannot be read.
    public static Optional<BasicCredentials> in(HttpRequest request) {
        String field = request.header("Authorization").orElse("");
        if (!field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            byte[] decoded =
                    Base64.getDecoder().decode(field.substring(SCHEME.length()).strip());
            String text = new String(decoded, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
