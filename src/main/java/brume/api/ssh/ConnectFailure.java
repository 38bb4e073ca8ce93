package brume.api.ssh;

import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/// Why a connection inside the sandbox did not come about, in the words of a Linux kernel and resolver: what a client
/// prints after `open failed: connect failed:`.
final class ConnectFailure {

    private ConnectFailure() {}

    static String words(Throwable failure, String host) {
        return switch (failure) {
            case NoRouteToHostException none -> "No route to host";
            case ConnectException refused -> "Connection refused";
            case SocketTimeoutException late -> "Connection timed out";
            case UnknownHostException unknown -> printable(host) + ": Name or service not known";
            case InterruptedIOException interrupted -> "Interrupted system call";
            default -> "Connection refused";
        };
    }

    /// A name as it may be shown on a terminal: control characters out, and not too long.
    private static String printable(String text) {
        String clean = text.replaceAll("[^\\x21-\\x7e]", "?");
        return clean.length() > 255 ? clean.substring(0, 255) : clean;
    }
}
