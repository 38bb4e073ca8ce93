package brume.cloud.guest.net;

import brume.cloud.guest.fs.FsException;
import brume.cloud.guest.program.Process;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a `curl` command line asks for.
final class CurlRequest {

    final List<String> urls = new ArrayList<>();
    final List<String> headers = new ArrayList<>();
    Optional<byte[]> data = Optional.empty();
    String method = "";
    String output = "";
    String writeOut = "";
    String user = "";
    String agent = "curl/8.11.1";
    String proxy = "";
    final long began = System.nanoTime();
    boolean remoteName;
    boolean silent;
    boolean showError;
    boolean fail;
    boolean include;
    boolean head;
    boolean follow;
    boolean verbose;
    boolean get;
    int retries;
    Duration total = Duration.ofHours(1);
    Duration connect = Duration.ofSeconds(130);

    /// @throws Wrong what `curl` says and exits with 2
    static CurlRequest parse(Process process) throws IOException, Wrong {
        CurlRequest request = new CurlRequest();
        List<String> args = process.args();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.startsWith("--")) {
                String name = Letters.of(arg);
                boolean takes = Letters.takes(name);
                if (name.isEmpty()) {
                    throw new Wrong("option " + arg + ": is unknown");
                }
                request.option(process, name.charAt(0), takes ? next(args, ++i, arg) : "");
            } else if (arg.startsWith("-") && arg.length() > 1) {
                i = request.cluster(process, args, i);
            } else {
                request.urls.add(arg);
            }
        }
        return request;
    }

    private int cluster(Process process, List<String> args, int index) throws IOException, Wrong {
        String arg = args.get(index);
        for (int at = 1; at < arg.length(); at++) {
            String letter = arg.substring(at, at + 1);
            if (!Letters.takes(letter)) {
                option(process, arg.charAt(at), "");
                continue;
            }
            String rest = arg.substring(at + 1);
            option(process, arg.charAt(at), rest.isEmpty() ? next(args, index + 1, "-" + letter) : rest);
            return rest.isEmpty() ? index + 1 : index;
        }
        return index;
    }

    private static String next(List<String> args, int index, String option) throws Wrong {
        if (index >= args.size()) {
            throw new Wrong("option " + option + ": requires parameter");
        }
        return args.get(index);
    }

    private void option(Process process, char letter, String value) throws IOException, Wrong {
        switch (letter) {
            case 's' -> silent = true;
            case 'S' -> showError = true;
            case 'f' -> fail = true;
            case 'i' -> include = true;
            case 'I' -> head = true;
            case 'L' -> follow = true;
            case 'v' -> verbose = true;
            case 'G' -> get = true;
            case 'k', 'N', '4', '6', 'g', 'q', '#' -> {
                // Nothing changes here.
            }
            case 'o' -> output = value;
            case 'O' -> remoteName = true;
            case 'X' -> method = value;
            case 'd' -> append(body(process, value, false));
            case 'D' -> append(body(process, value, true));
            case 'H' -> headers.add(value);
            case 'A' -> agent = value;
            case 'e' -> headers.add("Referer: " + value);
            case 'b' -> headers.add("Cookie: " + value);
            case 'u' -> user = value;
            case 'x' -> proxy = value;
            case 'w' -> writeOut = value;
            case 'm' -> total = seconds(value);
            case 'c' -> connect = seconds(value);
            case 'r' -> headers.add("Range: bytes=" + value);
            case 'R' -> retries = value.matches("\\d{1,3}") ? Integer.parseInt(value) : 0;
            case 'T', 'F' -> throw new Wrong("option -" + letter + ": not simulated on this machine");
            default -> throw new Wrong("option -" + letter + ": is unknown");
        }
    }

    private static Duration seconds(String text) throws Wrong {
        if (!text.matches("\\d{1,6}(\\.\\d{1,3})?")) {
            throw new Wrong("expected a proper numerical parameter");
        }
        return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }

    private void append(byte[] more) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        data.ifPresent(before -> {
            all.writeBytes(before);
            all.write('&');
        });
        all.writeBytes(more);
        data = Optional.of(all.toByteArray());
    }

    private static byte[] body(Process process, String value, boolean raw) throws IOException {
        if (!value.startsWith("@")) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes =
                value.equals("@-") ? process.in().readNBytes(8 * 1024 * 1024) : read(process, value.substring(1));
        return raw
                ? bytes
                : new String(bytes, StandardCharsets.ISO_8859_1)
                        .replaceAll("[\\r\\n]", "")
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] read(Process process, String path) throws FsException {
        return process.files().read(process.path(path));
    }

    String method() {
        if (!method.isEmpty()) {
            return method;
        }
        return head ? "HEAD" : data.isPresent() && !get ? "POST" : "GET";
    }

    /// A wrong command line.
    static final class Wrong extends Exception {
        private final String reason;

        Wrong(String reason) {
            super(reason);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }

    /// Long options by their letters.
    private static final class Letters {

        private static final List<String> TABLE = List.of(
                "silent s",
                "show-error S",
                "fail f",
                "fail-with-body f",
                "include i",
                "head I",
                "location L",
                "verbose v",
                "get G",
                "insecure k",
                "no-buffer N",
                "ipv4 4",
                "ipv6 6",
                "globoff g",
                "progress-bar #",
                "output o",
                "remote-name O",
                "request X",
                "data d",
                "data-ascii d",
                "data-raw d",
                "data-binary D",
                "data-urlencode d",
                "json d",
                "header H",
                "user-agent A",
                "referer e",
                "cookie b",
                "user u",
                "proxy x",
                "write-out w",
                "max-time m",
                "connect-timeout c",
                "range r",
                "retry R",
                "upload-file T",
                "form F",
                "retry-connrefused k",
                "compressed k",
                "no-progress-meter s");

        static String of(String option) {
            String bare = option.substring(2);
            return TABLE.stream()
                    .filter(line -> line.startsWith(bare + " "))
                    .map(line -> line.substring(line.length() - 1))
                    .findFirst()
                    .orElse("");
        }

        static boolean takes(String letter) {
            return !letter.isEmpty() && "oXdDHAebuxwmcrRTF".contains(letter);
        }
    }
}
