package brume.app;

import brume.api.aws.Answered;
import brume.cloud.Clouds;
import brume.store.SqlJournal;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// What the operator of this Brume watches, in the text format of Prometheus.
///
/// Every label has few values: services and actions that there are, classes of status; never a sandbox, a person or a
/// word of a client's.
final class Metrics {

    static final String MEDIA_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private static final double[] SECONDS = {.005, .01, .025, .05, .1, .2, .5, 1, 2.5, 10};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Histogram requests = Histogram.builder()
            .name("brume_api_request_seconds")
            .help("Requests to the provider's API, and how long they took")
            .labelNames("service", "action", "status")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Counter throttled = Counter.builder()
            .name("brume_api_throttled_total")
            .help("Requests to the provider's API that were refused because somebody called too often")
            .labelNames("service", "action")
            .register(registry);

    Metrics() {
        JvmMetrics.builder().register(registry);
    }

    void answered(Answered answered) {
        requests.labelValues(answered.service(), answered.action(), answered.status() / 100 + "xx")
                .observe(answered.took().toNanos() / 1e9);
        if (answered.throttled()) {
            throttled.labelValues(answered.service(), answered.action()).inc();
        }
    }

    void watch(Clouds clouds, SqlJournal journal, Doors doors) {
        gauge(
                "brume_sandboxes_open",
                "Sandboxes in memory",
                () -> clouds.inMemory().sandboxes());
        gauge(
                "brume_machines_in_memory",
                "Simulated machines that somebody has reached for",
                () -> clouds.inMemory().machines());
        gauge(
                "brume_ssh_sessions",
                "Connections to the SSH jump",
                () -> doors.jump().sessions());
        gauge(
                "brume_proxy_clients",
                "Connections to the HTTP door",
                () -> doors.proxy().clients());
        gauge("brume_portal_sessions", "Sessions of the portal", OpenPages::sessions);
        gauge("brume_portal_pages", "Open pages of the portal", OpenPages::pages);
        counter(
                "brume_journal_entries_total",
                "Journal entries stored",
                () -> journal.stored().entries());
        counter(
                "brume_journal_commits_total",
                "Groups of journal entries that reached the disk",
                () -> journal.stored().groups());
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(into -> into.call(value.getAsDouble()))
                .register(registry);
    }

    private void counter(String name, String help, LongSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(into -> into.call(value.getAsLong()))
                .register(registry);
    }

    void write(OutputStream into) throws IOException {
        PrometheusTextFormatWriter.create().write(into, registry.scrape(), EscapingScheme.DEFAULT);
    }
}
