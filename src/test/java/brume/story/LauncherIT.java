package brume.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/// What an operator meets: the launcher's commands on a running Brume, what it listens on, and how it ends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LauncherIT {

    @TempDir
    static Path folder;

    private RunningBrume brume;

    @BeforeAll
    void start() throws Exception {
        brume = new RunningBrume(folder);
    }

    @AfterAll
    void stop() {
        if (brume != null) {
            brume.close();
        }
    }

    private JsonNode json(String... words) throws Exception {
        return new ObjectMapper().readTree(brume.brume(words));
    }

    private static Ec2Client client(JsonNode ticket) {
        return Ec2Client.builder()
                .endpointOverride(URI.create(ticket.path("endpoint").asText()))
                .region(Region.of(ticket.path("region").asText()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        ticket.path("accessKeyId").asText(),
                        ticket.path("secretAccessKey").asText())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static int status(JsonNode ticket) {
        try (Ec2Client client = client(ticket)) {
            return client.describeKeyPairs().sdkHttpResponse().statusCode();
        } catch (Ec2Exception refused) {
            return refused.statusCode();
        }
    }

    private static void runAnInstance(Ec2Client client) {
        String image = client.describeImages(request -> request.owners("amazon")
                        .filters(filter -> filter.name("architecture").values("x86_64")))
                .images()
                .getFirst()
                .imageId();
        client.runInstances(request ->
                request.imageId(image).instanceType("t3.micro").minCount(1).maxCount(1));
        client.waiter().waitUntilInstanceRunning(request -> request.maxResults(5));
    }

    @Test
    @Order(1)
    void everySocketListensOnTheLoopback() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/tcp6")), "there is no /proc to look into");
        List<ListeningSocket> sockets = ListeningSocket.of(brume.serverPid());
        assertThat(sockets)
                .extracting(ListeningSocket::port)
                .containsExactlyInAnyOrder(brume.portalPort, brume.endpointPort, brume.sshPort, brume.proxyPort);
        assertThat(sockets)
                .allSatisfy(socket -> assertThat(socket.address().isLoopbackAddress())
                        .as(socket.toString())
                        .isTrue());
    }

    @Test
    @Order(2)
    void handsOutASandboxWithinASecond() throws Exception {
        JsonNode ticket = json("sandbox", "new", "--json");
        Duration best = Duration.ofHours(1);
        for (int i = 0; i < 5; i++) {
            Instant before = Instant.now();
            ticket = json("sandbox", "new", "--json");
            Duration took = Duration.between(before, Instant.now());
            best = took.compareTo(best) < 0 ? took : best;
        }
        assertThat(best).isLessThan(Duration.ofSeconds(1));
        assertThat(ticket.fieldNames())
                .toIterable()
                .containsExactly(
                        "sandbox",
                        "account",
                        "accessKeyId",
                        "secretAccessKey",
                        "region",
                        "endpoint",
                        "sshJump",
                        "httpProxy");
        assertThat(status(ticket)).isEqualTo(200);
    }

    @Test
    @Order(3)
    void listsShowsResetsAndDeletesSandboxes() throws Exception {
        JsonNode first = json("sandbox", "new", "--json");
        String id = first.path("sandbox").asText();
        assertThat(json("sandbox", "show", id, "--json")).isEqualTo(first);
        assertThat(json("sandbox", "list", "--json")).contains(first);
        assertThat(brume.brume("sandbox", "list"))
                .contains(id + "  account " + first.path("account").asText());
        assertThat(brume.brume("sandbox", "ssh-config", id)).contains("User " + id);

        JsonNode second = json("sandbox", "reset", id, "--json");
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(second)).isEqualTo(200);

        assertThat(brume.brume("sandbox", "delete", second.path("sandbox").asText()))
                .isEqualTo("Deleted.\n");
        assertThat(status(second)).isEqualTo(401);
        assertThat(json("sandbox", "list", "--json")).doesNotContain(first, second);
    }

    @Test
    @Order(4)
    void refusesInOneSentence() throws Exception {
        for (String command : List.of("show", "reset", "delete", "ssh-config")) {
            assertThat(brume.refused("sandbox", command, "sb-aaaaaaaaaaaa"))
                    .isEqualTo("brume: There is no such sandbox.\n");
        }
        assertThat(brume.refused("up"))
                .startsWith("brume: the data folder " + brume.data + " is in use by the Brume with process id ")
                .hasLineCount(1);
        assertThat(brume.refused("up", "--data", folder.resolve("other").toString()))
                .isEqualTo("brume: port " + brume.portalPort
                        + " is in use: stop what listens there, or choose another with --portal-port N.\n");
        assertThat(brume.refused("status", "--data", folder.resolve("other").toString()))
                .startsWith("brume: no Brume is running on the data folder ")
                .hasLineCount(1);
    }

    @Test
    @Order(5)
    void refusesAnotherOperatorsToken() throws Exception {
        Path token = brume.data.resolve("operator.token");
        String right = Files.readString(token);
        String wrong = "0".repeat(right.strip().length());
        assertThat(brume.withToken(wrong, "POST", "/operator/sandboxes")).isEqualTo(401);
        assertThat(brume.withToken("", "GET", "/operator/welcome")).isEqualTo(401);
        assertThat(brume.withToken(right.strip(), "GET", "/operator/welcome")).isEqualTo(200);
    }

    @Test
    @Order(6)
    void stopsInOrderAndItsLogHoldsNeitherSecretsNorTraces() throws Exception {
        JsonNode ticket = json("sandbox", "new", "--json");
        try (Ec2Client client = client(ticket)) {
            runAnInstance(client);
        }
        String token = Files.readString(brume.data.resolve("operator.token")).strip();
        ProcessHandle server = ProcessHandle.of(brume.serverPid()).orElseThrow();

        assertThat(brume.stop()).isZero();

        assertThat(server.isAlive()).isFalse();
        assertThat(brume.said()).endsWith("Stopping ... stopped.\n");
        assertThat(brume.data.resolve("run")).doesNotExist();
        assertThat(brume.data.resolve("brume.trace.db")).doesNotExist();
        assertThat(Files.readString(brume.data.resolve("log").resolve("brume.log")))
                .doesNotContain("\n\tat ")
                .doesNotContain(ticket.path("secretAccessKey").asText())
                .doesNotContain(token);
    }
}
