package brume.api.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import brume.cloud.network.Connection;
import brume.cloud.network.Dialer;
import brume.cloud.sandbox.SandboxId;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The jump with the real OpenSSH client, and a small world behind it.
class JumpServerIT {

    private static final SandboxId MINE = SandboxId.parse("sb-aaaaaaaaaaaa");
    private static final SandboxId FOREIGN = SandboxId.parse("sb-bbbbbbbbbbbb");

    @TempDir
    Path folder;

    private final AtomicInteger open = new AtomicInteger();
    private OpenSsh client;
    private Path key;
    private JumpAccess access;
    private JumpServer jump;

    @BeforeEach
    void start() throws IOException {
        OpenSsh.needs("ssh", "ssh-keygen");
        client = new OpenSsh(folder);
        key = client.key("mine", "ed25519");
        Path foreign = client.key("foreign", "ed25519");
        FakeInternet world = new FakeInternet()
                .listen("15.188.4.7", 80, this::page)
                .listen("15.188.4.7", 7, this::echo)
                .name("www.example.com", "15.188.4.7");
        FakeInternet elsewhere = new FakeInternet().listen("15.188.4.8", 80, this::page);
        Map<SandboxId, List<String>> keys = Map.of(
                MINE, List.of("not a key", client.publicLine(key)), FOREIGN, List.of(client.publicLine(foreign)));
        Map<SandboxId, Dialer> internets = Map.of(MINE, world, FOREIGN, elsewhere);
        access = new JumpAccess() {
            @Override
            public List<String> publicKeys(SandboxId sandbox) {
                return keys.getOrDefault(sandbox, List.of());
            }

            @Override
            public Optional<String> closed(SandboxId sandbox) {
                return Optional.empty();
            }

            @Override
            public Optional<Dialer> internet(SandboxId sandbox) {
                return Optional.ofNullable(internets.get(sandbox));
            }
        };
        jump = startJump();
    }

    private JumpServer startJump() throws IOException {
        JumpServer.Limits limits = new JumpServer.Limits(Duration.ofSeconds(2), 200, 100, 50);
        return JumpServer.start("127.0.0.1", 0, folder.resolve("host-keys"), access, limits);
    }

    @AfterEach
    void stop() {
        if (jump != null) {
            jump.close();
        }
    }

    private void page(Connection connection) throws IOException {
        open.incrementAndGet();
        try (connection) {
            connection.in().read(new byte[4096]);
            connection
                    .out()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nbrume"
                            .getBytes(StandardCharsets.UTF_8));
            connection.out().close();
            connection.in().readAllBytes();
        } finally {
            open.decrementAndGet();
        }
    }

    private void echo(Connection connection) throws IOException {
        open.incrementAndGet();
        try (connection) {
            connection.in().transferTo(connection.out());
        } finally {
            open.decrementAndGet();
        }
    }

    private String[] ssh(String... arguments) {
        return sshWith(key, MINE.value(), arguments);
    }

    private String[] sshWith(Path identity, String user, String... arguments) {
        return OpenSsh.command(
                List.of(
                        "ssh",
                        "-F",
                        "/dev/null",
                        "-p",
                        "" + jump.port(),
                        "-l",
                        user,
                        "-i",
                        identity.toString(),
                        "-o",
                        "IdentitiesOnly=yes",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "StrictHostKeyChecking=accept-new",
                        "-o",
                        "UserKnownHostsFile=" + folder.resolve("known_hosts")),
                arguments);
    }

    @Test
    void carriesBytesToASimulatedAddress() {
        OpenSsh.Result result = client.runWith(
                "to the echo and back".getBytes(StandardCharsets.UTF_8), ssh("-W", "15.188.4.7:7", "127.0.0.1"));
        assertThat(result.out()).isEqualTo("to the echo and back");
        assertThat(result.code()).isZero();
    }

    @Test
    void carriesTenMegabytesUnchanged() {
        byte[] bytes = new byte[10_000_000];
        new java.util.SplittableRandom(7).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (bytes[i] & 127);
        }
        OpenSsh.Result result = client.runWith(bytes, ssh("-W", "15.188.4.7:7", "127.0.0.1"));
        assertThat(result.out().equals(new String(bytes, StandardCharsets.UTF_8)))
                .as("all bytes in order")
                .isTrue();
    }

    @Test
    void saysWhyAConnectionDoesNotComeAbout() {
        assertThat(client.run(ssh("-W", "15.188.4.7:81", "127.0.0.1")).err())
                .contains("open failed: connect failed: Connection refused");
        assertThat(client.run(ssh("-W", FakeInternet.DROPS + ":22", "127.0.0.1"))
                        .err())
                .contains("open failed: connect failed: Connection timed out");
        assertThat(client.run(ssh("-W", FakeInternet.UNREACHABLE + ":22", "127.0.0.1"))
                        .err())
                .contains("open failed: connect failed: No route to host");
        assertThat(client.run(ssh("-W", "nowhere.example.com:22", "127.0.0.1")).err())
                .contains("open failed: connect failed: nowhere.example.com: Name or service not known");
    }

    @Test
    void knowsNothingOfTheRealNetwork() throws IOException {
        try (ServerSocket real = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(client.run(ssh("-W", "127.0.0.1:" + real.getLocalPort(), "127.0.0.1"))
                            .err())
                    .contains("Connection refused");
            assertThat(client.run(ssh("-W", "localhost:" + real.getLocalPort(), "127.0.0.1"))
                            .err())
                    .contains("localhost: Name or service not known");
        }
    }

    @Test
    void refusesAStrangersKey() {
        Path foreign = folder.resolve("foreign");
        OpenSsh.Result stranger = client.run(sshWith(foreign, MINE.value(), "-W", "15.188.4.7:7", "127.0.0.1"));
        assertThat(stranger.code()).isEqualTo(255);
        assertThat(stranger.err()).contains("Permission denied (publickey)");
        assertThat(client.run(sshWith(key, "root", "-W", "15.188.4.7:7", "127.0.0.1"))
                        .err())
                .contains("Permission denied (publickey)");
        assertThat(client.run(sshWith(key, "sb-cccccccccccc", "-W", "15.188.4.7:7", "127.0.0.1"))
                        .err())
                .contains("Permission denied (publickey)");
    }

    @Test
    void reachesOnlyItsOwnSandbox() {
        Path foreign = folder.resolve("foreign");
        assertThat(client.runWith(
                                "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8),
                                sshWith(foreign, FOREIGN.value(), "-W", "15.188.4.8:80", "127.0.0.1"))
                        .out())
                .endsWith("brume");
        assertThat(client.run(ssh("-W", "15.188.4.8:80", "127.0.0.1")).err()).contains("Connection refused");
    }

    @Test
    void hasNoShellOfItsOwn() {
        OpenSsh.Result shell = client.run(ssh("127.0.0.1"));
        assertThat(shell.code()).isEqualTo(1);
        assertThat(shell.err()).contains("Welcome to Brume, sandbox " + MINE).contains("ssh -J");
        assertThat(client.run(ssh("127.0.0.1", "cat /etc/passwd")).code()).isEqualTo(1);
    }

    @Test
    void refusesRemoteForwarding() {
        OpenSsh.Result result =
                client.run(ssh("-N", "-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1", "127.0.0.1"));
        assertThat(result.code()).isEqualTo(255);
        assertThat(result.err()).contains("remote port forwarding failed");
    }

    @Test
    void keepsItsHostKeysOverARestart() throws IOException {
        client.run(ssh("127.0.0.1"));
        String known = Files.readString(folder.resolve("known_hosts"));
        Path kept = folder.resolve("host-keys/ssh_host_ed25519_key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(kept);
        jump.close();
        jump = startJump();
        assertThat(Files.readAllBytes(kept)).isEqualTo(before);
        Files.writeString(folder.resolve("known_hosts"), known.replaceAll("]:\\d+", "]:" + jump.port()));
        assertThat(client.run(ssh("-o", "StrictHostKeyChecking=yes", "127.0.0.1"))
                        .err())
                .contains("Welcome to Brume");
    }

    @Test
    void servesASocksProxyAndALocalForward() throws Exception {
        OpenSsh.needs("curl");
        int socks = freePort();
        int local = freePort();
        OpenSsh.Running tunnel =
                client.start(null, ssh("-N", "-D", "127.0.0.1:" + socks, "-L", local + ":15.188.4.7:80", "127.0.0.1"));
        try {
            awaitPort(socks);
            awaitPort(local);
            for (String url : List.of("http://15.188.4.7/", "http://www.example.com/")) {
                assertThat(client.run("curl", "-sS", "--socks5-hostname", "127.0.0.1:" + socks, url)
                                .out())
                        .isEqualTo("brume");
            }
            assertThat(client.run("curl", "-sS", "http://127.0.0.1:" + local + "/")
                            .out())
                    .isEqualTo("brume");
        } finally {
            tunnel.process().destroy();
        }
    }

    @Test
    void leavesNothingBehindWhenAClientIsKilled() throws Exception {
        List<Process> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(hanging("15.188.4.7:7"));
        }
        clients.add(hanging(FakeInternet.DROPS + ":22"));
        await(() -> open.get() == 5 && jump.sessions() == 6);
        clients.forEach(Process::destroyForcibly);
        await(() -> open.get() == 0 && jump.sessions() == 0);
        await(() -> !threads().contains("sim-tcp"));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("became so in time").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /// All threads, the virtual ones too.
    private String threads() {
        try {
            Path dump = folder.resolve("threads-" + System.nanoTime());
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process hanging(String target) {
        try {
            ProcessBuilder builder = new ProcessBuilder(ssh("-W", target, "127.0.0.1"));
            builder.environment().remove("SSH_AUTH_SOCK");
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("Nothing listens on " + port);
    }
}
