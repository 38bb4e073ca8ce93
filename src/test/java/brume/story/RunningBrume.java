package brume.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Brume as a newcomer starts it: the launcher, on free ports and a fresh data folder.
final class RunningBrume implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final ProcessBuilder launcher;
    private Process process;
    private final Path output;
    final int portalPort = freePort();
    final int endpointPort = freePort();
    final int sshPort = freePort();
    final int proxyPort = freePort();
    final Path data;

    RunningBrume(Path folder, String... options) throws IOException {
        data = folder.resolve("data");
        output = folder.resolve("up.log");
        launcher = new ProcessBuilder("./brume", "up").redirectErrorStream(true);
        launcher.command().addAll(List.of(options));
        launcher.redirectOutput(output.toFile());
        launcher.environment().putAll(environment());
        process = launcher.start();
        awaitReady();
    }

    private Map<String, String> environment() {
        return Map.of(
                "BRUME_PORTAL_PORT", Integer.toString(portalPort),
                "BRUME_ENDPOINT_PORT", Integer.toString(endpointPort),
                "BRUME_SSH_PORT", Integer.toString(sshPort),
                "BRUME_PROXY_PORT", Integer.toString(proxyPort),
                "BRUME_DATA", data.toString());
    }

    private void awaitReady() throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            if (said().contains("Brume is ready")) {
                return;
            }
            assertThat(process.isAlive()).as("brume up ended: %s", said()).isTrue();
            pause();
        }
        close();
        throw new IllegalStateException("No answer: " + said());
    }

    /// Ends it as a supervisor does, and starts it again with all that it has stored.
    void restart() throws IOException, InterruptedException {
        stop();
        process = launcher.start();
        awaitReady();
    }

    /// What the launcher has printed.
    String said() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    String portal() {
        return "http://127.0.0.1:" + portalPort;
    }

    /// Runs the launcher with other words on the same Brume.
    String brume(String... words) throws IOException, InterruptedException {
        Run run = run(words);
        assertThat(run.code).as(run.said).isZero();
        return run.said;
    }

    /// The same, where it refuses.
    String refused(String... words) throws IOException, InterruptedException {
        Run run = run(words);
        assertThat(run.code).as(run.said).isEqualTo(1);
        return run.said;
    }

    private record Run(int code, String said) {}

    private Run run(String... words) throws IOException, InterruptedException {
        ProcessBuilder launcher = new ProcessBuilder("./brume").redirectErrorStream(true);
        launcher.command().addAll(List.of(words));
        launcher.environment().putAll(environment());
        Process run = launcher.start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(run.waitFor(), said);
    }

    /// The answer's status to whoever holds this token.
    int withToken(String token, String method, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(portal() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Authorization", "Bearer " + token)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /// What the launcher has started whose command line says this.
    Stream<ProcessHandle> started(String word) {
        return process.descendants()
                .filter(one -> one.info().commandLine().orElse("").contains(word));
    }

    /// The server that the launcher started.
    long serverPid() throws IOException {
        return Long.parseLong(
                Files.readString(data.resolve("run").resolve("pid")).strip());
    }

    /// Ends it as a supervisor does, and gives the launcher's exit code.
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
