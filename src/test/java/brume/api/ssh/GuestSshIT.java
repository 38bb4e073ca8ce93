package brume.api.ssh;

import static brume.api.ssh.SshWorld.FOREIGN;
import static brume.api.ssh.SshWorld.MINE;
import static org.assertj.core.api.Assertions.assertThat;

import brume.api.ssh.OpenSsh.Result;
import brume.cloud.compute.Instance;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real OpenSSH client through the jump into simulated machines.
class GuestSshIT {

    @TempDir
    static Path folder;

    private static SshWorld world;
    private static Path key;
    private static Path config;
    private static Instance web;
    private static String address;

    @BeforeAll
    static void launch() throws IOException {
        OpenSsh.needs("ssh", "scp", "sftp", "ssh-keygen");
        world = new SshWorld(folder);
        key = world.key(MINE, "mine");
        world.key(FOREIGN, "foreign");
        web = world.launch(MINE, "mine");
        address = world.address(MINE, web.id());
        config = world.config(MINE, key, "ec2-user");
    }

    @AfterAll
    static void stop() {
        if (world != null) {
            world.close();
        }
    }

    private static Result run(String program, String... arguments) {
        return world.client().run(OpenSsh.command(List.of(program, "-F", config.toString()), arguments));
    }

    private static Result ssh(String... arguments) {
        return run("ssh", arguments);
    }

    private static String remote(String path) {
        return address + ":" + path;
    }

    @Test
    void runsACommandAsTheImagesUser() {
        Result result = ssh(address, "whoami; echo to stderr >&2; exit 7");
        assertThat(result.out()).isEqualTo("ec2-user\n");
        assertThat(result.err()).contains("to stderr");
        assertThat(result.code()).isEqualTo(7);
    }

    @Test
    void readsStandardInput() {
        Result result = world.client()
                .runWith(
                        "a\nb\n".getBytes(StandardCharsets.UTF_8),
                        "ssh",
                        "-F",
                        config.toString(),
                        address,
                        "cat; echo end");
        assertThat(result.out()).isEqualTo("a\nb\nend\n");
    }

    @Test
    void givesTheExitCodeWhenStandardInputHasEnded() {
        for (int i = 0; i < 40; i++) {
            assertThat(ssh(address, i % 2 == 0 ? "true" : "false").code())
                    .as("run " + i)
                    .isEqualTo(i % 2);
        }
    }

    @Test
    void setsWhatSshdSets() {
        assertThat(ssh("-o", "SetEnv=LC_ALL=C.UTF-8", address, "echo $LC_ALL; echo $HOME; echo $SSH_CONNECTION")
                        .out())
                .startsWith("C.UTF-8\n/home/ec2-user\n203.0.113.10 ")
                .endsWith(" 22\n");
    }

    @Test
    void tellsRootToComeAsTheImagesUser() {
        Path asRoot = world.config(MINE, key, "root");
        Result result = world.client()
                .start(null, "timeout", "8", "ssh", "-F", asRoot.toString(), address, "id")
                .result();
        assertThat(result.out()).contains("Please login as the user \"ec2-user\" rather than the user \"root\".");
    }

    @ParameterizedTest
    @CsvSource({
        "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64, ec2-user, OpenSSH_8.7",
        "/aws/service/canonical/ubuntu/server/24.04/stable/current/amd64/hvm/ebs-gp3/ami-id, ubuntu, OpenSSH_9.6p1 Ubuntu-3ubuntu13.14",
        "/aws/service/debian/release/12/latest/amd64, admin, OpenSSH_9.2p1 Debian-2+deb12u7"
    })
    void isTheServerOfItsImageAndWritesItsLog(String image, String user, String version) {
        Instance instance = world.launch(MINE, "mine", "resolve:ssm:" + image);
        Path config = world.config(MINE, key, user);
        Result result = world.client()
                .run(
                        "ssh",
                        "-v",
                        "-F",
                        config.toString(),
                        world.address(MINE, instance.id()),
                        "sudo journalctl --no-pager -u sshd -u ssh");
        assertThat(result.err()).contains("remote software version " + version);
        assertThat(result.out()).contains("Accepted publickey for " + user + " from 203.0.113.10 port ");
    }

    @Test
    void aStoppedSshdRefusesWhoComesAndKeepsWhoIsThere() {
        Instance closing = world.launch(MINE, "mine");
        String there = world.address(MINE, closing.id());
        assertThat(ssh(there, "sudo systemctl stop sshd; systemctl is-active sshd")
                        .out())
                .isEqualTo("inactive\n");

        Result refused = ssh(there, "true");

        assertThat(refused.code()).isEqualTo(255);
        assertThat(refused.err()).contains("Connection refused");
    }

    @Test
    void refusesAnotherKeyAndAnotherUser() {
        assertThat(ssh("-l", "nobody-here", address, "true").err()).contains("Permission denied (publickey");
        Path second = world.key(MINE, "second");
        Path config = world.config(MINE, second, "ec2-user");
        Result result = world.client().run("ssh", "-F", config.toString(), address, "true");
        assertThat(result.code()).isEqualTo(255);
        assertThat(result.err()).contains("Permission denied (publickey");
    }

    @Test
    void refusesKeysInAFileThatOthersMayWrite() {
        Instance careless = world.launch(MINE, "mine");
        String there = world.address(MINE, careless.id());
        assertThat(ssh(there, "chmod 666 .ssh/authorized_keys").code()).isZero();
        assertThat(ssh(there, "true").err()).contains("Permission denied (publickey");
    }

    @Test
    void letsNobodyIntoAnotherSandbox() {
        Path foreign = folder.resolve("foreign");
        Path theirs = world.config(FOREIGN, foreign, "ec2-user");
        Result jump = world.client()
                .run(
                        "ssh",
                        "-F",
                        theirs.toString(),
                        "-l",
                        MINE.value(),
                        "-p",
                        "" + world.jump().port(),
                        "127.0.0.1");
        assertThat(jump.err()).contains("Permission denied (publickey");
        Result address = world.client()
                .run("ssh", "-F", theirs.toString(), "-o", "ConnectTimeout=20", GuestSshIT.address, "true");
        assertThat(address.err()).contains("Connection timed out");
    }

    @Test
    void copiesFilesBothWays() throws IOException {
        byte[] bytes = new byte[3_000_000];
        new SplittableRandom(11).nextBytes(bytes);
        Path file = folder.resolve("up.bin");
        Files.write(file, bytes);
        for (String protocol : List.of("-s", "-O")) {
            Path back = folder.resolve("down" + protocol);
            assertThat(run("scp", protocol, "-p", file.toString(), remote("copy" + protocol))
                            .err())
                    .isEmpty();
            assertThat(run("scp", protocol, remote("copy" + protocol), back.toString())
                            .code())
                    .isZero();
            assertThat(Files.readAllBytes(back)).isEqualTo(bytes);
        }
        assertThat(ssh(address, "stat -c '%U %s' copy-O").out()).isEqualTo("ec2-user 3000000\n");
    }

    @Test
    void copiesATreeOfFiles() throws IOException {
        Path tree = folder.resolve("site");
        Files.createDirectories(tree.resolve("css"));
        Files.writeString(tree.resolve("index.html"), "<h1>Hello");
        Files.writeString(tree.resolve("css/a.css"), "h1{}");
        for (String protocol : List.of("-s", "-O")) {
            assertThat(run("scp", protocol, "-r", tree.toString(), remote("site" + protocol))
                            .err())
                    .isEmpty();
            assertThat(ssh(address, "cat site" + protocol + "/index.html site" + protocol + "/css/a.css")
                            .out())
                    .isEqualTo("<h1>Helloh1{}");
        }
    }

    @Test
    void refusesToCopyWhereTheUserMayNotWrite() throws IOException {
        Path file = folder.resolve("page");
        Files.writeString(file, "x");
        for (String protocol : List.of("-s", "-O")) {
            Result result = run("scp", protocol, file.toString(), remote("/etc/page"));
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.err()).containsIgnoringCase("permission denied");
        }
    }

    @Test
    void servesSftp() throws IOException {
        Path batch = world.client().write("batch", """
                mkdir drop
                cd drop
                put batch one
                chmod 600 one
                ln -s one two
                rename one three
                ls -l
                get three back
                rm two
                pwd
                """);
        Result result = run("sftp", "-b", batch.toString(), address);
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains("/home/ec2-user/drop").contains("-rw-------");
        assertThat(Files.readString(folder.resolve("back"))).isEqualTo(Files.readString(batch));
        assertThat(ssh(address, "ls drop").out()).isEqualTo("three\n");
    }

    @Test
    void carriesTwentyClientsAtOnce() {
        List<OpenSsh.Running> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(world.client().start(null, "ssh", "-F", config.toString(), address, "echo client " + i));
        }
        for (int i = 0; i < 20; i++) {
            Result result = clients.get(i).result();
            assertThat(result.out()).as(result.err()).isEqualTo("client " + i + "\n");
        }
    }

    @Test
    void sharesOneConnection() {
        String socket = folder.resolve("m").toString();
        Result first = ssh("-M", "-S", socket, "-o", "ControlPersist=20", address, "echo first");
        assertThat(first.out()).isEqualTo("first\n");
        List<OpenSsh.Running> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clients.add(world.client()
                    .start(null, "ssh", "-F", config.toString(), "-S", socket, address, "echo shared " + i));
        }
        for (int i = 0; i < 8; i++) {
            assertThat(clients.get(i).result().out()).isEqualTo("shared " + i + "\n");
        }
        assertThat(ssh("-S", socket, "-O", "exit", address).err()).contains("Exit request sent");
    }

    @Test
    void jumpsOnFromOneInstanceToAnother() {
        Instance inner = world.launch(MINE, "mine");
        String privateAddress = world.region(MINE)
                .state()
                .get(NetworkInterface.KIND, inner.primaryInterfaceId())
                .privateAddress()
                .toString();
        Result result = world.client()
                .run(
                        "ssh",
                        "-F",
                        config.toString(),
                        "-J",
                        "jump,ec2-user@" + address,
                        "-l",
                        "ec2-user",
                        privateAddress,
                        "cat /etc/hostname");
        assertThat(result.out()).as(result.err()).contains("ip-" + privateAddress.replace('.', '-'));
    }

    @Test
    void opensAShellOnATerminal() {
        Result result = world.client()
                .runWith(
                        "tty; stty size; echo $TERM\nexit 3\n".getBytes(StandardCharsets.UTF_8),
                        OpenSsh.command(List.of("ssh", "-F", config.toString()), "-tt", address));
        assertThat(result.out()).contains("/dev/pts/").contains("ec2-user@ip-");
        assertThat(result.code()).isEqualTo(3);
    }

    @Test
    void forwardsAPortWhileItsShellIsOpen() throws Exception {
        int local;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            local = free.getLocalPort();
        }
        OpenSsh.Running session = world.client()
                .start(
                        null,
                        OpenSsh.command(
                                List.of("ssh", "-F", config.toString()),
                                "-L",
                                local + ":127.0.0.1:22",
                                address,
                                "touch shell-is-open; sleep 60"));
        try {
            for (int i = 0; i < 200 && ssh(address, "test -e shell-is-open").code() != 0; i++) {
                Thread.sleep(50);
            }
            try (Socket forwarded = new Socket(InetAddress.getLoopbackAddress(), local)) {
                assertThat(new String(forwarded.getInputStream().readNBytes(8), StandardCharsets.US_ASCII))
                        .isEqualTo("SSH-2.0-");
            }
        } finally {
            session.process().destroy();
        }
    }

    @Test
    void saysThatAClosedPortDoesNotAnswer() {
        assertThat(ssh("-W", address + ":80", "jump").err()).contains("connect failed: Connection timed out");
    }

    @Test
    void closesTheSessionsOfAnInstanceThatStops() throws Exception {
        Instance doomed = world.launch(MINE, "mine");
        String there = world.address(MINE, doomed.id());
        OpenSsh.Running session =
                world.client().start(null, "ssh", "-F", config.toString(), there, "echo ready; sleep 60");
        for (int i = 0; i < 200 && world.sshd().sessions(doomed.id()) == 0; i++) {
            Thread.sleep(50);
        }
        assertThat(world.sshd().sessions(doomed.id())).isEqualTo(1);
        Thread.sleep(300);
        world.region(MINE).instances().stop(SshWorld.STUDENT, List.of(doomed.id()), false, false);
        assertThat(session.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        Result result = session.result();
        assertThat(result.code()).isEqualTo(255);
        assertThat(result.err()).containsIgnoringCase("closed by remote host");
        assertThat(ssh("-o", "ConnectTimeout=20", there, "true").code()).isEqualTo(255);
    }

    @Test
    void aPushedKeyOpensTheMachineForItsUserUntilItsMinuteIsOver() throws IOException {
        Path pushed = world.client().key("pushed", "ed25519");
        String told = world.config(MINE, pushed, "ec2-user").toString();
        String asRoot = world.config(MINE, pushed, "root").toString();
        assertThat(world.client().run("ssh", "-F", told, address, "id -un").code())
                .isEqualTo(255);

        world.region(MINE)
                .pushedKeys()
                .push(
                        SshWorld.STUDENT,
                        web.id(),
                        Optional.of(web.zone()),
                        "ec2-user",
                        world.client().publicLine(pushed));

        assertThat(world.client().run("ssh", "-F", told, address, "id -un").out())
                .isEqualTo("ec2-user\n");
        assertThat(world.client().run("ssh", "-F", asRoot, address, "id -un").code())
                .isEqualTo(255);
        Sandbox sandbox = world.cloud(MINE).orElseThrow().sandbox();
        sandbox.write(SshWorld.STUDENT, "advance", Map.of(), tx -> {
            sandbox.clock().advance(tx, Duration.ofSeconds(61));
            return true;
        });
        assertThat(world.client().run("ssh", "-F", told, address, "id -un").code())
                .isEqualTo(255);
    }
}
