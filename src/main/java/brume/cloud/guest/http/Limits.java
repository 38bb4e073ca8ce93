package brume.cloud.guest.http;

import java.time.Duration;

/// How much of a stranger's request a server reads.
///
/// @param line bytes of the request line or of one header line
/// @param head bytes of all header lines together
/// @param fields number of header lines
/// @param body bytes of the body
/// @param requests how many on one connection
/// @param idle how long a connection may say nothing
public record Limits(int line, int head, int fields, long body, int requests, Duration idle) {

    public static final Limits NGINX = new Limits(8 * 1024, 32 * 1024, 1000, 1024 * 1024, 1000, Duration.ofSeconds(65));
    public static final Limits APACHE = new Limits(8190, 128 * 1024, 100, 8 * 1024 * 1024, 100, Duration.ofSeconds(5));
    public static final Limits PYTHON = new Limits(65_536, 128 * 1024, 100, 1024 * 1024, 1, Duration.ofSeconds(60));

    public Limits withBody(long bytes) {
        return new Limits(line, head, fields, bytes, requests, idle);
    }

    public Limits withIdle(Duration newIdle) {
        return new Limits(line, head, fields, body, requests, newIdle);
    }
}
