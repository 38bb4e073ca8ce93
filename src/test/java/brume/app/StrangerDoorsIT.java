package brume.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import brume.api.proxy.Internet;
import brume.api.proxy.Preview;
import brume.api.proxy.ProxyKey;
import brume.api.ssh.OpenSsh;
import brume.cloud.sandbox.Caller;
import brume.school.AccessKey;
import brume.school.OwnSshKeys;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The SSH jump, the HTTP door, the preview and the guests, tried by a student of one school on the sandbox of a
/// student of another. Every sandbox is an internet of its own: an address of another's machine is nobody's in it.
class StrangerDoorsIT {

    private static final String ALICES_PAGE = "the page of alice";
    private static final String BANNER = "SSH-2.0-";
    private static final byte[] GET = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    /// A way that is open answers at once; one that is closed is silent for ten seconds, which nobody waits for here.
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static TwoSchools schools;
    private static Machine alice;
    private static Machine bob;
    private static OpenSsh client;
    private static Path alicesKey;
    private static Path bobsKey;
    private static Path bobsOwnKey;
    private static Path pushedKey;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        OpenSsh.needs("ssh", "ssh-keygen", "curl");
        schools = TwoSchools.in(folder);
        alice = Machine.of(schools, schools.alice());
        bob = Machine.of(schools, schools.bob());
        client = new OpenSsh(folder);
        alicesKey = client.write("alice", alice.privateKey());
        bobsKey = client.write("bob", bob.privateKey());
        bobsOwnKey = client.key("own", "ed25519");
        new OwnSshKeys(
                        schools.brume().school().sshKeys(),
                        TwoSchools.NANTES,
                        schools.bob().person().id(),
                        new SecureRandom(),
                        (action, key) -> {})
                .add(client.publicLine(bobsOwnKey));
        pushedKey = client.key("pushed", "ed25519");
        schools.brume()
                .clouds()
                .open(schools.bob().owner().sandbox())
                .aws("eu-west-3")
                .pushedKeys()
                .push(
                        Caller.of("bob"),
                        bob.name("instance"),
                        Optional.empty(),
                        "ec2-user",
                        client.publicLine(pushedKey));
        for (Machine machine : List.of(alice, bob)) {
            awaitPage(machine);
        }
    }

    @AfterAll
    static void stop() {
        if (schools != null) {
            schools.close();
        }
    }

    private static void awaitPage(Machine machine) throws InterruptedException {
        TwoSchools.Workplace place = machine == alice ? schools.alice() : schools.bob();
        for (int tries = 0; tries < 300; tries++) {
            if (client.run(curl(place.owner().sandbox() + ":" + place.key().secret(), machine.name("publicIp")))
                    .out()
                    .contains("the page of")) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new IllegalStateException("The web server of " + place.person().username() + " does not start");
    }

    private static String sandbox(TwoSchools.Workplace place) {
        return place.owner().sandbox().value();
    }

    private static String[] ssh(Path key, String user, String... arguments) {
        return OpenSsh.command(
                List.of(
                        "timeout",
                        "" + PATIENCE.toSeconds(),
                        "ssh",
                        "-F",
                        "/dev/null",
                        "-p",
                        "" + schools.brume().settings().sshPort(),
                        "-l",
                        user),
                Stream.concat(
                                Stream.of(
                                        "-i", key.toString(),
                                        "-o", "IdentitiesOnly=yes",
                                        "-o", "BatchMode=yes",
                                        "-o", "StrictHostKeyChecking=no",
                                        "-o", "LogLevel=ERROR",
                                        "-o", "UserKnownHostsFile=/dev/null"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /// Through the HTTP door.
    private static String[] curl(String credentials, String host, String... options) {
        return OpenSsh.command(
                List.of(
                        "curl",
                        "-s",
                        "-S",
                        "--max-time",
                        "" + PATIENCE.toSeconds(),
                        "-w",
                        "\n%{http_code}",
                        "-x",
                        "http://127.0.0.1:" + schools.brume().settings().proxyPort()),
                Stream.concat(
                                Stream.concat(
                                        credentials.isEmpty() ? Stream.empty() : Stream.of("--proxy-user", credentials),
                                        Stream.of(options)),
                                Stream.of("http://" + host + "/"))
                        .toArray(String[]::new));
    }

    /// Runs them side by side, each with a request for a page as its input.
    private static Map<String, OpenSsh.Result> all(Map<String, String[]> commands) {
        Map<String, OpenSsh.Running> running = new LinkedHashMap<>();
        commands.forEach((name, command) -> running.put(name, client.start(GET, command)));
        Map<String, OpenSsh.Result> ended = new LinkedHashMap<>();
        running.forEach((name, process) -> ended.put(name, process.result()));
        return ended;
    }

    private static List<String> addresses(Machine machine) {
        return Stream.of("publicIp", "privateIp", "publicName", "privateName")
                .map(machine::name)
                .toList();
    }

    @Test
    void theJumpLetsNobodyIntoAnothersSandbox() {
        String hers = sandbox(schools.alice());
        String his = sandbox(schools.bob());
        String hersAtHome = alice.name("publicIp") + ":80";
        String hisAtHome = bob.name("publicIp") + ":80";
        Map<String, String[]> open = new LinkedHashMap<>();
        open.put("Alice's key", ssh(alicesKey, hers, "-W", hersAtHome, "127.0.0.1"));
        open.put("Bob's key", ssh(bobsKey, his, "-W", hisAtHome, "127.0.0.1"));
        open.put("Bob's own key", ssh(bobsOwnKey, his, "-W", hisAtHome, "127.0.0.1"));
        open.put("a key Bob pushed", ssh(pushedKey, his, "-W", hisAtHome, "127.0.0.1"));
        Map<String, String[]> shut = new LinkedHashMap<>();
        shut.put("Bob's key", ssh(bobsKey, hers, "-W", hersAtHome, "127.0.0.1"));
        shut.put("Bob's own key", ssh(bobsOwnKey, hers, "-W", hersAtHome, "127.0.0.1"));
        shut.put("a key Bob pushed", ssh(pushedKey, hers, "-W", hersAtHome, "127.0.0.1"));
        shut.put(
                "a password",
                ssh(bobsKey, hers, "-o", "PreferredAuthentications=password", "-W", hersAtHome, "127.0.0.1"));
        shut.put("no key", ssh(Path.of("/nonexistent"), hers, "-W", hersAtHome, "127.0.0.1"));
        shut.put("Alice's key in Bob's", ssh(alicesKey, his, "-W", hersAtHome, "127.0.0.1"));
        shut.put("Bob's key in none", ssh(bobsKey, "sb-aaaaaaaaaaaa", "-W", hersAtHome, "127.0.0.1"));
        assertSoftly(softly -> {
            all(open)
                    .forEach((name, result) -> softly.assertThat(result.out())
                            .as(name + result.err())
                            .contains("the page of"));
            all(shut).forEach((name, result) -> {
                softly.assertThat(result.out()).as(name).isEmpty();
                softly.assertThat(result.err().replaceAll("(?im)^.*identity file.*\n|sb-\\w+", ""))
                        .as(name + ": the same words whether there is such a sandbox")
                        .startsWith("@127.0.0.1: Permission denied (publickey)");
            });
        });
    }

    @Test
    void anAddressOfAnothersMachineIsNobodysInOnesOwnSandbox() throws Exception {
        String his = sandbox(schools.bob());
        Map<String, String[]> ways = new LinkedHashMap<>();
        for (String address : addresses(alice)) {
            for (int port : new int[] {22, 80}) {
                ways.put("-W " + address + ":" + port, ssh(bobsKey, his, "-W", address + ":" + port, "127.0.0.1"));
            }
            ways.put("proxy " + address, curl(his + ":" + schools.bob().key().secret(), address));
            ways.put("CONNECT " + address, curl(his + ":" + schools.bob().key().secret(), address, "-p"));
        }
        assertSoftly(softly -> all(ways)
                .forEach((name, result) -> softly.assertThat(result.out())
                        .as(name + result.err())
                        .doesNotContain(ALICES_PAGE)
                        .doesNotContain(BANNER)));
    }

    @Test
    void forwardedPortsLeadNoFurther() throws Exception {
        int local = freePort();
        int socks = freePort();
        String[] forward = ssh(
                bobsKey,
                sandbox(schools.bob()),
                "-N",
                "-L",
                local + ":" + alice.name("publicIp") + ":80",
                "-L",
                freePort() + ":" + alice.name("privateIp") + ":80",
                "-D",
                "" + socks,
                "127.0.0.1");
        OpenSsh.Running running = client.start(null, forward);
        try {
            awaitListening(socks);
            Map<String, String[]> ways = new LinkedHashMap<>();
            ways.put(
                    "own by -D",
                    plainCurl("-x", "socks5h://127.0.0.1:" + socks, "http://" + bob.name("publicIp") + "/"));
            ways.put("-L", plainCurl("http://127.0.0.1:" + local + "/"));
            for (String address : addresses(alice)) {
                ways.put("-D " + address, plainCurl("-x", "socks5h://127.0.0.1:" + socks, "http://" + address + "/"));
            }
            Map<String, OpenSsh.Result> results = all(ways);
            assertThat(Objects.requireNonNull(results.get("own by -D")).out()).contains("the page of bob");
            results.forEach((name, result) -> assertThat(result.out()).as(name).doesNotContain(ALICES_PAGE));
        } finally {
            running.process().destroy();
        }
    }

    private static String[] plainCurl(String... words) {
        return OpenSsh.command(List.of("curl", "-s", "--max-time", "" + PATIENCE.toSeconds()), words);
    }

    private static int freePort() throws IOException {
        try (java.net.ServerSocket socket =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListening(int port) throws InterruptedException {
        for (int tries = 0; tries < 200; tries++) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IllegalStateException("Nothing listens on " + port);
    }

    @Test
    void theHttpDoorOpensToTheSandboxesOwnKeysOnly() {
        String hers = sandbox(schools.alice());
        String his = sandbox(schools.bob());
        String herSecret = schools.alice().key().secret();
        String hisSecret = schools.bob().key().secret();
        AccessKey revoked = schools.brume().desk().newKey(schools.alice().owner(), "alice");
        schools.brume().school().accessKeys().deactivate(TwoSchools.LYON, revoked.accessKeyId());
        Map<String, String[]> refused = new LinkedHashMap<>();
        for (String credentials : List.of(
                "",
                hers + ":" + hisSecret,
                hers + ":" + ProxyKey.of(hisSecret).value(),
                hers + ":" + revoked.secret(),
                hers + ":" + ProxyKey.of(revoked.secret()).value(),
                hers + ":" + schools.alice().key().accessKeyId(),
                hers + ":",
                his + ":" + herSecret,
                his + ":" + ProxyKey.of(herSecret).value(),
                "sb-aaaaaaaaaaaa:" + hisSecret,
                ":" + herSecret)) {
            refused.put(credentials, curl(credentials, alice.name("publicIp")));
        }
        assertThat(client.run(curl(hers + ":" + herSecret, alice.name("publicIp")))
                        .out())
                .contains(ALICES_PAGE);
        List<String> answers = new ArrayList<>();
        assertSoftly(softly -> all(refused).forEach((credentials, result) -> {
            answers.add(result.out());
            softly.assertThat(result.out()).as(credentials).endsWith("407").doesNotContain(ALICES_PAGE);
        }));
        assertThat(answers.stream().distinct())
                .as("one answer to whoever is nobody")
                .hasSize(1);
    }

    @Test
    void aConnectionThatWasLetInIsAskedAgainForEachRequest() throws IOException {
        String his = authorization(sandbox(schools.bob()), schools.bob().key().secret());
        String forged =
                authorization(sandbox(schools.alice()), schools.bob().key().secret());
        try (Socket socket = new Socket("127.0.0.1", schools.brume().settings().proxyPort())) {
            socket.setSoTimeout(30_000);
            String requests = request(bob.name("publicIp"), his) + request(alice.name("publicIp"), forged);
            socket.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("the page of bob", "HTTP/1.1 407").doesNotContain(ALICES_PAGE);
        }
    }

    private static String authorization(String sandbox, String secret) {
        return Base64.getEncoder().encodeToString((sandbox + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String request(String host, String authorization) {
        return "GET http://" + host + "/ HTTP/1.1\r\nHost: " + host + "\r\nProxy-Authorization: Basic " + authorization
                + "\r\n\r\n";
    }

    @Test
    void thePreviewShowsNoPageOfAnother() {
        Preview preview = new Preview(new Preview.Limits(PATIENCE, PATIENCE, 5, 100_000));
        Internet his =
                Internet.of(schools.brume().clouds().open(schools.bob().owner().sandbox()));
        assertThat(preview.fetch(his, "http://" + bob.name("publicIp") + "/")).isInstanceOf(Preview.Outcome.Page.class);
        assertThat(addresses(alice).parallelStream().map(address -> preview.fetch(his, "http://" + address + "/")))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Preview.Outcome.Failed.class));
    }

    @Test
    void aMachineKnowsAndReachesItsOwnSandboxOnly() {
        StringBuilder script = new StringBuilder("set +e\nsudo dnf install -q -y nmap-ncat\n");
        for (String address : addresses(alice)) {
            script.append("curl -s -m 1 http://%1$s/ && echo STOLEN %1$s\nnc -z -w 1 %1$s 22 && echo STOLEN %1$s\n"
                    .formatted(address));
        }
        script.append("curl -s -m 5 http://%s/ && nc -z -w 5 %s 22 && echo OWN REACHED\n"
                .formatted(bob.name("publicIp"), bob.name("privateIp")));
        script.append("""
                T=$(curl -s -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
                for at in meta-data/instance-id meta-data/public-ipv4 meta-data/security-groups user-data \\
                    meta-data/public-keys/0/openssh-key dynamic/instance-identity/document; do
                  curl -s -m 5 -H "X-aws-ec2-metadata-token: $T" http://169.254.169.254/latest/$at; echo
                done
                cat /etc/hosts /home/ec2-user/.ssh/authorized_keys; hostname; ip addr; ip neigh
                """);
        String jump =
                "ssh -F /dev/null -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -p %d -W %%h:%%p %s@127.0.0.1"
                        .formatted(bobsKey, schools.brume().settings().sshPort(), sandbox(schools.bob()));
        OpenSsh.Result result = client.runWith(
                script.toString().getBytes(StandardCharsets.UTF_8),
                "ssh",
                "-F",
                "/dev/null",
                "-i",
                bobsKey.toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "BatchMode=yes",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=/dev/null",
                "-o",
                "ProxyCommand=" + jump,
                "ec2-user@" + bob.name("publicIp"),
                "bash -s");
        assertThat(result.out())
                .as(result.err())
                .contains(
                        bob.name("instance"),
                        bob.name("publicIp"),
                        bob.name("groupName"),
                        "OWN REACHED",
                        schools.bob().owner().account())
                .doesNotContain(
                        "STOLEN",
                        ALICES_PAGE,
                        alice.name("instance"),
                        alice.name("publicIp"),
                        alice.name("keyName"),
                        schools.alice().owner().account());
    }
}
