package brume.app;

import brume.cloud.Cloud;
import brume.cloud.compute.Instance;
import brume.cloud.network.NetworkInterface;
import brume.cloud.sandbox.Caller;
import brume.cloud.sandbox.Sandbox;
import brume.cloud.sandbox.SandboxId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// `./brume bench`: a Brume in this process on the embedded database, the Java SDK as its client over the loopback,
/// everything durable.
/// Prints what it finds and writes `docs/benchmarks.md`.
final class BrumeBench {

    private static final Path PAGE = Path.of("docs/benchmarks.md");
    private static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    private static final int SANDBOXES = 300;
    private static final int FRESH = 50;
    private static final int WARM_UP = 600;
    private static final int RUNS_PER_SANDBOX = 10;
    private static final int CLIENTS = 16;
    private static final int CLASS = 300;

    private final List<String> rows = new ArrayList<>();

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("brume-bench");
        try {
            new BrumeBench().measure(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(BrumeBench::delete);
            }
        }
    }

    private void measure(Path folder) throws Exception {
        start(Files.createDirectory(folder.resolve("start")));
        try (Brume brume = Brume.start(Settings.inFolder(folder.resolve("wire")))) {
            runInstances(brume);
            journal(brume, folder);
            describeInstances(brume);
        }
        heap(folder.resolve("wire"));
        classroom(folder.resolve("class"));
        write();
    }

    private void journal(Brume brume, Path folder) throws IOException, InterruptedException {
        double forced = JournalBench.forcedWritesPerSecond(folder);
        row("The peer: forced appends to a plain file, one writer", forced, "/s");
        for (int writers : new int[] {1, CLIENTS}) {
            double appended = JournalBench.appendsPerSecond(brume, writers);
            row("Journal appends, durable, writers: " + writers, appended, "entries/s");
            row("the same as a multiple of the peer", appended / forced, "×");
        }
    }

    private void start(Path data) throws IOException, InterruptedException {
        row("`./brume up` until it is ready, built already", StartBench.seconds(data.resolve("up")), "s");
        long began = System.nanoTime();
        try (Child child = Child.start(data, "-Xmx1g");
                Ec2Client client = child.client()) {
            client.describeRegions();
            row("Start of a new process to its first answer, without the portal's pages", seconds(began), "s");
        }
    }

    /// Many students at once: each client works through sandboxes of its own.
    private void runInstances(Brume brume) throws Exception {
        runInstances(brume, FRESH, "a fresh process");
        launched(opened(brume, WARM_UP));
        runInstances(brume, SANDBOXES, "a warm process");
    }

    private void runInstances(Brume brume, int sandboxes, String process) throws Exception {
        List<WireClient> clients = opened(brume, sandboxes);
        double cpu = cpu();
        long began = System.nanoTime();
        int calls = launched(clients);
        row(
                "RunInstances, %d clients on %d sandboxes, %s".formatted(CLIENTS, sandboxes, process),
                calls / seconds(began),
                "/s");
        row("processor time of one, client included", (cpu() - cpu) * 1000 / calls, "ms");
    }

    private static List<WireClient> opened(Brume brume, int sandboxes) {
        return Stream.generate(brume.operator()::open)
                .limit(sandboxes)
                .map(WireClient::of)
                .toList();
    }

    private static int launched(List<WireClient> sandboxes) throws Exception {
        List<Callable<Integer>> clients = new ArrayList<>();
        for (int number = 0; number < CLIENTS; number++) {
            int own = number;
            clients.add(() -> {
                int calls = 0;
                for (int i = own; i < sandboxes.size(); i += CLIENTS) {
                    calls += launch(sandboxes.get(i));
                }
                return calls;
            });
        }
        int calls = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Integer> each : threads.invokeAll(clients)) {
                calls += each.get();
            }
        }
        return calls;
    }

    private static int launch(WireClient client) {
        for (int i = 0; i < RUNS_PER_SANDBOX; i++) {
            client.call(
                    "RunInstances",
                    Map.of("ImageId", IMAGE, "InstanceType", "t3.nano", "MinCount", "1", "MaxCount", "1"));
        }
        return RUNS_PER_SANDBOX;
    }

    private void describeInstances(Brume brume) {
        Operator.Ticket ticket = brume.operator().open();
        WireClient wire = WireClient.of(ticket);
        launch(wire);
        Sandbox sandbox = brume.clouds().open(SandboxId.parse(ticket.sandbox())).sandbox();
        for (int wanted : List.of(10, 1_000, 10_000)) {
            fill(sandbox, wanted);
            int rounds = wanted > 5_000 ? 20 : wanted > 500 ? 100 : 2_000;
            Supplier<byte[]> describe = () -> wire.call("DescribeInstances", Map.of());
            time(rounds, describe);
            double cpu = cpu();
            double millis = time(rounds, describe);
            cpu = (cpu() - cpu) * 1000 / rounds;
            int bytes = describe.get().length;
            row(
                    "DescribeInstances of %,d instances (%,d KiB), one client".formatted(wanted, bytes >> 10),
                    millis,
                    "ms");
            row("the same per second", 1000 / millis, "/s");
            row("processor time of one, client included", cpu, "ms");
        }
        sdk(ticket);
    }

    /// What a user of the SDK waits for: most of it is the client making objects of the answer.
    private void sdk(Operator.Ticket ticket) {
        try (Ec2Client client = client(ticket)) {
            time(5, client::describeInstances);
            row("the last one with the Java SDK as the client", time(5, client::describeInstances), "ms");
        }
    }

    private static double time(int rounds, Supplier<?> call) {
        long began = System.nanoTime();
        for (int i = 0; i < rounds; i++) {
            Object answer = call.get();
            if (answer == null) {
                throw new IllegalStateException("No answer");
            }
        }
        return seconds(began) * 1000 / rounds;
    }

    /// Copies of a launched instance and its card, past the quota that a student has.
    private static void fill(Sandbox sandbox, int wanted) {
        int there = sandbox.state().all(Instance.KIND).size();
        Instance model = sandbox.state().all(Instance.KIND).iterator().next();
        NetworkInterface card = sandbox.state().get(NetworkInterface.KIND, model.primaryInterfaceId());
        for (int from = there; from < wanted; from += 100) {
            int first = from;
            sandbox.write(Caller.PROVIDER, "bench", Map.of(), tx -> {
                for (int i = first; i < Math.min(wanted, first + 100); i++) {
                    String cardId = tx.newId("eni-");
                    Instance copy = tx.put(Copies.of(model, tx.newId("i-"), tx.newId("r-"), cardId));
                    tx.put(Copies.of(card, cardId, copy.id()));
                }
                return first;
            });
        }
    }

    /// Opens every sandbox of the run again, most of them with ten instances, and looks at what that keeps in memory.
    private void heap(Path data) {
        try (Brume brume = Brume.start(Settings.inFolder(data))) {
            List<Operator.Ticket> tickets = brume.operator().list();
            long empty = used();
            long began = System.nanoTime();
            long entries = 0;
            for (Operator.Ticket ticket : tickets.subList(0, tickets.size() - 1)) {
                entries += brume.clouds()
                        .open(SandboxId.parse(ticket.sandbox()))
                        .sandbox()
                        .position();
            }
            double took = seconds(began);
            row("Replay while opening sandboxes (RunInstances entries)", entries / took, "entries/s");
            row("Heap per open sandbox with ten instances", (used() - empty) / 1024.0 / tickets.size(), "KiB");
        }
    }

    /// Students at work: in every sandbox a machine has booted, installed Apache from its user data and serves.
    private void classroom(Path data) throws InterruptedException {
        String userData = Base64.getEncoder()
                .encodeToString("#!/bin/sh\ndnf install -y httpd\nsystemctl enable --now httpd\n"
                        .getBytes(StandardCharsets.UTF_8));
        try (Brume brume = Brume.start(Settings.inFolder(data))) {
            long empty = used();
            long began = System.nanoTime();
            List<Cloud> clouds = new ArrayList<>();
            for (int i = 0; i < CLASS; i++) {
                Operator.Ticket ticket = brume.operator().open();
                WireClient.of(ticket)
                        .call(
                                "RunInstances",
                                Map.of(
                                        "ImageId",
                                        IMAGE,
                                        "InstanceType",
                                        "t3.nano",
                                        "MinCount",
                                        "1",
                                        "MaxCount",
                                        "1",
                                        "UserData",
                                        userData));
                clouds.add(brume.clouds().open(SandboxId.parse(ticket.sandbox())));
            }
            for (Cloud cloud : clouds) {
                String machine = cloud.sandbox()
                        .state()
                        .all(Instance.KIND)
                        .iterator()
                        .next()
                        .id();
                while (!cloud.guests().listens(machine, 80)) {
                    Thread.sleep(20);
                }
            }
            row(
                    "%d sandboxes opened, each with a machine that installed and started Apache".formatted(CLASS),
                    seconds(began),
                    "s");
            row("Heap that these %d active sandboxes keep".formatted(CLASS), (used() - empty) / 1048576.0, "MiB");
        }
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Ec2Client client(Operator.Ticket ticket) {
        return Ec2Client.builder()
                .endpointOverride(URI.create(ticket.endpoint()))
                .region(Region.of(ticket.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(ticket.accessKeyId(), ticket.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private void row(String what, double figure, String unit) {
        String row = "| %s | %,.1f | %s |".formatted(what, figure, unit);
        rows.add(row);
        System.out.println(row);
    }

    private void write() throws IOException {
        String machine = "%s, %d cores, heap %,d MiB, Java %s"
                .formatted(
                        processor().orElse(System.getProperty("os.arch")),
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory() >> 20,
                        Runtime.version());
        Files.writeString(
                PAGE,
                String.join(
                        "\n",
                        "# Benchmarks",
                        "",
                        "Written by `./brume bench` on " + LocalDate.now(ZoneOffset.UTC) + " on one machine: " + machine
                                + ".",
                        "Server and clients share the process and its cores. Every acknowledged call is on the disk (embedded database).",
                        "Aims: RunInstances above 500 per second, DescribeInstances of 1,000 instances below 30 ms, 300 active sandboxes in a heap of 1 GiB.",
                        "",
                        "| what | figure | unit |",
                        "|---|---:|---|",
                        String.join("\n", rows),
                        otherSections()));
    }

    /// What others wrote into the page, such as the figures of `./brume load`, stays.
    private static String otherSections() throws IOException {
        String before = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        int from = before.indexOf("\n## ");
        return from < 0 ? "" : before.substring(from);
    }

    private static Optional<String> processor() throws IOException {
        Path cpu = Path.of("/proc/cpuinfo");
        return Files.exists(cpu)
                ? Files.readAllLines(cpu).stream()
                        .filter(line -> line.startsWith("model name"))
                        .map(line -> line.substring(line.indexOf(':') + 1).strip())
                        .findFirst()
                : Optional.empty();
    }

    /// Seconds of processor time that this process has used.
    private static double cpu() {
        return ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toNanos()
                / 1e9;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
