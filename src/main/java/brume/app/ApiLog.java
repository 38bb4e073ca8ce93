package brume.app;

import brume.api.aws.Answered;
import brume.cloud.sandbox.SandboxId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/// One line of the log for each request to the provider's API that failed in here, under the id that the client was
/// told. Whoever is refused for a reason of their own makes no line; parameters and signatures are in none.
final class ApiLog {

    private static final Logger LOG = Logger.getLogger("brume.api");
    private static final int FAILED = 500;

    void answered(Answered answered) {
        if (answered.status() < FAILED || answered.throttled()) {
            return;
        }
        Map<String, String> fields = fields(answered);
        LogRecord line = new LogRecord(
                Level.SEVERE, fields.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")));
        line.setLoggerName(LOG.getName());
        // The container's JSON formatter makes fields of a map.
        line.setParameters(new Object[] {fields});
        answered.failure().ifPresent(line::setThrown);
        LOG.log(line);
    }

    private static Map<String, String> fields(Answered answered) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("request", answered.requestId());
        fields.put("service", answered.service());
        fields.put("action", answered.action());
        fields.put("sandbox", answered.sandbox().map(SandboxId::value).orElse("-"));
        fields.put("status", Integer.toString(answered.status()));
        fields.put("ms", Long.toString(answered.took().toMillis()));
        return fields;
    }
}
