package brume.api.ssm;

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
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// Systems Manager in its JSON protocol: the public parameters that point to the newest machine images.
public final class SsmService implements Service {

    private static final String JSON = "application/x-amz-json-1.1";
    private static final String TARGET = "AmazonSSM.";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, Action> ACTIONS = Map.of(
            "GetParameter", ParameterActions::getParameter,
            "GetParameters", ParameterActions::getParameters,
            "GetParametersByPath", ParameterActions::getParametersByPath);

    /// "AWS Systems Manager endpoints and quotas": 40 reads of parameters a second of an account in a region, the three
    /// actions together.
    private static final List<Charge> CHARGES = List.of(Charge.request("parameters", new Rate(40, 40)));

    interface Action {
        JsonNode answer(JsonNode request, Call call);
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public Optional<String> action(HttpCall http) {
        return http.header("x-amz-target")
                .filter(target -> target.startsWith(TARGET))
                .map(target -> target.substring(TARGET.length()))
                .filter(ACTIONS::containsKey);
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
        return new TreeSet<>(ACTIONS.keySet());
    }

    @Override
    public HttpAnswer answer(HttpCall http, Call call) {
        Optional<Action> action = action(http).map(ACTIONS::get);
        if (action.isEmpty()) {
            return fault(http.id(), Fault.invalid("UnknownOperationException", ""));
        }
        try {
            JsonNode request = MAPPER.readTree(http.body());
            if (!request.isObject()) {
                return fault(http.id(), Fault.invalid("SerializationException", "Start of structure expected"));
            }
            return HttpAnswer.text(
                    200, JSON, MAPPER.writeValueAsString(action.get().answer(request, call)));
        } catch (JsonProcessingException broken) {
            return fault(http.id(), Fault.invalid("SerializationException", "The request is not valid JSON"));
        } catch (CloudException refused) {
            return fault(http.id(), fault(refused.problem()));
        } catch (IOException unreadable) {
            return fault(http.id(), Fault.internal(http.id()));
        }
    }

    private static Fault fault(Problem problem) {
        return switch (problem) {
            case Problem.Specific(String code, String reason) -> Fault.invalid(code, reason);
            case Problem.InvalidValue(String parameter, String value, String reason) ->
                Fault.invalid("ValidationException", reason);
            case Problem.Missing(String parameter) ->
                Fault.invalid(
                        "ValidationException",
                        "1 validation error detected: Value at '" + parameter
                                + "' failed to satisfy constraint: Member must not be null");
            case Problem.NotFound notFound -> Fault.invalid("ParameterNotFound", "");
            case Problem.Malformed malformed -> Fault.invalid("ValidationException", malformed.id());
            case Problem.AlreadyExists exists -> Fault.invalid("ParameterAlreadyExists", exists.name());
            case Problem.InvalidCombination(String reason) -> Fault.invalid("ValidationException", reason);
            case Problem.WrongState state -> Fault.invalid("ValidationException", state.reason());
            case Problem.StillInUse use -> Fault.invalid("ValidationException", use.reason());
            case Problem.LimitExceeded limit -> Fault.invalid("ParameterLimitExceeded", limit.reason());
            case Problem.Forbidden(String reason) -> Fault.invalid("AccessDeniedException", reason);
            case Problem.DryRun dryRun -> Fault.invalid("ValidationException", "Systems Manager has no dry run");
        };
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
