package brume.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/// A [BrumeChild] that runs, and the way to talk to it.
record Child(Process process, String endpoint, String accessKeyId, String secretAccessKey) implements AutoCloseable {

    /// Starts one on a data folder and waits until it is ready.
    static Child start(Path data, String... options) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Djava.util.logging.config.file=src/test/resources/logging.properties"));
        command.addAll(List.of(options));
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), BrumeChild.class.getName(), data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader words = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        String line;
        while ((line = words.readLine()) != null) {
            if (line.startsWith("ready ")) {
                String[] parts = line.split(" ", -1);
                Thread.ofVirtual().start(() -> words.lines().forEach(ignored -> {}));
                return new Child(process, parts[1], parts[2], parts[3]);
            }
            said.append(line).append('\n');
        }
        throw new IOException("The child did not start:\n" + said);
    }

    /// A client that tries once: what it says is acknowledged was answered.
    Ec2Client client() {
        return Ec2Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.EU_WEST_3)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                .httpClient(UrlConnectionHttpClient.create())
                .overrideConfiguration(override ->
                        override.retryStrategy(RetryMode.STANDARD).retryStrategy(retry -> retry.maxAttempts(1)))
                .build();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
