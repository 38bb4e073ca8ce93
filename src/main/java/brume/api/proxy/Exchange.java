package brume.api.proxy;

import brume.cloud.network.Connection;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One request to a simulated server and its answer, on a connection of its own.
final class Exchange {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)(?: (.*))?");
    private static final int MOST_INTERIM_ANSWERS = 16;

    private Exchange() {}

    /// The server did not answer, or nothing that is HTTP; the client has been sent nothing yet.
    static final class Unanswered extends IOException {}

    /// An answer whose body is still to be read.
    record Answer(int status, String reason, HttpHead head, HttpBody body) {}

    /// Passes a proxied request on and streams its answer back; true when the client's connection may carry another.
    ///
    /// @throws Unanswered when there is nothing to stream
    static boolean relay(
            HttpHead request,
            HttpBody body,
            Target target,
            Connection server,
            InputStream fromServer,
            InputStream fromClient,
            OutputStream toClient)
            throws IOException {
        String method = request.start().split(" ")[0];
        if (request.says("Expect", "100-continue")) {
            toClient.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            toClient.flush();
        }
        boolean sent = sent(request, body, target, server, fromClient);
        Answer answer;
        try {
            answer = receive(method, fromServer);
        } catch (IOException broken) {
            throw new Unanswered();
        }
        boolean http10 = request.start().endsWith("HTTP/1.0");
        boolean keep = sent
                && !http10
                && !request.says("Connection", "close")
                && !request.says("Proxy-Connection", "close")
                && !(answer.body() instanceof HttpBody.UntilClose);
        HttpHead head = answer.head()
                .endToEnd()
                .starting("HTTP/1.1 " + answer.status() + " " + answer.reason())
                .with("Via", ProxyServer.VIA)
                .with("Connection", keep ? "keep-alive" : "close");
        if (answer.body() instanceof HttpBody.Chunked && !http10) {
            head.with("Transfer-Encoding", "chunked").write(toClient);
            answer.body().pass(fromServer, toClient);
        } else {
            head.write(toClient);
            answer.body().decode(fromServer, toClient);
        }
        return keep;
    }

    /// False when the server did not take all of it: it may have answered all the same.
    private static boolean sent(
            HttpHead request, HttpBody body, Target target, Connection server, InputStream fromClient) {
        String method = request.start().split(" ")[0];
        HttpHead head = request.endToEnd()
                .starting(method + " " + target.path() + " HTTP/1.1")
                .with("Host", target.authority())
                .with("Connection", "close");
        if (body instanceof HttpBody.Chunked) {
            head = head.with("Transfer-Encoding", "chunked");
        }
        try {
            OutputStream out = new BufferedOutputStream(server.out(), HttpBody.CHUNK_BYTES);
            head.write(out);
            body.pass(fromClient, out);
            out.flush();
            return true;
        } catch (IOException early) {
            return false;
        }
    }

    /// Reads the head of the answer; interim answers (1xx) are passed over.
    static Answer receive(String method, InputStream fromServer) throws IOException {
        for (int interim = 0; interim < MOST_INTERIM_ANSWERS; interim++) {
            Optional<HttpHead> read = HttpHead.read(fromServer);
            if (read.isEmpty()) {
                throw new ProtocolException("No answer");
            }
            Matcher line = STATUS_LINE.matcher(read.get().start());
            if (!line.matches()) {
                throw new ProtocolException("Not an HTTP answer");
            }
            int status = Integer.parseInt(line.group(1));
            if (status >= 200) {
                String reason = Optional.ofNullable(line.group(2)).orElse("");
                return new Answer(status, reason, read.get(), HttpBody.ofResponse(read.get(), method, status));
            }
        }
        throw new ProtocolException("Interim answers without end");
    }
}
