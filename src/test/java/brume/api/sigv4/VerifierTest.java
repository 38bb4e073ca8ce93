package brume.api.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import brume.api.http.HttpCall;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.MemoryAccessKeys;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// The provider's own signer says what a right signature is.
class VerifierTest {

    private static final Instant NOW = Instant.parse("2026-11-22T07:13:42Z");
    private static final SandboxId SANDBOX = new SandboxId("sb-aaaaaaaaaaaa");
    private static final AccessKey KEY =
            new AccessKey("AKIAEXAMPLEEXAMPLE22", "secret/with+signs", SANDBOX, "alice", true);
    private static final String BODY = "Action=DescribeInstances&Version=2016-11-15";

    private final Map<String, AccessKey> keys = new HashMap<>(Map.of(KEY.accessKeyId(), KEY));

    private Identity verify(HttpCall call, Instant now) throws Refusal.Refused {
        return new Verifier(new MemoryAccessKeys(keys), InstantSource.fixed(now)).verify(call);
    }

    private Refusal refusal(HttpCall call, Instant now) {
        return catchThrowableOfType(Refusal.Refused.class, () -> verify(call, now))
                .refusal();
    }

    @Test
    void acceptsWhatTheProvidersSignerSigns() throws Refusal.Refused {
        Identity identity = verify(signed("/", BODY, Map.of(), false), NOW);

        assertThat(identity).isEqualTo(new Identity(KEY, "eu-west-3", "ec2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a b/c",
                "/a%20b/c%2Fd",
                "/é/x",
                "/?b=2&a=1&a=0",
                "/?empty&name=v%20w%2Bx",
                "/?Action=DescribeKeyPairs&Filter.1.Value.1=a%2Ab"
            })
    void acceptsSignedTargetsHoweverTheyAreEncoded(String target) throws Refusal.Refused {
        assertThat(verify(signed(target, BODY, Map.of("X-Two-Spaces", " a  b "), false), NOW)
                        .key())
                .isEqualTo(KEY);
    }

    @Test
    void acceptsAPresignedAddressUntilItsLifeEnds() throws Refusal.Refused {
        HttpCall call = signed("/?Action=DescribeRegions&Version=2016-11-15", "", Map.of(), true);

        assertThat(verify(call, NOW.plusSeconds(3599)).service()).isEqualTo("ec2");
        assertThat(refusal(call, NOW.plusSeconds(3601))).isInstanceOf(Refusal.Expired.class);
    }

    @Test
    void toleratesFifteenMinutesOfSkewAndNoMore() throws Refusal.Refused {
        HttpCall call = signed("/", BODY, Map.of(), false);

        assertThat(verify(call, NOW.plus(Duration.ofMinutes(15))).key()).isEqualTo(KEY);
        assertThat(verify(call, NOW.minus(Duration.ofMinutes(15))).key()).isEqualTo(KEY);
        assertThat(refusal(call, NOW.plusSeconds(901)))
                .isEqualTo(
                        new Refusal.Expired("Signature expired: 20261122T071342Z is now earlier than 20261122T071343Z"
                                + " (20261122T072843Z - 15 min.)"));
        assertThat(refusal(call, NOW.minusSeconds(901)))
                .isEqualTo(new Refusal.Expired("Signature not yet current: 20261122T071342Z is still later than"
                        + " 20261122T071341Z (20261122T065841Z + 15 min.)"));
    }

    @Test
    void refusesAnUnknownAnInactiveAndATemporaryKey() {
        HttpCall call = signed("/", BODY, Map.of(), false);
        keys.clear();
        assertThat(refusal(call, NOW)).isEqualTo(new Refusal.UnknownKey());
        keys.put(KEY.accessKeyId(), KEY.deactivated());
        assertThat(refusal(call, NOW)).isEqualTo(new Refusal.UnknownKey());
        keys.put(KEY.accessKeyId(), KEY);
        assertThat(refusal(with(call, "x-amz-security-token", "made-up"), NOW)).isEqualTo(new Refusal.UnknownKey());
    }

    @Test
    void refusesAnotherSecretBodyPathQueryMethodOrHeader() {
        HttpCall call = signed("/", BODY, Map.of("X-Amz-Extra", "1"), false);
        AccessKey other = new AccessKey(KEY.accessKeyId(), "another", SANDBOX, "alice", true);

        assertThat(refusal(with(call, "x-amz-extra", "2"), NOW)).isInstanceOf(Refusal.Mismatch.class);
        assertThat(refusal(with(call, "host", "elsewhere:1"), NOW)).isInstanceOf(Refusal.Mismatch.class);
        assertThat(refusal(copy(call, "POST", "/", "", BODY + "&DryRun=true"), NOW))
                .isInstanceOf(Refusal.Mismatch.class);
        assertThat(refusal(copy(call, "POST", "/x", "", BODY), NOW)).isInstanceOf(Refusal.Mismatch.class);
        assertThat(refusal(copy(call, "POST", "/", "a=1", BODY), NOW)).isInstanceOf(Refusal.Mismatch.class);
        assertThat(refusal(copy(call, "PUT", "/", "", BODY), NOW)).isInstanceOf(Refusal.Mismatch.class);
        keys.put(KEY.accessKeyId(), other);
        assertThat(refusal(call, NOW)).isInstanceOf(Refusal.Mismatch.class);
    }

    @Test
    void refusesAnUnsignedBodyOutsideObjectStorage() {
        HttpCall call = with(signed("/", BODY, Map.of(), false), "x-amz-content-sha256", "UNSIGNED-PAYLOAD");

        assertThat(refusal(call, NOW)).isInstanceOf(Refusal.Mismatch.class);
    }

    @Test
    void saysWhatIsMissingInAMalformedHeader() {
        HttpCall call = signed("/", BODY, Map.of(), false);

        assertThat(refusal(without(call, "authorization"), NOW)).isEqualTo(new Refusal.Unsigned());
        assertThat(refusal(with(call, "authorization", "Basic YTpi"), NOW)).isInstanceOf(Refusal.Incomplete.class);
        assertThat(refusal(with(call, "authorization", "AWS4-HMAC-SHA256"), NOW))
                .hasToString(
                        "Incomplete[reason=Authorization header requires 'Credential' parameter. Authorization header"
                                + " requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter."
                                + " Authorization=AWS4-HMAC-SHA256]");
        assertThat(refusal(
                        with(
                                call,
                                "authorization",
                                "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=00"),
                        NOW))
                .hasToString("Incomplete[reason=Credential must have exactly 5 slash-delimited elements, e.g."
                        + " keyid/date/region/service/term, got 'a/b/c']");
        assertThat(refusal(without(call, "x-amz-date"), NOW)).isInstanceOf(Refusal.Incomplete.class);
        assertThat(refusal(with(call, "x-amz-date", "yesterday"), NOW)).isInstanceOf(Refusal.Incomplete.class);
        assertThat(refusal(copy(call, "POST", "/", "%zz=1", BODY), NOW)).isInstanceOf(Refusal.Incomplete.class);
    }

    @Test
    void refusesAScopeOfAnotherDay() {
        HttpCall call = with(signed("/", BODY, Map.of(), false), "x-amz-date", "20261123T000000Z");

        assertThat(refusal(call, NOW)).isInstanceOf(Refusal.Mismatch.class);
    }

    private static HttpCall signed(String target, String body, Map<String, String> headers, boolean presigned) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        URI uri =
                URI.create("http://127.0.0.1:4566" + target.replace(" ", "%20").replace("é", "%C3%A9"));
        SdkHttpRequest.Builder request = SdkHttpRequest.builder()
                .method(presigned ? SdkHttpMethod.GET : SdkHttpMethod.POST)
                .uri(uri);
        headers.forEach(request::putHeader);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> {
                    sign.identity(AwsCredentialsIdentity.create(KEY.accessKeyId(), KEY.secret()))
                            .request(request.build())
                            .payload(() -> new ByteArrayInputStream(bytes))
                            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "ec2")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-3")
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC));
                    if (presigned) {
                        sign.putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING);
                        sign.putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofHours(1));
                    }
                })
                .request();
        Map<String, List<String>> lower = new HashMap<>();
        signed.headers().forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values));
        return new HttpCall(
                signed.method().name(),
                signed.encodedPath(),
                signed.encodedQueryParameters().orElse(""),
                lower,
                bytes,
                "request-1",
                "127.0.0.1");
    }

    private static HttpCall with(HttpCall call, String header, String value) {
        Map<String, List<String>> headers = new HashMap<>(call.headers());
        headers.put(header, List.of(value));
        return new HttpCall(
                call.method(), call.rawPath(), call.rawQuery(), headers, call.body(), call.id(), call.from());
    }

    private static HttpCall without(HttpCall call, String header) {
        Map<String, List<String>> headers = new HashMap<>(call.headers());
        headers.remove(header);
        return new HttpCall(
                call.method(), call.rawPath(), call.rawQuery(), headers, call.body(), call.id(), call.from());
    }

    private static HttpCall copy(HttpCall call, String method, String path, String query, String body) {
        return new HttpCall(
                method, path, query, call.headers(), body.getBytes(StandardCharsets.UTF_8), call.id(), call.from());
    }
}
