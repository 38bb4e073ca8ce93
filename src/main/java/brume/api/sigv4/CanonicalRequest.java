package brume.api.sigv4;

import brume.api.http.HttpCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// The one text that both sides hash: method, path, query, signed headers, and the hash of the body.
final class CanonicalRequest {

    private static final String UNRESERVED = "-._~";

    private CanonicalRequest() {}

    /// A query parameter, decoded.
    record Parameter(String name, String value) {}

    static String of(HttpCall call, Signature signature, String payloadHash) throws Refusal.Refused {
        StringBuilder text = new StringBuilder(512);
        text.append(call.method()).append('\n');
        text.append(path(call.rawPath(), signature.credential().service())).append('\n');
        text.append(query(call.rawQuery())).append('\n');
        for (String name : signature.signedHeaders()) {
            text.append(name).append(':');
            text.append(String.join(",", headerValues(call, name))).append('\n');
        }
        text.append('\n').append(String.join(";", signature.signedHeaders())).append('\n');
        return text.append(payloadHash).toString();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @throws Refusal.Refused on a broken percent sign
    static List<Parameter> parameters(String rawQuery) throws Refusal.Refused {
        List<Parameter> parameters = new ArrayList<>();
        if (rawQuery.isEmpty()) {
            return parameters;
        }
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(new Parameter(decoded(name), decoded(value)));
            }
        }
        return parameters;
    }

    private static List<String> headerValues(HttpCall call, String name) {
        return call.headers().getOrDefault(name, List.of()).stream()
                .map(value -> value.strip().replaceAll(" {2,}", " "))
                .toList();
    }

    /// Object storage signs the path as sent; every other service normalises it and encodes it once more.
    private static String path(String rawPath, String service) {
        if (service.equals("s3")) {
            return rawPath.isEmpty() ? "/" : rawPath;
        }
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : rawPath.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(encoded(segment));
            }
        }
        String path = "/" + String.join("/", segments);
        return rawPath.endsWith("/") && path.length() > 1 ? path + "/" : path;
    }

    private static String query(String rawQuery) throws Refusal.Refused {
        List<String> pairs = new ArrayList<>();
        parameters(rawQuery).stream()
                .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
                .map(parameter -> new Parameter(encoded(parameter.name()), encoded(parameter.value())))
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .forEach(parameter -> pairs.add(parameter.name() + "=" + parameter.value()));
        return String.join("&", pairs);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 255);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 255));
            }
        }
        return encoded.toString();
    }

    private static String decoded(String text) throws Refusal.Refused {
        try {
            return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw new Refusal.Incomplete("The query string is not correctly percent-encoded.").refused();
        }
    }
}
