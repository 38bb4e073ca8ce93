package brume.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import brume.cloud.compute.Instance;
import brume.cloud.compute.Launch;
import brume.cloud.guest.Guest;
import brume.cloud.guest.Stdio;
import brume.cloud.network.Cidr;
import brume.cloud.network.Connection;
import brume.cloud.network.Endpoint;
import brume.cloud.network.Ipv4;
import brume.cloud.network.NetworkInterface;
import brume.cloud.network.Peer;
import brume.cloud.network.Permission;
import brume.cloud.network.Traffic;
import brume.cloud.network.reach.Reach;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Entry;
import brume.cloud.sandbox.Journal;
import brume.cloud.sandbox.MemoryBlobs;
import brume.cloud.sandbox.MemoryJournal;
import brume.cloud.sandbox.SandboxId;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GuestsTest {

    private static final SandboxId ID = new SandboxId("sb-aaaaaaaaaaaa");
    private static final Caller ALICE = Caller.of("alice");
    private static final Duration SHORT = Duration.ofSeconds(1);

    private Instant now = Instant.parse("2026-11-23T08:00:00Z");
    private final MemoryJournal memory = new MemoryJournal();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private boolean full;
    private final Journal journal = new Journal() {
        @Override
        public void append(SandboxId sandbox, List<Entry> entries) {
            if (full) {
                throw new IllegalStateException("No space left on device");
            }
            memory.append(sandbox, entries);
        }

        @Override
        public void replay(SandboxId sandbox, long after, Consumer<Entry> reader) {
            memory.replay(sandbox, after, reader);
        }
    };
    private final Cloud cloud = clouds().create(ID, "441709210000");
    private final AwsRegion paris = cloud.aws("eu-west-3");

    private Clouds clouds() {
        return new Clouds(
                journal,
                blobs,
                CloudKinds.KINDS,
                () -> now,
                new SecureRandom(),
                Executors.newVirtualThreadPerTaskExecutor(),
                duration -> {});
    }

    private Instance launch() {
        String image = paris.images().describe(List.of()).getFirst().id();
        Instance instance = paris.instances()
                .run(ALICE, Launch.of(image).type("t3.micro").build())
                .instances()
                .getFirst();
        now = now.plusSeconds(5);
        return instance;
    }

    private record Ran(int code, String out, String err) {}

    private static Ran run(Cloud in, Instance instance, String command) {
        Guest guest = in.guests().of(instance.id()).orElseThrow();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = guest.exec(
                guest.login(guest.os().user()).orElseThrow(),
                command,
                new Stdio(InputStream.nullInputStream(), out, err));
        return new Ran(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Ipv4 publicAddress(Instance instance) {
        var state = cloud.sandbox().state();
        NetworkInterface card = state.get(NetworkInterface.KIND, instance.primaryInterfaceId());
        return Reach.publicAddress(state, card).orElseThrow();
    }

    private void open(int port) {
        String group = paris.securityGroups()
                .describe(List.of(), List.of("default"))
                .getFirst()
                .id();
        paris.securityGroups()
                .rules()
                .authorize(
                        ALICE,
                        group,
                        false,
                        List.of(Permission.of(Traffic.tcp(port), new Peer.Block(Cidr.ANYWHERE))),
                        Map.of());
    }

    @Test
    void aPendingInstanceHasNoMachineYet() {
        String image = paris.images().describe(List.of()).getFirst().id();
        Instance instance = paris.instances()
                .run(ALICE, Launch.of(image).type("t3.micro").build())
                .instances()
                .getFirst();

        assertThat(cloud.guests().of(instance.id())).isEmpty();
    }

    @Test
    void whatACommandWritesOutlivesTheProcess() {
        Instance instance = launch();
        assertThat(run(cloud, instance, "echo kept > ~/note && mkdir -p ~/a/b && ln -s note ~/link")
                        .code())
                .isZero();

        Cloud again = clouds().open(ID);

        assertThat(run(again, instance, "cat ~/link; ls ~").out()).isEqualTo("kept\na\nlink\nnote\n");
    }

    @Test
    void whatCouldNotBeStoredGoesWithTheNextChange() {
        Instance instance = launch();
        run(cloud, instance, "true");
        full = true;
        assertThatThrownBy(() -> run(cloud, instance, "echo early > ~/early")).hasMessageContaining("No space left");
        full = false;
        run(cloud, instance, "echo late > ~/late");

        assertThat(run(clouds().open(ID), instance, "cat ~/early ~/late").out()).isEqualTo("early\nlate\n");
    }

    @Test
    void oneStudentsMachinesHaveAnEndTogether() {
        Instance one = launch();
        Instance other = launch();
        assertThat(run(cloud, one, "touch f{1..55000}").err()).isEmpty();
        assertThat(run(cloud, other, "touch f{1..55000}").err()).contains("No space left on device");
        run(cloud, one, "rm -rf f*");
        assertThat(run(cloud, other, "touch one-more").err()).isEmpty();
    }

    @Test
    void aCommandThatChangesNothingLeavesNoEntry() throws Exception {
        Instance instance = launch();
        run(cloud, instance, "true");
        long before;
        do {
            before = cloud.sandbox().position();
            Thread.sleep(100);
        } while (cloud.sandbox().position() > before);

        run(cloud, instance, "ls /etc > /dev/null; echo done");

        assertThat(cloud.sandbox().position()).isEqualTo(before);
    }

    @Test
    void stoppingBreaksConnectionsAndKeepsTheDisk() throws Exception {
        Instance instance = launch();
        open(8000);
        run(cloud, instance, "echo kept > ~/note");
        cloud.guests()
                .of(instance.id())
                .orElseThrow()
                .listen(8000, connection -> connection.in().read());
        Connection connection = cloud.internet().connect(new Endpoint(publicAddress(instance), 8000), SHORT);

        paris.instances().stop(ALICE, List.of(instance.id()), false, false);

        assertThat(connection.in().read()).isEqualTo(-1);
        now = now.plusSeconds(5);
        assertThat(cloud.guests().of(instance.id())).isEmpty();
        paris.instances().start(ALICE, List.of(instance.id()));
        now = now.plusSeconds(5);
        assertThat(run(cloud, instance, "cat ~/note").out()).isEqualTo("kept\n");
        assertThat(cloud.guests().of(instance.id()).orElseThrow().listener(8000))
                .isEmpty();
    }

    @Test
    void theInternetMeetsGroupsAndListeners() throws Exception {
        Instance instance = launch();
        Endpoint web = new Endpoint(publicAddress(instance), 8000);
        assertThatThrownBy(() -> cloud.internet().connect(web, SHORT)).isInstanceOf(SocketTimeoutException.class);

        open(8000);
        assertThatThrownBy(() -> cloud.internet().connect(web, SHORT)).isInstanceOf(ConnectException.class);

        cloud.guests().of(instance.id()).orElseThrow().listen(8000, connection -> {
            connection.out().write("hello".getBytes(UTF_8));
            connection.close();
        });
        try (Connection connection = cloud.internet().connect(web, SHORT)) {
            assertThat(connection.in().readAllBytes()).asString(UTF_8).isEqualTo("hello");
        }
    }

    @Test
    void aMachineThatShutsItselfDownStops() {
        Instance instance = launch();

        run(cloud, instance, "sudo shutdown -h now");

        assertThat(awaitEntry("InstanceInitiatedShutdown")).isTrue();
    }

    private boolean awaitEntry(String action) {
        for (int i = 0; i < 200; i++) {
            List<Entry> entries = new ArrayList<>();
            cloud.sandbox().history(0, entries::add);
            if (entries.stream().anyMatch(entry -> entry.action().equals(action))) {
                return true;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
        }
        return false;
    }

    @Test
    void namesOfInstancesResolve() throws Exception {
        Instance instance = launch();
        Ipv4 address = publicAddress(instance);
        String name = "ec2-" + address.toString().replace('.', '-') + ".eu-west-3.compute.amazonaws.com";

        assertThat(cloud.internet().resolve(name)).isEqualTo(address);
        assertThat(Optional.of(cloud.internet().resolve("13.36.1.1"))).contains(Ipv4.parse("13.36.1.1"));
        assertThatThrownBy(() -> cloud.internet().resolve("example.invalid"))
                .isInstanceOf(java.net.UnknownHostException.class);
    }
}
