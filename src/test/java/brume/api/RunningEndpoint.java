package brume.api;

import brume.api.aws.Answered;
import brume.cloud.Cloud;
import brume.cloud.CloudKinds;
import brume.cloud.Clouds;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.SandboxId;
import brume.school.AccessKey;
import brume.school.MemoryAccessKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.Ec2ClientBuilder;

/// The AWS endpoint on a loopback port, over clouds in memory: two sandboxes of two tenants, one access key each.
public final class RunningEndpoint implements AutoCloseable {

    public static final String ACCOUNT = "123456789012";
    public static final String OTHER_ACCOUNT = "210987654321";
    public static final AccessKey ALICE =
            new AccessKey("AKIAALICEALICE222222", "alice/secret", new SandboxId("sb-aaaaaaaaaaaa"), "alice", true);
    public static final AccessKey BOB =
            new AccessKey("AKIABOBBOBBOB2222222", "bob/secret", new SandboxId("sb-bbbbbbbbbbbb"), "bob", true);

    private final AwsEndpoint endpoint;
    private final Clouds clouds;

    private RunningEndpoint(AwsEndpoint endpoint, Clouds clouds) {
        this.endpoint = endpoint;
        this.clouds = clouds;
    }

    /// Without rate limits.
    public static RunningEndpoint start() {
        return start(Double.POSITIVE_INFINITY);
    }

    public static RunningEndpoint start(double apiRate) {
        Clouds clouds = new Clouds(
                new MemoryJournal(),
                new MemoryBlobs(),
                CloudKinds.KINDS,
                InstantSource.system(),
                new SecureRandom(),
                Executors.newVirtualThreadPerTaskExecutor(),
                Thread::sleep);
        clouds.create(ALICE.sandbox(), ACCOUNT);
        clouds.create(BOB.sandbox(), OTHER_ACCOUNT);
        MemoryAccessKeys keys = new MemoryAccessKeys(
                new ConcurrentHashMap<>(Map.of(ALICE.accessKeyId(), ALICE, BOB.accessKeyId(), BOB)));
        try {
            return new RunningEndpoint(
                    AwsEndpoint.start(
                            InetAddress.getLoopbackAddress(),
                            0,
                            clouds,
                            keys,
                            InstantSource.system(),
                            apiRate,
                            Answered.Watch.NONE),
                    clouds);
        } catch (IOException unavailable) {
            throw new IllegalStateException(unavailable);
        }
    }

    public Cloud cloud(AccessKey key) {
        return clouds.open(key.sandbox());
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + endpoint.port());
    }

    /// The provider's own Java client.
    public Ec2Client ec2(AccessKey key) {
        return ec2(key, Region.EU_WEST_3);
    }

    public Ec2Client ec2(AccessKey key, Region region) {
        return builder(key, region)
                .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD))
                .build();
    }

    /// One that does not try again.
    public Ec2Client impatient(AccessKey key) {
        return builder(key, Region.EU_WEST_3)
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    private Ec2ClientBuilder builder(AccessKey key, Region region) {
        return Ec2Client.builder()
                .endpointOverride(address())
                .region(region)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
                .httpClient(UrlConnectionHttpClient.create());
    }

    /// What every AWS tool takes from its environment.
    public Map<String, String> environment(AccessKey key) {
        return Map.of(
                "AWS_ACCESS_KEY_ID", key.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", key.secret(),
                "AWS_DEFAULT_REGION", "eu-west-3",
                "AWS_ENDPOINT_URL", address().toString(),
                "AWS_CONFIG_FILE", "/nonexistent/config",
                "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", "",
                "AWS_MAX_ATTEMPTS", "1");
    }

    /// Runs the real `aws` client; skips the test where there is none.
    public RunningProcess aws(String... arguments) {
        return awsAs(ALICE, arguments);
    }

    public RunningProcess awsAs(AccessKey key, String... arguments) {
        Assumptions.assumeTrue(RunningProcess.onPath("aws").isPresent(), "aws is not installed");
        List<String> command = new ArrayList<>(List.of("aws"));
        if (!ReadsEndpointUrl.HERE) {
            command.addAll(List.of("--endpoint-url", address().toString()));
        }
        command.addAll(List.of(arguments));
        RunningProcess ended = RunningProcess.run(Path.of("target"), environment(key), command);
        // An older client says this of the one attempt that the environment allows it.
        return new RunningProcess(ended.exit(), ended.out(), ended.err().replace(" (reached max retries: 0)", ""));
    }

    @Override
    public void close() {
        endpoint.close();
    }

    /// Whether the client reads `AWS_ENDPOINT_URL`: from 2.13 and 1.29 on. Debian 12 has an older one.
    private static final class ReadsEndpointUrl {
        static final boolean HERE = since(RunningProcess.run(Path.of("target"), Map.of(), List.of("aws", "--version"))
                .out());

        private static boolean since(String version) {
            Matcher parts = Pattern.compile("aws-cli/(\\d+)\\.(\\d+)").matcher(version);
            return !parts.find()
                    || Integer.parseInt(parts.group(2)) >= (parts.group(1).equals("1") ? 29 : 13);
        }
    }
}
