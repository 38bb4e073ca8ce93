package brume.api.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// An answer that the door itself gives, in place of the server that was asked.
///
/// @param words one sentence for the person
record Refusal(int status, String reason, String words) {

    static final Refusal UNAUTHENTICATED = new Refusal(
            407,
            "Proxy Authentication Required",
            "Give the sandbox as user name and its proxy key (or a secret access key) as password.");
    static final Refusal BUSY =
            new Refusal(503, "Service Unavailable", "Too many connections of this sandbox at once.");

    static Refusal badRequest(String words) {
        return new Refusal(400, "Bad Request", words);
    }

    /// Why a server inside the sandbox could not be asked.
    static Refusal unreachable(Target target, IOException failure, Optional<String> explanation) {
        String place = target.host() + " port " + target.port();
        String why =
                explanation.or(() -> detail(failure)).map(words -> ": " + words).orElse("");
        return switch (failure) {
            case ProtocolException shape -> badRequest(detail(shape).orElse("Not a request."));
            case NoRouteToHostException none -> gateway("No route to " + place + why + ".");
            case SocketTimeoutException late ->
                new Refusal(504, "Gateway Timeout", "Connection to " + place + " timed out" + why + ".");
            case UnknownHostException unknown -> gateway("No host named " + target.host() + " in this sandbox.");
            case ConnectException refused -> gateway("Connection to " + place + " refused" + why + ".");
            default -> gateway("Connection to " + place + " broke off.");
        };
    }

    static Refusal late(Target target) {
        return new Refusal(
                504,
                "Gateway Timeout",
                "The server at " + target.host() + " port " + target.port() + " did not answer in time.");
    }

    static Refusal brokeOff(Target target) {
        return gateway("The server at " + target.host() + " port " + target.port()
                + " closed the connection without a proper answer.");
    }

    private static Refusal gateway(String words) {
        return new Refusal(502, "Bad Gateway", words);
    }

    /// What the network engine said, unless it is the bare phrase that the sentence has anyway.
    private static Optional<String> detail(IOException failure) {
        return Optional.ofNullable(failure.getMessage())
                .map(words -> words.replaceAll("[\\p{Cntrl}]+", " ").strip())
                .filter(words -> !words.isEmpty())
                .filter(words -> !List.of("Connection refused", "Connection timed out", "No route to host")
                        .contains(words));
    }

    byte[] body() {
        return (words + "\n").getBytes(StandardCharsets.UTF_8);
    }

    HttpHead head() {
        HttpHead head = new HttpHead("HTTP/1.1 " + status + " " + reason, List.of())
                .with("Content-Type", "text/plain; charset=utf-8")
                .with("Content-Length", "" + body().length)
                .with("Via", ProxyServer.VIA);
        return status == 407 ? head.with("Proxy-Authenticate", "Basic realm=\"Brume\"") : head;
    }
}
