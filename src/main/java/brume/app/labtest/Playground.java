package brume.app.labtest;

import brume.api.AwsEndpoint;
import brume.api.aws.Answered;
import brume.api.ssh.GuestSshd;
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
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// A Brume in memory with its real provider's endpoint on a loopback port. Its clouds' time runs faster when somebody
/// waits, and waiting takes a twentieth of its time.
final class Playground implements AutoCloseable {

    private final AtomicLong aheadMillis = new AtomicLong();
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final SecureRandom random = new SecureRandom();
    private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();
    private final Clouds clouds;
    private final GuestSshd sshd;
    private final AwsEndpoint endpoint;
    private int sandboxes;

    Playground() throws IOException {
        InstantSource real = InstantSource.system();
        InstantSource time = () -> real.instant().plusMillis(aheadMillis.get());
        clouds = new Clouds(
                new MemoryJournal(),
                new MemoryBlobs(),
                CloudKinds.KINDS,
                time,
                random,
                this::execute,
                Playground::hurry);
        sshd = GuestSshd.start(random);
        endpoint = AwsEndpoint.start(
                InetAddress.getLoopbackAddress(),
                0,
                clouds,
                new MemoryAccessKeys(keys),
                real,
                Double.POSITIVE_INFINITY,
                Answered.Watch.NONE);
    }

    /// Machines that are interrupted at the end want to restart their services: not any more.
    private void execute(Runnable task) {
        if (!executor.isShutdown()) {
            executor.execute(task);
        }
    }

    private static void hurry(Duration wait) throws InterruptedException {
        Thread.sleep(wait.dividedBy(20));
    }

    /// Lets the clouds' time run ahead.
    void pass(Duration time) {
        aheadMillis.addAndGet(time.toMillis());
    }

    /// A fresh sandbox and the SDK's client for it.
    Seat seat(String region) {
        String number = String.format("%012d", ++sandboxes);
        SandboxId id = new SandboxId("sb-" + letters(sandboxes));
        Cloud cloud = clouds.create(id, number);
        cloud.guests().onOpen(guest -> guest.listen(22, sshd.listener(guest)));
        AccessKey key = AccessKey.create(id, "student", random);
        keys.put(key.accessKeyId(), key);
        return new Seat(
                cloud,
                Ec2Client.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + endpoint.port()))
                        .region(Region.of(region))
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(key.accessKeyId(), key.secret())))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build());
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        int left = number;
        for (int i = 0; i < 12; i++) {
            letters.append((char) ('a' + left % 26));
            left /= 26;
        }
        return letters.toString();
    }

    /// One student's place.
    record Seat(Cloud cloud, Ec2Client ec2) implements AutoCloseable {
        @Override
        public void close() {
            ec2.close();
        }
    }

    @Override
    public void close() {
        endpoint.close();
        sshd.close();
        executor.shutdownNow();
    }
}
