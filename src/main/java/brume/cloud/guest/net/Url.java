package brume.cloud.guest.net;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An address as typed to `curl` or `wget`.
///
/// @param target path and query, beginning with `/`
/// @param credentials `user:password` before the `@`, empty for none
record Url(String scheme, String credentials, String host, int port, String target) {

    private static final Pattern SHAPE = Pattern.compile(
            "(?:([a-zA-Z][a-zA-Z0-9+.-]*)://)?(?:([^@/]*)@)?([^/:?#]*)(?::(\\d{1,5}))?([/?][^#]*)?(?:#.*)?");

    static Optional<Url> tryParse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches() || matcher.group(3).isEmpty()) {
            return Optional.empty();
        }
        String scheme = matcher.group(1) == null ? "http" : matcher.group(1).toLowerCase(java.util.Locale.ROOT);
        String credentials = matcher.group(2) == null ? "" : matcher.group(2);
        int port = matcher.group(4) == null ? scheme.equals("https") ? 443 : 80 : Integer.parseInt(matcher.group(4));
        String target = matcher.group(5) == null ? "/" : matcher.group(5);
        return port > 65_535
                ? Optional.empty()
                : Optional.of(new Url(
                        scheme, credentials, matcher.group(3), port, target.startsWith("?") ? "/" + target : target));
    }

    String authority() {
        boolean standard = port == (scheme.equals("https") ? 443 : 80);
        return standard ? host : host + ":" + port;
    }

    /// Where a `Location` leads from here.
    Optional<Url> resolve(String location) {
        if (location.matches("[a-zA-Z][a-zA-Z0-9+.-]*://.*")) {
            return tryParse(location);
        }
        String path = location.startsWith("/")
                ? location
                : target.replaceFirst("\\?.*", "").replaceFirst("[^/]*$", "") + location;
        return Optional.of(new Url(scheme, credentials, host, port, path));
    }

    /// The last name of the path, as `-O` saves it; empty where there is none.
    String fileName() {
        String path = target.replaceFirst("\\?.*", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
