package brume.api.connect;

import brume.api.aws.Call;
import brume.api.aws.Charge;
import brume.api.aws.Fault;
import brume.api.aws.JsonErrors;
import brume.api.aws.Rate;
import brume.api.aws.Service;
import brume.api.http.HttpAnswer;
import brume.api.http.HttpCall;
import brume.api.sigv4.Refusal;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// EC2 Instance Connect in the JSON 1.1 protocol: its one action is `SendSSHPublicKey`.
///
/// Differs from AWS: there is no serial console, and no tunnel to instances without a public address.
public final class InstanceConnectService implements Service {

    private static final String NAME = "SendSSHPublicKey";
    private static final String ACTION = "AWSEC2InstanceConnectService." + NAME;
    /// Differs from AWS: how often a key may be sent is not published; here it is as often as EC2 lets one change
    /// things.
    private static final List<Charge> CHARGES = List.of(Charge.request(NAME, new Rate(50, 5)));
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LEAST_KEY = 80;
    private static final int MOST_KEY = 4096;

    @Override
    public String name() {
        return "ec2-instance-connect";
    }

    @Override
    public Optional<String> action(HttpCall http) {
        return http.header("x-amz-target").filter(ACTION::equals).map(target -> NAME);
    }

    @Override
    public List<Charge> charges(String action, HttpCall http) {
        return CHARGES;
    }

    @Override
    public Fault throttled() {
        return JsonErrors.THROTTLED;
    }

    @Override
    public SortedSet<String> actions() {
        return new TreeSet<>(Set.of(NAME));
    }

    @Override
    public HttpAnswer answer(HttpCall http, Call call) {
        if (action(http).isEmpty()) {
            return JsonErrors.answer(Fault.invalid("UnknownOperationException", ""));
        }
        try {
            JsonNode request = MAPPER.readTree(http.body());
            if (!request.isObject()) {
                return JsonErrors.answer(Fault.invalid("SerializationException", "Start of structure expected"));
            }
            send(request, call);
            return HttpAnswer.text(
                    200,
                    JsonErrors.MEDIA_TYPE,
                    MAPPER.createObjectNode()
                            .put("RequestId", http.id())
                            .put("Success", true)
                            .toString());
        } catch (CloudException refused) {
            return JsonErrors.answer(
                    refused.problem() instanceof Problem.Specific(String code, String reason)
                            ? Fault.invalid(code, reason)
                            : Fault.internal(http.id()));
        } catch (IOException broken) {
            return JsonErrors.answer(Fault.invalid("SerializationException", "The request is not valid JSON"));
        }
    }

    private static void send(JsonNode request, Call call) {
        String instance = text(request, "InstanceId", "instanceId").orElseThrow(() -> absent("instanceId"));
        String user = text(request, "InstanceOSUser", "instanceOSUser").orElseThrow(() -> absent("instanceOSUser"));
        String key = text(request, "SSHPublicKey", "sSHPublicKey").orElseThrow(() -> absent("sSHPublicKey"));
        Optional<String> zone = text(request, "AvailabilityZone", "availabilityZone");
        matching("instanceId", instance, "^i-[a-f0-9]+$");
        matching("instanceOSUser", user, "^[A-Za-z_][A-Za-z0-9\\@\\._-]{0,30}[A-Za-z0-9\\$_-]?$");
        zone.ifPresent(known -> matching("availabilityZone", known, "^(\\w+-){2,3}\\d+\\w+$"));
        if (key.length() < LEAST_KEY || key.length() > MOST_KEY) {
            throw invalid(
                    "sSHPublicKey",
                    key.length() < LEAST_KEY
                            ? "Member must have length greater than or equal to " + LEAST_KEY
                            : "Member must have length less than or equal to " + MOST_KEY,
                    key);
        }
        call.aws().pushedKeys().push(call.caller(), instance, zone, user, key);
    }

    private static Optional<String> text(JsonNode request, String name, String shown) {
        JsonNode value = request.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Problem.Specific("SerializationException", "The value of " + shown + " is not a text").refused();
        }
        return Optional.of(value.textValue());
    }

    private static void matching(String name, String value, String pattern) {
        if (!value.matches(pattern)) {
            throw invalid(name, "Member must satisfy regular expression pattern: " + pattern, value);
        }
    }

    private static RuntimeException invalid(String name, String constraint, String value) {
        String quoted = value.length() > 100 ? value.substring(0, 100) : value;
        return new Problem.Specific(
                        "InvalidArgsException",
                        "1 validation error detected: Value '" + quoted + "' at '" + name
                                + "' failed to satisfy constraint: " + constraint)
                .refused();
    }

    private static RuntimeException absent(String name) {
        return new Problem.Specific(
                        "InvalidArgsException",
                        "1 validation error detected: Value null at '" + name
                                + "' failed to satisfy constraint: Member must not be null")
                .refused();
    }

    @Override
    public HttpAnswer refuse(String requestId, Refusal refusal) {
        return JsonErrors.refuse(refusal);
    }

    @Override
    public HttpAnswer fault(String requestId, Fault fault) {
        return JsonErrors.answer(fault);
    }
}
