package brume.cloud.guest.http;

import brume.cloud.guest.fs.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A file as a server offers it: its bytes, type, tag and date; answers conditional and range requests.
///
/// @param type the `Content-Type`, empty for none
/// @param etag with its quotes
public record Entity(Content content, String type, String etag, Instant modified) {

    private static final int COPY_BYTES = 16 * 1024;
    private static final int MAX_RANGES = 32;

    /// Bytes `from` to `to`, both included.
    public record Range(long from, long to) {
        long length() {
            return to - from + 1;
        }
    }

    /// What the request gets of this entity: 200, 206, 304, 412 or 416. The fields are the entity's own
    /// (`Content-Type`,
    /// `Last-Modified`, `ETag`, `Accept-Ranges`, `Content-Range`).
    public HttpResponse answer(HttpRequest request) {
        Headers validators = Headers.of("Last-Modified", HttpDates.format(modified), "ETag", etag);
        if (failsPrecondition(request)) {
            return HttpResponse.empty(412);
        }
        if (isUnchanged(request)) {
            return new HttpResponse(304, Status.reason(304), validators, Body.of(new byte[0]));
        }
        Headers whole = typed(validators).plus("Accept-Ranges", "bytes");
        Optional<List<Range>> ranges = ranges(request);
        if (ranges.isEmpty()) {
            return new HttpResponse(200, "OK", whole, slice(0, content.size() - 1));
        }
        if (ranges.get().isEmpty()) {
            return HttpResponse.empty(416).with("Content-Range", "bytes */" + content.size());
        }
        Range range = ranges.get().getFirst();
        Headers part =
                typed(validators).plus("Content-Range", "bytes " + range.from + "-" + range.to + "/" + content.size());
        return new HttpResponse(206, Status.reason(206), part, slice(range.from, range.to));
    }

    private Headers typed(Headers fields) {
        return type.isEmpty() ? fields : Headers.of("Content-Type", type).plus(fields);
    }

    private boolean failsPrecondition(HttpRequest request) {
        Optional<String> match = request.header("If-Match");
        if (match.isPresent()) {
            return !names(match.get(), false);
        }
        Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
        return request.header("If-Unmodified-Since")
                .flatMap(HttpDates::tryParse)
                .filter(since -> second.isAfter(since))
                .isPresent();
    }

    private boolean isUnchanged(HttpRequest request) {
        Optional<String> noneMatch = request.header("If-None-Match");
        if (noneMatch.isPresent()) {
            return names(noneMatch.get(), true);
        }
        Instant second = modified.truncatedTo(ChronoUnit.SECONDS);
        return request.header("If-Modified-Since")
                .flatMap(HttpDates::tryParse)
                .filter(since -> !second.isAfter(since))
                .isPresent();
    }

    private boolean names(String list, boolean weak) {
        if (list.strip().equals("*")) {
            return true;
        }
        for (String tag : list.split(",")) {
            String bare = weak && tag.strip().startsWith("W/") ? tag.strip().substring(2) : tag.strip();
            if (bare.equals(etag)) {
                return true;
            }
        }
        return false;
    }

    /// Empty for no (usable) `Range`, an empty list for one that nothing satisfies.
    ///
    /// Differs from Linux: a request for several ranges gets the whole entity, as RFC 9110 allows.
    private Optional<List<Range>> ranges(HttpRequest request) {
        Optional<String> header = request.header("Range").filter(value -> value.startsWith("bytes="));
        boolean stale = request.header("If-Range")
                .filter(tag -> !tag.equals(etag) && !tag.equals(HttpDates.format(modified)))
                .isPresent();
        if (header.isEmpty() || stale) {
            return Optional.empty();
        }
        String[] parts = header.get().substring(6).split(",", -1);
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < parts.length && i < MAX_RANGES; i++) {
            String part = parts[i].strip();
            if (!part.matches("\\d{1,18}-(\\d{1,18})?|-\\d{1,18}")) {
                return Optional.of(List.of());
            }
            range(part).ifPresent(ranges::add);
        }
        return ranges.size() > 1 ? Optional.empty() : Optional.of(ranges);
    }

    private Optional<Range> range(String part) {
        long size = content.size();
        if (part.startsWith("-")) {
            long last = Math.min(size, Long.parseLong(part.substring(1)));
            return last == 0 ? Optional.empty() : Optional.of(new Range(size - last, size - 1));
        }
        int dash = part.indexOf('-');
        long from = Long.parseLong(part.substring(0, dash));
        String end = part.substring(dash + 1);
        long to = end.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(end));
        return from >= size || to < from ? Optional.empty() : Optional.of(new Range(from, to));
    }

    private Body slice(long from, long to) {
        Content bytes = content;
        return new Body() {
            @Override
            public long length() {
                return to - from + 1;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                byte[] buffer = new byte[COPY_BYTES];
                long at = from;
                while (at <= to) {
                    int count = bytes.read(at, buffer, 0, (int) Math.min(buffer.length, to - at + 1));
                    if (count < 0) {
                        return;
                    }
                    out.write(buffer, 0, count);
                    at += count;
                }
            }
        };
    }
}
