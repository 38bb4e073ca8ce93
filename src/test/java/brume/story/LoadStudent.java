package brume.story;

import brume.api.proxy.ProxyKey;
import brume.app.LoadClass.Seat;
import brume.app.WireClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.apache.sshd.common.util.security.SecurityUtils;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/// A student who does the first lab again and again, at a human pace, through the provider's API, the HTTP door and,
/// every third of them, with `ssh` through the jump.
final class LoadStudent implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LEAST_PAUSE = 5_000;
    private static final int MOST_PAUSE = 15_000;
    private static final int WRONG_STATUS = 400;
    private static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private final Seat seat;
    private final Doors doors;
    private final boolean withSsh;
    private final WireClient api;
    private final String name;

    /// Where everything is, and where everybody writes down what happened.
    ///
    /// @param deeds when a deed that one of the lab's checks looks at was acknowledged, by `student check`
    record Doors(
            RunningBrume brume,
            SshClient ssh,
            LoadFigures figures,
            ConcurrentMap<String, Instant> deeds,
            Instant end) {}

    LoadStudent(Seat seat, Doors doors, boolean withSsh) {
        this.seat = seat;
        this.doors = doors;
        this.withSsh = withSsh;
        this.api = new WireClient(
                URI.create("http://127.0.0.1:" + doors.brume().endpointPort + "/"),
                AwsCredentialsIdentity.create(seat.accessKeyId(), seat.secretAccessKey()),
                "eu-west-3");
        this.name = seat.variants().get("name");
    }

    /// The class is over.
    private static final class Over extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Override
    public void run() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(MOST_PAUSE));
            while (true) {
                lab();
            }
        } catch (Over | InterruptedException over) {
            // that was it
        } catch (IOException | GeneralSecurityException | RuntimeException failure) {
            doors.figures().failed(seat.username() + " gave up", failure);
        }
    }

    private void lab() throws Over, InterruptedException, IOException, GeneralSecurityException {
        String key = call("CreateKeyPair", Map.of("KeyName", name + "-key", "KeyType", "ed25519"));
        deed("key-pair");
        pause();
        String group = found(
                call("CreateSecurityGroup", Map.of("GroupName", name + "-sg", "GroupDescription", "SSH and web")),
                "groupId");
        deed("group");
        pause();
        authorize(group, 22);
        deed("group-ssh");
        pause();
        authorize(group, 80);
        deed("group-http");
        pause();
        call("DescribeSecurityGroups", Map.of("GroupId.1", group));
        String instance = launch(group);
        pause();
        String address = await(instance, "running");
        call("GetConsoleOutput", Map.of("InstanceId", instance));
        pause();
        if (withSsh) {
            ssh(key, address, "echo " + seat.variants().get("word") + " > hello.txt; sudo dnf install -y nginx");
            pause();
            ssh(key, address, "sudo systemctl enable --now nginx");
            pause();
        }
        page(address);
        call("CreateTags", Map.of("ResourceId.1", instance, "Tag.1.Key", "Owner", "Tag.1.Value", seat.username()));
        pause();
        call("StopInstances", Map.of("InstanceId.1", instance));
        pause();
        await(instance, "stopped");
        call("StartInstances", Map.of("InstanceId.1", instance));
        pause();
        page(await(instance, "running"));
        pause();
        call("DescribeInstances", Map.of());
        call("TerminateInstances", Map.of("InstanceId.1", instance));
        pause();
        await(instance, "terminated");
        call("DeleteSecurityGroup", Map.of("GroupId", group));
        pause();
        call("DeleteKeyPair", Map.of("KeyName", name + "-key"));
        pause();
    }

    private void authorize(String group, int port) {
        call(
                "AuthorizeSecurityGroupIngress",
                Map.of(
                        "GroupId",
                        group,
                        "IpPermissions.1.IpProtocol",
                        "tcp",
                        "IpPermissions.1.FromPort",
                        Integer.toString(port),
                        "IpPermissions.1.ToPort",
                        Integer.toString(port),
                        "IpPermissions.1.IpRanges.1.CidrIp",
                        "0.0.0.0/0"));
    }

    private String launch(String group) {
        Map<String, String> launch = new TreeMap<>(Map.of(
                "ImageId",
                IMAGE,
                "InstanceType",
                "t3.micro",
                "MinCount",
                "1",
                "MaxCount",
                "1",
                "KeyName",
                name + "-key",
                "SecurityGroupId.1",
                group));
        launch.put("TagSpecification.1.ResourceType", "instance");
        launch.put("TagSpecification.1.Tag.1.Key", "Name");
        launch.put("TagSpecification.1.Tag.1.Value", name);
        launch.put("TagSpecification.1.Tag.2.Key", "Project");
        launch.put("TagSpecification.1.Tag.2.Value", seat.variants().get("project"));
        if (!withSsh) {
            String script = "#!/bin/sh\ndnf install -y nginx\nsystemctl enable --now nginx\n";
            launch.put("UserData", Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)));
        }
        return found(call("RunInstances", launch), "instanceId");
    }

    /// Asks like somebody who waits, and gives the public address, if there is one.
    private String await(String instance, String state) throws Over, InterruptedException {
        String said = call("DescribeInstances", Map.of("InstanceId.1", instance));
        while (!said.contains("<name>" + state + "</name>")) {
            pause();
            said = call("DescribeInstances", Map.of("InstanceId.1", instance));
        }
        return find(said, "ipAddress").orElse("");
    }

    private void page(String address) throws Over, InterruptedException, IOException {
        URI page = URI.create("http://" + address + "/");
        Proxy proxy = new Proxy(Proxy.Type.HTTP, new InetSocketAddress("127.0.0.1", doors.brume().proxyPort));
        String owner =
                seat.sandbox() + ":" + ProxyKey.of(seat.secretAccessKey()).value();
        Instant tired = Instant.now().plus(PATIENCE);
        while (true) {
            long began = System.nanoTime();
            HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection(proxy);
            connection.setRequestProperty(
                    "Proxy-Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(owner.getBytes(StandardCharsets.UTF_8)));
            int status = connection.getResponseCode();
            if (status < WRONG_STATUS) {
                try (InputStream body = connection.getInputStream()) {
                    body.readAllBytes();
                }
                doors.figures().took("HTTP door", millis(began));
                return;
            }
            // The machine has not started its services yet.
            if (Instant.now().isAfter(tired)) {
                throw new IOException("the page answers " + status);
            }
            pause();
        }
    }

    private void ssh(String created, String address, String command) throws IOException, GeneralSecurityException {
        KeyPair key = SecurityUtils.loadKeyPairIdentities(
                        null, () -> "key", new ByteArrayInputStream(pem(created)), null)
                .iterator()
                .next();
        long began = System.nanoTime();
        try (ClientSession jump = session(seat.sandbox(), doors.brume().sshPort, key)) {
            SshdSocketAddress local = jump.startLocalPortForwarding(
                    new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(address, 22));
            try (ClientSession machine = session("ec2-user", local.getPort(), key)) {
                // What it says on its standard error is no failure; an exit code is.
                machine.executeRemoteCommand(
                        command,
                        OutputStream.nullOutputStream(),
                        OutputStream.nullOutputStream(),
                        StandardCharsets.UTF_8);
            }
        }
        doors.figures().took("ssh", millis(began));
    }

    private ClientSession session(String user, int port, KeyPair key) throws IOException {
        ClientSession session =
                doors.ssh().connect(user, "127.0.0.1", port).verify(PATIENCE).getSession();
        session.addPublicKeyIdentity(key);
        session.auth().verify(PATIENCE);
        return session;
    }

    private static byte[] pem(String created) {
        return found(created, "keyMaterial").replace("&#13;", "").getBytes(StandardCharsets.US_ASCII);
    }

    private String call(String action, Map<String, String> parameters) {
        long began = System.nanoTime();
        String said = new String(api.call(action, parameters), StandardCharsets.UTF_8);
        doors.figures().took(action, millis(began));
        return said;
    }

    /// Only the first time: later the check is green already.
    private void deed(String check) {
        doors.deeds().putIfAbsent(seat.username() + " " + check, Instant.now());
    }

    private void pause() throws Over, InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(LEAST_PAUSE, MOST_PAUSE));
        if (Instant.now().isAfter(doors.end())) {
            throw new Over();
        }
    }

    private static String found(String xml, String element) {
        return find(xml, element).orElseThrow(() -> new IllegalStateException("no " + element + " in " + xml));
    }

    private static Optional<String> find(String xml, String element) {
        return Optional.of(Pattern.compile("<" + element + ">([^<]+)</").matcher(xml))
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}
