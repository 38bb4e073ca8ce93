package brume.cloud.guest.http;

import java.nio.charset.StandardCharsets;

/// An answer before it is dressed: status, the fields of the entity, the bytes.
///
/// @param reason the words behind the status on the status line
public record HttpResponse(int status, String reason, Headers headers, Body body) {

    public static HttpResponse of(int status, String type, String text) {
        return new HttpResponse(status, Status.reason(status), Headers.of("Content-Type", type), Body.of(text));
    }

    public static HttpResponse empty(int status) {
        return new HttpResponse(status, Status.reason(status), Headers.NONE, Body.of(new byte[0]));
    }

    public HttpResponse with(String name, String value) {
        return new HttpResponse(status, reason, headers.without(name).plus(name, value), body);
    }

    public HttpResponse without(String name) {
        return new HttpResponse(status, reason, headers.without(name), body);
    }

    public HttpResponse withStatus(int newStatus) {
        return new HttpResponse(newStatus, Status.reason(newStatus), headers, body);
    }

    /// True for answers that never carry bytes.
    public boolean isBodiless() {
        return status == 304 || status == 204 || status / 100 == 1;
    }

    /// The body as text; for tests and small answers.
    public String text() {
        var bytes = new java.io.ByteArrayOutputStream();
        try {
            body.writeTo(bytes);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
