package brume.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A client that signs, sends, and reads the answer to its last byte without making objects of it: what the server
/// costs,
/// not what an SDK costs.
public record WireClient(URI address, AwsCredentialsIdentity key, String region) {

    private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

    static WireClient of(Operator.Ticket ticket) {
        return new WireClient(
                URI.create(ticket.endpoint() + "/"),
                AwsCredentialsIdentity.create(ticket.accessKeyId(), ticket.secretAccessKey()),
                ticket.region());
    }

    /// @return the answer's body
    public byte[] call(String action, Map<String, String> parameters) {
        String form = Stream.concat(
                        Map.of("Action", action, "Version", "2016-11-15").entrySet().stream(),
                        parameters.entrySet().stream())
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        byte[] body = form.getBytes(StandardCharsets.UTF_8);
        SdkHttpRequest signed = SIGNER.sign(sign -> sign.identity(key)
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.POST)
                                .uri(address)
                                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                                .build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "ec2")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        try {
            return exchange(signed, body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private byte[] exchange(SdkHttpRequest signed, byte[] body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        signed.forEachHeader((name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
        connection.getOutputStream().write(body);
        if (connection.getResponseCode() != 200) {
            try (InputStream error = connection.getErrorStream()) {
                throw new IOException(new String(error.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        try (InputStream answer = connection.getInputStream()) {
            return answer.readAllBytes();
        }
    }
}
