package brume.cloud.guest.net;

import brume.cloud.guest.http.Headers;
import brume.cloud.guest.http.HttpClient;
import brume.cloud.guest.http.Malformed;
import brume.cloud.guest.program.Process;
import brume.cloud.guest.program.Program;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// `curl` for `http://`, with curl's own messages and exit codes.
final class Curl implements Program {

    private static final int MAX_REDIRECTS = 50;
    private static final int BUFFER = 8192;

    /// Why a transfer failed: curl's number and words.
    private static final class Failure extends IOException {
        private final int code;
        private final String words;

        Failure(int code, String words) {
            super(words);
            this.code = code;
            this.words = words;
        }
    }

    @Override
    public int run(Process process) throws IOException {
        if (process.args().contains("--version") || process.args().contains("-V")) {
            process.println("curl 8.11.1 (x86_64) libcurl (simulated by Brume)\nProtocols: http");
            return 0;
        }
        CurlRequest request;
        try {
            request = CurlRequest.parse(process);
        } catch (CurlRequest.Wrong wrong) {
            process.warn(
                    "curl: " + wrong.reason() + "\ncurl: try 'curl --help' or 'curl --manual' for more information");
            return 2;
        }
        if (request.urls.isEmpty()) {
            process.warn("curl: (2) no URL specified\ncurl: try 'curl --help' or 'curl --manual' for more information");
            return 2;
        }
        int status = 0;
        for (String url : request.urls) {
            status = tried(process, request, url);
        }
        return status;
    }

    private static int tried(Process process, CurlRequest request, String typed) throws IOException {
        int attempts = 0;
        while (true) {
            try {
                return new Transfer(process, request).run(typed);
            } catch (Failure failure) {
                boolean again = attempts++ < request.retries && (failure.code == 28 || failure.code == 7);
                if (!request.silent || request.showError) {
                    process.out().flush();
                    process.warn("curl: (" + failure.code + ") " + failure.words);
                }
                if (!again) {
                    new WriteOut(request.writeOut, request.began).print(process, 0, "", "", 0);
                    return failure.code;
                }
                pause(process);
            }
        }
    }

    private static void pause(Process process) throws IOException {
        try {
            process.guest().world().sleep(Duration.ofSeconds(1));
        } catch (InterruptedException signal) {
            throw new InterruptedIOException();
        }
    }

    /// One URL being fetched, redirects followed.
    private static final class Transfer {
        private final Process process;
        private final CurlRequest request;

        Transfer(Process process, CurlRequest request) {
            this.process = process;
            this.request = request;
        }

        int run(String typed) throws IOException {
            Url url = Url.tryParse(typed)
                    .orElseThrow(() -> new Failure(3, "URL rejected: Malformed input to a URL function"));
            String method = request.method();
            for (int hop = 0; ; hop++) {
                check(url);
                try (Connection connection = connect(url)) {
                    HttpClient.Answer answer = exchange(connection, url, method);
                    Optional<String> location = answer.headers().first("Location");
                    boolean follows = request.follow && answer.status() / 100 == 3 && location.isPresent();
                    if (!follows) {
                        return finish(url, answer);
                    }
                    if (hop >= MAX_REDIRECTS) {
                        throw new Failure(47, "Maximum (50) redirects followed");
                    }
                    if (request.include || request.head) {
                        process.print(answer.head());
                    }
                    url = url.resolve(location.get())
                            .orElseThrow(() -> new Failure(3, "URL rejected: Malformed input to a URL function"));
                    method = answer.status() <= 303 && method.equals("POST") ? "GET" : method;
                }
            }
        }

        private static void check(Url url) throws Failure {
            if (url.scheme().equals("https")) {
                throw new Failure(
                        35,
                        "TLS is not simulated on this machine: " + url.host() + " can be reached with http:// only");
            }
            if (!url.scheme().equals("http")) {
                throw new Failure(1, "Protocol \"" + url.scheme() + "\" not supported");
            }
        }

        private Connection connect(Url url) throws IOException {
            GuestNetwork network = GuestNetwork.of(process.guest());
            Url through =
                    request.proxy.isEmpty() ? url : Url.tryParse(request.proxy).orElse(url);
            Duration patience = request.connect.compareTo(request.total) < 0 ? request.connect : request.total;
            long began = System.nanoTime();
            try {
                Ipv4 address = network.resolve(through.host());
                say("*   Trying " + address + ":" + through.port() + "...");
                Connection open = network.connect(new Endpoint(address, through.port()), patience);
                say("* Connected to " + through.host() + " (" + address + ") port " + through.port());
                return open;
            } catch (UnknownHostException unknown) {
                throw new Failure(6, "Could not resolve host: " + through.host());
            } catch (SocketTimeoutException late) {
                boolean own = patience.compareTo(Duration.ofSeconds(130)) < 0;
                String words = "Failed to connect to " + through.host() + " port " + through.port() + " after "
                        + millis(began) + " ms: ";
                throw new Failure(
                        28,
                        own
                                ? "Connection timed out after " + millis(began) + " milliseconds"
                                : words + "Could not connect to server");
            } catch (NoRouteToHostException noRoute) {
                throw new Failure(
                        7,
                        "Failed to connect to " + through.host() + " port " + through.port() + " after " + millis(began)
                                + " ms: Couldn't connect to server");
            } catch (ConnectException refused) {
                throw new Failure(
                        7,
                        "Failed to connect to " + through.host() + " port " + through.port() + " after " + millis(began)
                                + " ms: Couldn't connect to server");
            }
        }

        private static long millis(long began) {
            return (System.nanoTime() - began) / 1_000_000;
        }

        private HttpClient.Answer exchange(Connection connection, Url url, String method) throws IOException {
            String target = request.proxy.isEmpty() ? url.target() : "http://" + url.authority() + url.target();
            byte[] body = request.get || request.data.isEmpty() || method.equals("GET") && request.method.isEmpty()
                    ? new byte[0]
                    : request.data.get();
            if (request.get && request.data.isPresent()) {
                target += (target.contains("?") ? "&" : "?") + new String(request.data.get(), StandardCharsets.UTF_8);
            }
            Headers headers = headers(url, body);
            say("> " + method + " " + target + " HTTP/1.1\n"
                    + headers.lines().replace("\r\n", "\n").replaceAll("(?m)^(?=.)", "> ") + ">");
            Watchdog watchdog = new Watchdog(connection);
            if (request.total.compareTo(Duration.ofHours(1)) < 0) {
                process.guest().world().executor().execute(watchdog);
            }
            try {
                HttpClient.Answer answer = HttpClient.exchange(connection, method, target, headers, body);
                say(answer.head()
                        .replace("\r\n", "\n")
                        .replaceAll("(?m)^", "< ")
                        .stripTrailing());
                return answer;
            } catch (EOFException empty) {
                if (watchdog.expired) {
                    throw new Failure(
                            28,
                            "Operation timed out after " + request.total.toMillis()
                                    + " milliseconds with 0 bytes received");
                }
                throw new Failure(52, "Empty reply from server");
            } catch (Malformed noHttp) {
                throw new Failure(1, "Received HTTP/0.9 when not allowed");
            } finally {
                watchdog.over = true;
            }
        }

        private Headers headers(Url url, byte[] body) {
            Headers headers = Headers.NONE;
            if (request.headers.stream()
                    .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("host:"))) {
                headers = headers.plus("Host", url.authority());
            }
            String user = request.user.isEmpty() ? url.credentials() : request.user;
            if (!user.isEmpty()) {
                headers = headers.plus(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
            }
            headers = headers.plus("User-Agent", request.agent).plus("Accept", "*/*");
            for (String line : request.headers) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    String name = line.substring(0, colon).strip();
                    String value = line.substring(colon + 1).strip().replaceAll("[\\r\\n]", "");
                    headers = headers.without(name);
                    headers = value.isEmpty() ? headers : headers.plus(name, value);
                }
            }
            if (body.length > 0 || request.method().matches("POST|PUT|PATCH")) {
                headers = headers.plus("Content-Length", Integer.toString(body.length));
                if (!headers.has("Content-Type") && body.length > 0) {
                    headers = headers.plus("Content-Type", "application/x-www-form-urlencoded");
                }
            }
            return headers;
        }

        private int finish(Url url, HttpClient.Answer answer) throws IOException {
            if (request.fail && answer.status() >= 400) {
                new WriteOut(request.writeOut, request.began)
                        .print(
                                process,
                                answer.status(),
                                url.toString(),
                                answer.headers().first("Content-Type").orElse(""),
                                0);
                throw new Failure(22, "The requested URL returned error: " + answer.status());
            }
            String file = request.remoteName ? url.fileName() : request.output;
            if (request.remoteName && file.isEmpty()) {
                throw new Failure(23, "Remote file name has no length");
            }
            boolean toFile = !file.isEmpty() && !file.equals("-");
            long count;
            try (OutputStream sink =
                    toFile ? process.files().create(process.path(file)) : OutputStream.nullOutputStream()) {
                OutputStream out = toFile ? sink : process.out();
                if (request.include || request.head) {
                    out.write(answer.head().getBytes(StandardCharsets.UTF_8));
                }
                count = copy(answer, out);
                out.flush();
            }
            if (toFile && !request.silent) {
                process.warn("  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n"
                        + "                                 Dload  Upload   Total   Spent    Left  Speed\n"
                        + String.format(
                                "100 %5d  100 %5d    0     0   %5dk      0 --:--:-- --:--:-- --:--:-- %4dk",
                                count, count, count / 10 + 1, count / 10 + 1));
            }
            new WriteOut(request.writeOut, request.began)
                    .print(
                            process,
                            answer.status(),
                            url.scheme() + "://" + url.authority() + url.target(),
                            answer.headers().first("Content-Type").orElse(""),
                            count);
            return 0;
        }

        private long copy(HttpClient.Answer answer, OutputStream out) throws IOException {
            byte[] buffer = new byte[BUFFER];
            long count = 0;
            try {
                for (int done = answer.body().read(buffer);
                        done >= 0;
                        done = answer.body().read(buffer)) {
                    process.checkSignals();
                    out.write(buffer, 0, done);
                    count += done;
                }
            } catch (EOFException early) {
                throw new Failure(18, java.util.Objects.requireNonNullElse(early.getMessage(), "transfer closed"));
            }
            return count;
        }

        private void say(String lines) throws IOException {
            if (request.verbose) {
                process.warn(lines);
            }
        }

        /// Closes the connection when `-m` is over.
        private final class Watchdog implements Runnable {
            private final Connection connection;
            private volatile boolean over;
            private volatile boolean expired;

            Watchdog(Connection connection) {
                this.connection = connection;
            }

            @Override
            public void run() {
                try {
                    process.guest().world().sleep(request.total);
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
                if (!over) {
                    expired = true;
                    connection.close();
                }
            }
        }
    }

    /// The text of `-w`.
    private record WriteOut(String format, long began) {
        private String seconds() {
            return String.format(Locale.ROOT, "%.6f", (System.nanoTime() - began) / 1e9);
        }

        void print(Process process, int status, String url, String type, long bytes) throws IOException {
            process.print(format.replace("%{http_code}", String.format("%03d", status))
                    .replace("%{response_code}", String.format("%03d", status))
                    .replace("%{url_effective}", url)
                    .replace("%{content_type}", type)
                    .replace("%{size_download}", Long.toString(bytes))
                    .replace("%{time_total}", seconds())
                    .replace("\\n", "\n")
                    .replace("\\t", "\t"));
        }
    }
}
