package brume.cloud.guest.service.apache;

import brume.cloud.guest.fs.Inode;
import brume.cloud.guest.http.HttpResponse;
import brume.cloud.guest.http.Status;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.SortedMap;

/// The pages that Apache makes itself.
final class ApachePages {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final Map<Integer, String> TEXTS = Map.of(
            400, "Your browser sent a request that this server could not understand.<br />",
            401,
                    "This server could not verify that you\nare authorized to access the document\nrequested.  Either you supplied the wrong\ncredentials (e.g., bad password), or your\nbrowser doesn't understand how to supply\nthe credentials required.",
            403, "You don't have permission to access this resource.",
            404, "The requested URL was not found on this server.",
            413,
                    "The requested resource does not allow request data with the request, or the amount of data exceeds the capacity limit.",
            414, "The requested URL's length exceeds the capacity\nlimit for this server.<br />",
            416,
                    "None of the range-specifier values in the Range\nrequest-header field overlap the current extent\nof the selected resource.",
            500,
                    "The server encountered an internal error or\nmisconfiguration and was unable to complete\nyour request.",
            501, "The request method is not supported by this server.");
    private static final Map<Integer, String> TITLES = Map.of(
            413, "Request Entity Too Large", 414, "Request-URI Too Long", 416, "Requested Range Not Satisfiable");

    private ApachePages() {}

    static String reason(int status) {
        return TITLES.getOrDefault(status, Status.reason(status));
    }

    /// @param signature the last line, empty where `ServerSignature` is off
    static HttpResponse page(int status, String detail, String signature) {
        String title = reason(status);
        String text = detail.isEmpty() ? TEXTS.getOrDefault(status, title + ".") : detail;
        String foot = signature.isEmpty() ? "" : "<hr>\n<address>" + signature + "</address>\n";
        HttpResponse plain = HttpResponse.of(
                status,
                "text/html; charset=iso-8859-1",
                "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>" + status + " " + title
                        + "</title>\n</head><body>\n<h1>" + title + "</h1>\n<p>" + text + "</p>\n" + foot
                        + "</body></html>\n");
        return new HttpResponse(status, title, plain.headers(), plain.body());
    }

    static HttpResponse redirect(int status, String location, String signature) {
        String text = "The document has moved <a href=\"" + escape(location) + "\">here</a>.";
        return page(status, text, signature).with("Location", location);
    }

    static HttpResponse listing(String path, SortedMap<String, Inode> entries, String signature) {
        StringBuilder html = new StringBuilder(
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n <head>\n  <title>Index of ");
        html.append(escape(path))
                .append("</title>\n </head>\n <body>\n<h1>Index of ")
                .append(escape(path))
                .append("</h1>\n  <table>\n");
        html.append(
                "   <tr><th>Name</th><th>Last modified</th><th>Size</th></tr>\n   <tr><th colspan=\"3\"><hr></th></tr>\n");
        if (!path.equals("/")) {
            html.append(
                    "   <tr><td><a href=\"../\">Parent Directory</a></td><td>&nbsp;</td><td align=\"right\">  - </td></tr>\n");
        }
        entries.forEach((name, inode) -> {
            if (!name.startsWith(".")) {
                String shown = escape(inode.isDirectory() ? name + "/" : name);
                html.append("   <tr><td><a href=\"")
                        .append(shown.replace(" ", "%20"))
                        .append("\">")
                        .append(shown)
                        .append("</a></td><td align=\"right\">")
                        .append(DATE.format(inode.modified().atZone(ZoneOffset.UTC)))
                        .append("  </td><td align=\"right\">")
                        .append(inode.isDirectory() ? "  - " : inode.size())
                        .append("</td></tr>\n");
            }
        });
        html.append("   <tr><th colspan=\"3\"><hr></th></tr>\n</table>\n")
                .append(signature.isEmpty() ? "" : "<address>" + signature + "</address>\n")
                .append("</body></html>\n");
        return HttpResponse.of(200, "text/html;charset=UTF-8", html.toString());
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
