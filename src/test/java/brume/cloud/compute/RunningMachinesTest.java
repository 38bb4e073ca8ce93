package brume.cloud.compute;

import static brume.cloud.TestWorld.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.TestWorld;
import brume.cloud.compute.Addresses.Named;
import brume.cloud.compute.Addresses.Target;
import brume.cloud.guest.Guest;
import brume.cloud.guest.Login;
import brume.cloud.guest.Stdio;
import brume.cloud.guest.fs.FileNode;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Permission;
import brume.cloud.network.SecurityGroup;
import brume.cloud.network.Traffic;
import brume.cloud.network.reach.Reach;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Instances with machines behind them: what launch, stop, start and terminate do to the machine, and who reaches it.
class RunningMachinesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final TestWorld world = new TestWorld(task -> Thread.ofVirtual().start(task));
    private final Instances instances = world.paris.instances();
    private final SecurityGroup web =
            world.paris.securityGroups().create(STUDENT, "web", "for the lab", Optional.empty(), Map.of());
    private final Instance instance = world.running(world.micro().groups(List.of(web.id())));

    private Guest guest() {
        return world.cloud.guests().of(instance.id()).orElseThrow();
    }

    private static String run(Guest guest, String command) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Login login = guest.login(guest.os().user()).orElseThrow();
        guest.exec(login, command, new Stdio(new ByteArrayInputStream(new byte[0]), said, said));
        guest.world().changed(guest);
        return said.toString(StandardCharsets.UTF_8).strip();
    }

    private void open(int port) {
        world.paris
                .securityGroups()
                .rules()
                .authorize(
                        STUDENT,
                        web.id(),
                        false,
                        List.of(Permission.of(Traffic.tcp(port), Permission.block("0.0.0.0/0"))),
                        Map.of());
    }

    private static void greet(Connection connection) throws IOException {
        connection.out().write("hello".getBytes(StandardCharsets.UTF_8));
        connection.close();
    }

    private Ipv4 publicAddress() {
        var state = world.paris.state();
        return Reach.publicAddress(state, state.get(NetworkInterface.KIND, instance.primaryInterfaceId()))
                .orElseThrow();
    }

    private String fetched(int port) throws IOException {
        try (Connection connection = world.cloud.internet().connect(new Endpoint(publicAddress(), port), PATIENCE)) {
            return new String(connection.in().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anOpenPortAnswersAClosedOneKeepsSilentAndAnUnusedOneRefuses() throws IOException {
        guest().listen(8080, RunningMachinesTest::greet);
        assertThatThrownBy(() -> fetched(8080)).isInstanceOf(SocketTimeoutException.class);
        open(8080);
        open(8081);
        assertThat(fetched(8080)).isEqualTo("hello");
        assertThatThrownBy(() -> fetched(8081))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
    }

    @Test
    void filesSurviveStopStartAndAnotherProcess() {
        assertThat(run(guest(), "echo kept > note; read -r said < note; echo $said"))
                .isEqualTo("kept");
        instances.stop(STUDENT, List.of(instance.id()), false, false);
        world.settle();
        assertThat(world.cloud.guests().of(instance.id())).isEmpty();
        instances.start(STUDENT, List.of(instance.id()));
        world.settle();
        assertThat(run(guest(), "read -r said < note; echo $said")).isEqualTo("kept");
        Guest elsewhere = world.reopened().guests().of(instance.id()).orElseThrow();
        assertThat(run(elsewhere, "read -r said < note; echo $said")).isEqualTo("kept");
    }

    @Test
    void terminationWipesTheDisk() {
        run(guest(), "echo gone > note");
        assertThat(world.paris.state().sorted(FileNode.KIND).subMap(instance.id() + "/", instance.id() + "0"))
                .isNotEmpty();
        instances.terminate(STUDENT, List.of(instance.id()));
        assertThat(world.paris.state().all(FileNode.KIND)).isEmpty();
        assertThat(world.cloud.guests().inMemory()).isZero();
    }

    @Test
    void nothingAnswersWhileItIsStopped() throws IOException {
        open(8080);
        guest().listen(8080, RunningMachinesTest::greet);
        var elastic = world.paris.addresses().allocate(STUDENT, Map.of());
        world.paris
                .addresses()
                .associate(
                        STUDENT,
                        new Named.Allocation(elastic.id()),
                        new Target.ToInstance(instance.id()),
                        Optional.empty(),
                        true);
        assertThat(fetched(8080)).isEqualTo("hello");
        instances.stop(STUDENT, List.of(instance.id()), false, false);
        assertThatThrownBy(() -> fetched(8080)).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void knowsItsOwnNameAndItsKey() {
        var key = world.paris.keyPairs().create(STUDENT, "lab", KeyType.ED25519, KeyFormat.PEM, Map.of());
        Instance keyed = world.running(world.micro().key("lab"));
        Guest guest = world.cloud.guests().of(keyed.id()).orElseThrow();
        var card = world.paris.state().get(NetworkInterface.KIND, keyed.primaryInterfaceId());
        assertThat(guest.hostname())
                .isEqualTo("ip-" + card.privateAddress().toString().replace('.', '-') + ".eu-west-3.compute.internal");
        assertThat(run(guest, "read -r line < .ssh/authorized_keys; echo $line"))
                .contains(key.keyPair().publicKey());
    }
}
