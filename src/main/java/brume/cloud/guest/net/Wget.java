package brume.cloud.guest.net;

import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpClient;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/// `wget` for `http://`: `-q`, `-O`, `-S`, `--spider`, `-T`.
final class Wget implements Program {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MAX_REDIRECTS = 20;

    private static final class Request {
        private String url = "";
        private String output = "";
        private boolean quiet;
        private boolean headers;
        private boolean spider;
        private Duration timeout = Duration.ofSeconds(130);
    }

    @Override
    public int run(Process process) throws IOException {
        Request request = new Request();
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            String next = i + 1 < args.size() ? args.get(i + 1) : "";
            switch (arg) {
                case "-q", "--quiet" -> request.quiet = true;
                case "-S", "--server-response" -> request.headers = true;
                case "--spider" -> request.spider = true;
                case "-O", "-T", "-t", "--tries", "--timeout", "-P" -> {
                    if (arg.equals("-O")) {
                        request.output = next;
                    } else if (arg.matches("-T|--timeout") && next.matches("\\d{1,5}")) {
                        request.timeout = Duration.ofSeconds(Long.parseLong(next));
                    }
                    i++;
                }
                default -> {
                    if (arg.startsWith("-qO") || arg.startsWith("-O")) {
                        request.quiet |= arg.startsWith("-q");
                        String rest = arg.substring(arg.indexOf('O') + 1);
                        request.output = rest.isEmpty() ? next : rest;
                        i += rest.isEmpty() ? 1 : 0;
                    } else if (arg.startsWith("--timeout=")) {
                        request.timeout = Duration.ofSeconds(Long.parseLong("0" + arg.replaceAll("\\D", "")));
                    } else if (!arg.startsWith("-")) {
                        request.url = arg;
                    }
                }
            }
        }
        Optional<Url> url = Url.tryParse(request.url);
        if (url.isEmpty()) {
            process.warn("wget: missing URL\nUsage: wget [OPTION]... [URL]...\n\nTry `wget --help' for more options.");
            return 1;
        }
        return fetch(process, request, url.get(), 0);
    }

    private int fetch(Process process, Request request, Url url, int hop) throws IOException {
        if (!url.scheme().equals("http")) {
            process.warn("wget: TLS is not simulated on this machine: use http://");
            return 5;
        }
        GuestNetwork network = GuestNetwork.of(process.guest());
        say(
                process,
                request,
                "--" + TIME.format(process.guest().world().now().atZone(ZoneOffset.UTC)) + "--  http://"
                        + url.authority() + url.target());
        Ipv4 address;
        try {
            address = network.resolve(url.host());
        } catch (UnknownHostException unknown) {
            say(
                    process,
                    request,
                    "Resolving " + url.host() + " (" + url.host()
                            + ")... failed: Name or service not known.\nwget: unable to resolve host address ‘"
                            + url.host() + "’");
            return 4;
        }
        String place = url.host() + " (" + url.host() + ")|" + address + "|:" + url.port();
        try (Connection connection = network.connect(new Endpoint(address, url.port()), request.timeout)) {
            say(process, request, "Connecting to " + place + "... connected.");
            Headers headers = Headers.of(
                    "Host", url.authority(), "User-Agent", "Wget/1.21.3", "Accept", "*/*", "Connection", "close");
            HttpClient.Answer answer = HttpClient.exchange(
                    connection, request.spider ? "HEAD" : "GET", url.target(), headers, new byte[0]);
            say(process, request, "HTTP request sent, awaiting response... " + answer.status() + " " + answer.reason());
            if (request.headers) {
                process.warn("  " + answer.head().strip().replace("\r\n", "\n  "));
            }
            Optional<Url> next = answer.status() / 100 == 3
                    ? answer.headers().first("Location").flatMap(url::resolve)
                    : Optional.empty();
            if (next.isPresent() && hop < MAX_REDIRECTS) {
                say(
                        process,
                        request,
                        "Location: " + answer.headers().first("Location").orElse("") + " [following]");
                return fetch(process, request, next.get(), hop + 1);
            }
            if (answer.status() >= 400) {
                say(
                        process,
                        request,
                        TIME.format(process.guest().world().now().atZone(ZoneOffset.UTC)) + " ERROR " + answer.status()
                                + ": " + answer.reason() + ".");
                return 8;
            }
            return request.spider ? 0 : save(process, request, url, answer);
        } catch (SocketTimeoutException late) {
            say(process, request, "Connecting to " + place + "... failed: Connection timed out.\nGiving up.\n");
            return 4;
        } catch (ConnectException refused) {
            say(process, request, "Connecting to " + place + "... failed: Connection refused.");
            return 4;
        } catch (NoRouteToHostException noRoute) {
            say(process, request, "Connecting to " + place + "... failed: No route to host.");
            return 4;
        }
    }

    private static int save(Process process, Request request, Url url, HttpClient.Answer answer) throws IOException {
        String name =
                !request.output.isEmpty() ? request.output : url.fileName().isEmpty() ? "index.html" : url.fileName();
        say(
                process,
                request,
                "Length: " + (answer.length() < 0 ? "unspecified" : answer.length()) + " ["
                        + answer.headers().first("Content-Type").orElse("") + "]\nSaving to: ‘" + name + "’\n");
        long count;
        if (name.equals("-")) {
            count = answer.body().transferTo(process.out());
        } else {
            try (OutputStream out = process.files().create(process.path(name))) {
                count = answer.body().transferTo(out);
            }
        }
        say(
                process,
                request,
                TIME.format(process.guest().world().now().atZone(ZoneOffset.UTC)) + " - ‘" + name + "’ saved [" + count
                        + "/" + count + "]\n");
        return 0;
    }

    private static void say(Process process, Request request, String text) throws IOException {
        if (!request.quiet) {
            process.warn(text);
        }
    }
}
