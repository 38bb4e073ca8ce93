package brume.api.sigv4;

import brume.api.http.HttpCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A signature as a request carries it, in its `Authorization` header or in its query.
///
/// @param signedAt as written, `20261122T071342Z`
/// @param life of a presigned address; none for a header
public record Signature(
        Credential credential,
        List<String> signedHeaders,
        String hex,
        String signedAt,
        Optional<Duration> life,
        Optional<String> sessionToken) {

    public static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final DateTimeFormatter COMPACT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_SIGNED_HEADERS = 100;
    private static final long MAX_LIFE_SECONDS = 604_800;

    /// @throws Refusal.Refused unsigned or incomplete
    public static Signature of(HttpCall call) throws Refusal.Refused {
        Optional<String> header = call.header("authorization");
        if (header.isPresent()) {
            return fromHeader(call, header.get());
        }
        Map<String, String> query = query(call);
        if (query.containsKey("X-Amz-Algorithm") || query.containsKey("X-Amz-Credential")) {
            return fromQuery(query);
        }
        throw new Refusal.Unsigned().refused();
    }

    /// The instant of a compact time, if it is one.
    static Optional<Instant> instant(String compact) {
        try {
            return Optional.of(LocalDateTime.parse(compact, COMPACT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException notTime) {
            return Optional.empty();
        }
    }

    static String compact(Instant instant) {
        return COMPACT.format(instant);
    }

    private static Signature fromHeader(HttpCall call, String header) throws Refusal.Refused {
        if (!header.startsWith(ALGORITHM)) {
            throw incomplete("Unsupported AWS 'algorithm': '" + clip(header.split("\\s", 2)[0]) + "'.");
        }
        Map<String, String> parts = new HashMap<>();
        for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parts.put(
                        part.substring(0, equals).strip(),
                        part.substring(equals + 1).strip());
            }
        }
        Optional<String> date = call.header("x-amz-date");
        List<String> faults = new ArrayList<>();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!parts.containsKey(name)) {
                faults.add("Authorization header requires '" + name + "' parameter.");
            }
        }
        if (date.isEmpty()) {
            faults.add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        }
        if (!faults.isEmpty()) {
            throw incomplete(String.join(" ", faults) + " Authorization=" + ALGORITHM);
        }
        return new Signature(
                credential(parts.getOrDefault("Credential", "")),
                signedHeaders(parts.getOrDefault("SignedHeaders", "")),
                parts.getOrDefault("Signature", ""),
                timestamp(date.orElse("")),
                Optional.empty(),
                call.header("x-amz-security-token"));
    }

    private static Signature fromQuery(Map<String, String> query) throws Refusal.Refused {
        List<String> required =
                List.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date");
        for (String name : required) {
            if (!query.containsKey(name)) {
                throw incomplete("AWS query-string parameters must include '" + name
                        + "'. Re-examine the query-string parameters.");
            }
        }
        if (!ALGORITHM.equals(query.get("X-Amz-Algorithm"))) {
            throw incomplete("Unsupported AWS 'algorithm': '" + clip(query.getOrDefault("X-Amz-Algorithm", "")) + "'.");
        }
        return new Signature(
                credential(query.getOrDefault("X-Amz-Credential", "")),
                signedHeaders(query.getOrDefault("X-Amz-SignedHeaders", "")),
                query.getOrDefault("X-Amz-Signature", ""),
                timestamp(query.getOrDefault("X-Amz-Date", "")),
                Optional.of(life(query.getOrDefault("X-Amz-Expires", "900"))),
                Optional.ofNullable(query.get("X-Amz-Security-Token")));
    }

    private static Map<String, String> query(HttpCall call) throws Refusal.Refused {
        Map<String, String> query = new HashMap<>();
        for (CanonicalRequest.Parameter parameter : CanonicalRequest.parameters(call.rawQuery())) {
            query.putIfAbsent(parameter.name(), parameter.value());
        }
        return query;
    }

    private static Duration life(String seconds) throws Refusal.Refused {
        if (!seconds.matches("\\d{1,7}") || Long.parseLong(seconds) < 1 || Long.parseLong(seconds) > MAX_LIFE_SECONDS) {
            throw incomplete("X-Amz-Expires must be a number of seconds between 1 and " + MAX_LIFE_SECONDS + ".");
        }
        return Duration.ofSeconds(Long.parseLong(seconds));
    }

    private static Credential credential(String text) throws Refusal.Refused {
        Optional<Credential> credential = Credential.tryParse(text);
        if (credential.isEmpty()) {
            throw incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                            + clip(text) + "'");
        }
        return credential.get();
    }

    private static List<String> signedHeaders(String text) throws Refusal.Refused {
        List<String> names = Arrays.asList(text.toLowerCase(Locale.ROOT).split(";", -1));
        if (names.size() > MAX_SIGNED_HEADERS || !names.contains("host")) {
            throw incomplete("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        return names;
    }

    private static String timestamp(String text) throws Refusal.Refused {
        if (instant(text).isEmpty()) {
            throw incomplete("Date must be in ISO-8601 'basic format'. Got '" + clip(text)
                    + "'. See http://en.wikipedia.org/wiki/ISO_8601");
        }
        return text;
    }

    private static String clip(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }

    private static Refusal.Refused incomplete(String reason) {
        return new Refusal.Incomplete(reason).refused();
    }
}
