package brume.cloud.guest.service.nginx;

import brume.cloud.guest.http.BasicCredentials;
import brume.cloud.guest.http.HttpRequest;
import brume.cloud.network.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The `$variables` of one request.
final class Variables {

    private static final int MAX_TEXT = 64 * 1024;

    private final HttpRequest request;
    private final Endpoint client;
    private final Endpoint server;
    private final Map<String, String> values = new HashMap<>();
    private List<String> groups = List.of();

    Variables(HttpRequest request, Endpoint client, Endpoint server) {
        this.request = request;
        this.client = client;
        this.server = server;
        values.put("uri", request.path());
        values.put("document_uri", request.path());
        values.put("args", request.query());
        values.put("query_string", request.query());
    }

    void set(String name, String value) {
        values.put(name, value);
    }

    void capture(List<String> newGroups) {
        if (!newGroups.isEmpty()) {
            groups = newGroups;
        }
    }

    /// Replaces `$name`, `${name}` and `$1`.
    String expand(String text) {
        if (text.indexOf('$') < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int i = 0;
        while (i < text.length() && result.length() < MAX_TEXT) {
            if (text.charAt(i) != '$') {
                result.append(text.charAt(i++));
                continue;
            }
            boolean braced = i + 1 < text.length() && text.charAt(i + 1) == '{';
            int start = braced ? i + 2 : i + 1;
            int end = start;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            if (end == start) {
                result.append('$');
                i++;
                continue;
            }
            result.append(value(text.substring(start, end)));
            i = braced && end < text.length() ? end + 1 : end;
        }
        return result.toString();
    }

    String value(String name) {
        String known = values.get(name);
        if (known != null) {
            return known;
        }
        if (name.matches("\\d")) {
            int group = Integer.parseInt(name);
            return group < groups.size() ? groups.get(group) : "";
        }
        if (name.startsWith("http_")) {
            return header(name.substring(5)).orElse("");
        }
        if (name.startsWith("arg_")) {
            return argument(name.substring(4));
        }
        return switch (name) {
            case "host" -> request.host().isEmpty() ? values.getOrDefault("server_name", "") : request.host();
            case "request_uri" -> request.target();
            case "request_method" -> request.method();
            case "request" -> request.line();
            case "scheme" -> "http";
            case "is_args" -> values.getOrDefault("args", "").isEmpty() ? "" : "?";
            case "remote_addr" -> client.address().toString();
            case "remote_port" -> Integer.toString(client.port());
            case "server_addr" -> server.address().toString();
            case "server_port" -> Integer.toString(server.port());
            case "server_protocol" -> "HTTP/1." + request.minor();
            case "proxy_add_x_forwarded_for" ->
                header("x_forwarded_for").map(list -> list + ", ").orElse("") + client.address();
            case "content_length" -> header("content_length").orElse("");
            case "content_type" -> header("content_type").orElse("");
            case "remote_user" ->
                BasicCredentials.in(request).map(BasicCredentials::user).orElse("");
            default -> "";
        };
    }

    private Optional<String> header(String underscored) {
        return request.header(underscored.replace('_', '-'));
    }

    private String argument(String name) {
        for (String pair : values.getOrDefault("args", "").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.substring(0, equals).toLowerCase(Locale.ROOT).equals(name)) {
                return pair.substring(equals + 1);
            }
        }
        return "";
    }
}
