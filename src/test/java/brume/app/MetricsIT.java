package brume.app;

import static org.assertj.core.api.Assertions.assertThat;

import brume.api.aws.Answered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the operator sees of a Brume that answers real requests.
class MetricsIT {

    private static String text(Metrics metrics) throws IOException {
        ByteArrayOutputStream into = new ByteArrayOutputStream();
        metrics.write(into);
        return into.toString(StandardCharsets.UTF_8);
    }

    @Test
    void countsRequestsByServiceActionAndStatusAndKnowsWhatIsOpen(@TempDir Path folder) throws IOException {
        try (Brume brume = Brume.start(Settings.inFolder(folder))) {
            Operator.Ticket ticket = brume.operator().open();
            WireClient client = WireClient.of(ticket);
            client.call("DescribeKeyPairs", Map.of());
            client.call("CreateKeyPair", Map.of("KeyName", "mine"));
            refused(client, "DescribeKeyPairs", Map.of("KeyName.1", "none"));
            refused(client, "Invented" + "X".repeat(20), Map.of());
            refused(client, "Invented-" + ticket.accessKeyId(), Map.of());
            String text = text(brume.metrics());
            assertThat(text)
                    .contains(
                            "brume_api_request_seconds_count{action=\"DescribeKeyPairs\",service=\"ec2\",status=\"2xx\"} 1")
                    .contains(
                            "brume_api_request_seconds_count{action=\"DescribeKeyPairs\",service=\"ec2\",status=\"4xx\"} 1")
                    .contains("brume_api_request_seconds_count{action=\"unknown\",service=\"ec2\",status=\"4xx\"} 2")
                    .contains(
                            "brume_api_request_seconds_bucket{action=\"CreateKeyPair\",service=\"ec2\",status=\"2xx\",le=\"10.0\"} 1")
                    .contains("brume_sandboxes_open 1.0")
                    .contains("brume_machines_in_memory 0.0")
                    .containsPattern("brume_journal_entries_total [3-9]")
                    .contains("brume_ssh_sessions 0.0")
                    .contains("jvm_memory_used_bytes{area=\"heap\"}")
                    .contains("jvm_threads_current")
                    .contains("jvm_gc_collection_seconds_count")
                    .doesNotContain("Invented")
                    .doesNotContain(ticket.sandbox())
                    .doesNotContain(ticket.accessKeyId());
        }
    }

    private static void refused(WireClient client, String action, Map<String, String> parameters) {
        try {
            client.call(action, parameters);
        } catch (java.io.UncheckedIOException expected) {
            return;
        }
        throw new AssertionError(action + " was not refused");
    }

    @Test
    void countsAsThrottledWhatIsAndLogsOnlyWhatFailedInHere() throws IOException {
        Metrics metrics = new Metrics();
        ApiLog log = new ApiLog();
        List<LogRecord> lines = new ArrayList<>();
        Handler handler = collecting(lines);
        Logger logger = Logger.getLogger("brume.api");
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
        try {
            for (Answered answered : List.of(
                    answered(503, true, Optional.empty()),
                    answered(400, false, Optional.empty()),
                    answered(500, false, Optional.of(new IllegalStateException("broken"))))) {
                metrics.answered(answered);
                log.answered(answered);
            }
        } finally {
            logger.removeHandler(handler);
            logger.setUseParentHandlers(true);
        }
        assertThat(text(metrics)).contains("brume_api_throttled_total{action=\"RunInstances\",service=\"ec2\"} 1.0");
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.getMessage())
                    .isEqualTo("request=r-1 service=ec2 action=RunInstances sandbox=- status=500 ms=5");
            assertThat(line.getThrown()).hasMessage("broken");
        });
    }

    private static Answered answered(int status, boolean throttled, Optional<Throwable> failure) {
        return new Answered(
                "r-1", "ec2", "RunInstances", Optional.empty(), status, throttled, Duration.ofMillis(5), failure);
    }

    private static Handler collecting(List<LogRecord> into) {
        return new Handler() {
            @Override
            public void publish(LogRecord line) {
                into.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
