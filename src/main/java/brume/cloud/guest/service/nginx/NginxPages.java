package brume.cloud.guest.service.nginx;

import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.http.Body;
import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.http.Status;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/// The pages that nginx makes itself: errors, redirects, directory listings.
final class NginxPages {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm", Locale.ENGLISH);
    private static final int NAME_COLUMN = 50;

    private static final Map<Integer, String> REASONS = Map.of(
            302, "Moved Temporarily",
            405, "Not Allowed",
            408, "Request Time-out",
            413, "Request Entity Too Large",
            414, "Request-URI Too Large",
            416, "Requested Range Not Satisfiable",
            503, "Service Temporarily Unavailable",
            504, "Gateway Time-out");

    private static final Set<Integer> HAVE_PAGES = Set.of(
            301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415,
            416, 421, 429, 431, 500, 501, 502, 503, 504, 505, 507);

    private NginxPages() {}

    static String reason(int status) {
        boolean known = HAVE_PAGES.contains(status) || status < 300;
        return REASONS.getOrDefault(status, known ? Status.reason(status) : "");
    }

    /// @param server `nginx/1.28.0`, or `nginx` where tokens are off
    static HttpResponse page(int status, String server) {
        if (!HAVE_PAGES.contains(status)) {
            return new HttpResponse(status, reason(status), Headers.NONE, Body.of(""));
        }
        String title =
                status + " " + (status == 302 ? "Found" : status == 401 ? "Authorization Required" : reason(status));
        String detail = status == 431 ? "Request Header Or Cookie Too Large" : "";
        int shown = status == 431 ? 400 : status;
        String head = status == 431 ? "400 Request Header Or Cookie Too Large" : title;
        String html = "<html>\r\n<head><title>" + head + "</title></head>\r\n<body>\r\n<center><h1>"
                + (status == 431 ? "400 Bad Request" : title) + "</h1></center>\r\n"
                + (detail.isEmpty() ? "" : "<center>" + detail + "</center>\r\n") + "<hr><center>" + server
                + "</center>\r\n</body>\r\n</html>\r\n";
        return new HttpResponse(shown, reason(shown), Headers.of("Content-Type", "text/html"), Body.of(html));
    }

    static HttpResponse redirect(int status, String location, String server) {
        return page(status, server).with("Location", location);
    }

    static HttpResponse listing(String path, SortedMap<String, Inode> entries) {
        StringBuilder html = new StringBuilder();
        String title = escape(path);
        html.append("<html>\r\n<head><title>Index of ")
                .append(title)
                .append("</title></head>\r\n<body>\r\n<h1>Index of ");
        html.append(title).append("</h1><hr><pre><a href=\"../\">../</a>\r\n");
        entries.forEach((name, inode) -> {
            if (inode.isDirectory() && !name.startsWith(".")) {
                line(html, name + "/", inode);
            }
        });
        entries.forEach((name, inode) -> {
            if (!inode.isDirectory() && !name.startsWith(".")) {
                line(html, name, inode);
            }
        });
        html.append("</pre><hr></body>\r\n</html>\r\n");
        return new HttpResponse(200, "OK", Headers.of("Content-Type", "text/html"), Body.of(html.toString()));
    }

    private static void line(StringBuilder html, String name, Inode inode) {
        String shown = name.length() > NAME_COLUMN ? name.substring(0, NAME_COLUMN - 3) + "..>" : name;
        String size = inode.isDirectory() ? "-" : Long.toString(inode.size());
        html.append("<a href=\"")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%2F", "/"))
                .append("\">")
                .append(escape(shown))
                .append("</a>")
                .append(" ".repeat(NAME_COLUMN - shown.length() + 1))
                .append(DATE.format(inode.modified().atZone(ZoneOffset.UTC)))
                .append(" ".repeat(Math.max(1, 20 - size.length())))
                .append(size)
                .append("\r\n");
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
