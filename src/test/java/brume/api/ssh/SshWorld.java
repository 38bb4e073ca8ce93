package brume.api.ssh;

import brume.cloud.AwsRegion;
import brume.cloud.Cloud;
import brume.cloud.CloudKinds;
import brume.cloud.Clouds;
import brume.cloud.compute.Instance;
import brume.cloud.compute.KeyPair;
import brume.cloud.compute.Launch;
import brume.cloud.compute.PushedKeys;
import brume.cloud.network.Dialer;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Permission;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.reach.Reach;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.SandboxId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Everything between a real client and a simulated machine, with a journal in memory: clouds, the jump, the guests'
/// sshd. [#restart] forgets all but the journal and the jump's own keys.
public final class SshWorld implements AutoCloseable {

    public static final SandboxId MINE = SandboxId.parse("sb-aaaaaaaaaaaa");
    public static final SandboxId FOREIGN = SandboxId.parse("sb-bbbbbbbbbbbb");
    public static final Caller STUDENT = Caller.of("student");
    public static final String AMAZON_LINUX =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private final MemoryJournal journal = new MemoryJournal();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Map<SandboxId, Boolean> sandboxes = new ConcurrentHashMap<>();
    private final Path folder;
    private final OpenSsh client;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private Clouds clouds;
    private GuestSshd sshd;
    private JumpServer jump;

    public SshWorld(Path folder) throws IOException {
        this.folder = folder;
        this.client = new OpenSsh(folder);
        this.clouds = clouds();
        this.sshd = GuestSshd.start(new SecureRandom());
        clouds.onOpen(sshd::serve);
        this.jump = startJump(0);
        create(MINE, "111122223333");
        create(FOREIGN, "444455556666");
    }

    private void create(SandboxId id, String account) {
        clouds.create(id, account);
        sandboxes.put(id, true);
    }

    private Clouds clouds() {
        return new Clouds(
                journal,
                blobs,
                CloudKinds.KINDS,
                InstantSource.system(),
                new SecureRandom(),
                executor,
                duration ->
                        Thread.sleep(duration.compareTo(Duration.ofSeconds(1)) > 0 ? Duration.ofSeconds(1) : duration));
    }

    private JumpServer startJump(int port) throws IOException {
        JumpAccess access = new JumpAccess() {
            @Override
            public List<String> publicKeys(SandboxId sandbox) {
                return cloud(sandbox).map(Cloud::sandbox).stream()
                        .flatMap(known -> Stream.concat(
                                known.state().all(KeyPair.KIND).stream().map(KeyPair::publicKey),
                                PushedKeys.active(known.state(), known.now()).stream()))
                        .toList();
            }

            @Override
            public Optional<String> closed(SandboxId sandbox) {
                return Optional.empty();
            }

            @Override
            public Optional<Dialer> internet(SandboxId sandbox) {
                return cloud(sandbox).map(Cloud::internet);
            }
        };
        return JumpServer.start("127.0.0.1", port, folder.resolve("host-keys"), access, JumpServer.Limits.DEFAULT);
    }

    /// As after the end of the process: nothing is known but what was stored.
    public void restart() throws IOException {
        int port = jump.port();
        jump.close();
        sshd.close();
        sandboxes.keySet().forEach(id -> clouds.open(id).guests().saveAll());
        clouds = clouds();
        sshd = GuestSshd.start(new SecureRandom());
        clouds.onOpen(sshd::serve);
        jump = startJump(port);
    }

    public OpenSsh client() {
        return client;
    }

    public JumpServer jump() {
        return jump;
    }

    public GuestSshd sshd() {
        return sshd;
    }

    public Optional<Cloud> cloud(SandboxId id) {
        return Optional.of(id).filter(sandboxes::containsKey).map(clouds::open);
    }

    public AwsRegion region(SandboxId id) {
        return clouds.open(id).aws("eu-west-3");
    }

    /// A key pair of the sandbox, made by `ssh-keygen` and imported.
    public Path key(SandboxId sandbox, String name) {
        Path key = client.key(name, "ed25519");
        region(sandbox)
                .keyPairs()
                .importKey(STUDENT, name, client.publicLine(key).getBytes(StandardCharsets.UTF_8), Map.of());
        return key;
    }

    /// An instance that runs, with the named key and the port 22 open to all.
    public Instance launch(SandboxId sandbox, String key) {
        return launch(sandbox, key, AMAZON_LINUX);
    }

    public Instance launch(SandboxId sandbox, String key, String image) {
        AwsRegion region = region(sandbox);
        SecurityGroup group = region.securityGroups()
                .find(
                        region.state(),
                        region.vpcs().describe(List.of()).getFirst().id(),
                        "default")
                .orElseThrow();
        allowSsh(region, group);
        Instance instance = region.instances()
                .run(
                        STUDENT,
                        Launch.of(image).type("t3.micro").key(key).count(1, 1).build())
                .instances()
                .getFirst();
        waitUntilRunning(region, instance.id());
        return instance;
    }

    private static void allowSsh(AwsRegion region, SecurityGroup group) {
        boolean open = region.securityGroups().rules().of(region.state(), group.id()).stream()
                .anyMatch(rule -> rule.description().equals("ssh"));
        if (!open) {
            Permission ssh = new Permission(
                    Permission.traffic("tcp", Optional.of(22), Optional.of(22)), Permission.block("0.0.0.0/0"), "ssh");
            region.securityGroups().rules().authorize(STUDENT, group.id(), false, List.of(ssh), Map.of());
        }
    }

    public static void waitUntilRunning(AwsRegion region, String id) {
        for (int attempt = 0; attempt < 100; attempt++) {
            String state = region.instances()
                    .describe(List.of(id))
                    .getFirst()
                    .stateAt(region.now())
                    .toString();
            if (state.equalsIgnoreCase("running")) {
                return;
            }
            pause();
        }
        throw new AssertionError(id + " does not run");
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// The public address that an instance has now.
    public String address(SandboxId sandbox, String instanceId) {
        AwsRegion region = region(sandbox);
        Instance instance = region.instances().describe(List.of(instanceId)).getFirst();
        NetworkInterface card = region.state().get(NetworkInterface.KIND, instance.primaryInterfaceId());
        return Reach.publicAddress(region.state(), card).map(Ipv4::toString).orElseThrow();
    }

    /// Writes the configuration that `ssh -F` takes: the jump, and every address through it.
    public Path config(SandboxId sandbox, Path key, String user) {
        return client.write("config-" + sandbox + "-" + user + "-" + key.getFileName(), """
                Host jump
                    HostName 127.0.0.1
                    Port %d
                    User %s
                Host *.*.*.* !127.0.0.1
                    User %s
                    ProxyJump jump
                Host *
                    IdentityFile %s
                    IdentitiesOnly yes
                    BatchMode yes
                    StrictHostKeyChecking accept-new
                    UserKnownHostsFile %s
                    GlobalKnownHostsFile /dev/null
                """.formatted(
                        jump.port(), sandbox, user, key, folder.resolve("known_hosts")));
    }

    public void forgetHosts() throws IOException {
        Files.deleteIfExists(folder.resolve("known_hosts"));
    }

    @Override
    public void close() {
        jump.close();
        sshd.close();
        executor.shutdownNow();
    }
}
