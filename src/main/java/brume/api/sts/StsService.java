package brume.api.sts;

import brume.api.aws.Call;
import brume.api.aws.Charge;
import brume.api.aws.Fault;
import brume.api.aws.Form;
import brume.api.aws.QueryErrors;
import brume.api.aws.Rate;
import brume.api.aws.Service;
import brume.api.aws.XmlText;
import brume.api.http.HttpAnswer;
import brume.api.http.HttpCall;
import brume.api.sigv4.Refusal;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// STS, API version 2011-06-15, in the plain query protocol.
public final class StsService implements Service {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final String VERSION = "2011-06-15";
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int USER_ID_LETTERS = 17;
    private static final Map<String, Action> ACTIONS = Map.of(
            "GetCallerIdentity", StsService::getCallerIdentity,
            "GetAccessKeyInfo", StsService::getAccessKeyInfo);

    /// "IAM and AWS STS quotas": 600 requests a second of an account in a region, all actions together.
    private static final List<Charge> CHARGES = List.of(Charge.request("sts", new Rate(600, 600)));

    private interface Action {
        void answer(Form form, Call call, XmlText result);
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public Optional<String> action(HttpCall http) {
        return Form.action(http).filter(ACTIONS::containsKey);
    }

    @Override
    public List<Charge> charges(String action, HttpCall http) {
        return CHARGES;
    }

    @Override
    public Fault throttled() {
        return Fault.invalid("Throttling", "Rate exceeded");
    }

    @Override
    public SortedSet<String> actions() {
        return new TreeSet<>(ACTIONS.keySet());
    }

    @Override
    public HttpAnswer answer(HttpCall http, Call call) {
        try {
            Form form = Form.of(http);
            String name = form.get("Action").orElse("");
            String version = form.get("Version").orElse("");
            Optional<Action> action = Optional.ofNullable(ACTIONS.get(name)).filter(known -> version.equals(VERSION));
            if (action.isEmpty()) {
                return fault(
                        http.id(),
                        Fault.invalid(
                                "InvalidAction",
                                "Could not find operation " + clip(name) + " for version " + clip(version)));
            }
            XmlText xml = new XmlText(512).open(name + "Response", NAMESPACE).open(name + "Result");
            action.get().answer(form, call, xml);
            xml.close(name + "Result")
                    .open("ResponseMetadata")
                    .leaf("RequestId", http.id())
                    .close("ResponseMetadata")
                    .close(name + "Response");
            return HttpAnswer.text(200, "text/xml", xml.toString());
        } catch (CloudException refused) {
            return fault(http.id(), fault(refused.problem()));
        }
    }

    private static void getCallerIdentity(Form form, Call call, XmlText result) {
        String account = call.cloud().account();
        String user = call.caller().principal();
        result.leaf("Arn", "arn:aws:iam::" + account + ":user/" + user)
                .leaf("UserId", userId(account, user))
                .leaf("Account", account);
    }

    private static void getAccessKeyInfo(Form form, Call call, XmlText result) {
        if (!form.require("AccessKeyId").equals(call.accessKeyId())) {
            throw new Problem.Forbidden("The access key belongs to nobody that this caller may see").refused();
        }
        result.leaf("Account", call.cloud().account());
    }

    /// The provider's id of a user, `AIDA` and 17 letters: always the same for one user of one account.
    private static String userId(String account, String user) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((account + "/" + user).getBytes(StandardCharsets.UTF_8));
            StringBuilder id = new StringBuilder("AIDA");
            for (int i = 0; i < USER_ID_LETTERS; i++) {
                id.append(BASE_32.charAt(hash[i] & 31));
            }
            return id.toString();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String clip(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }

    private static Fault fault(Problem problem) {
        return switch (problem) {
            case Problem.Missing(String parameter) ->
                Fault.invalid("MissingParameter", "The request must contain the parameter " + parameter);
            case Problem.Specific(String code, String reason) -> Fault.invalid(code, reason);
            case Problem.Forbidden(String reason) -> new Fault(403, "AccessDenied", reason);
            case Problem.InvalidValue(String parameter, String value, String reason) ->
                Fault.invalid("ValidationError", reason);
            case Problem.InvalidCombination(String reason) -> Fault.invalid("InvalidParameterCombination", reason);
            case Problem.NotFound notFound -> Fault.invalid("ValidationError", notFound.toString());
            case Problem.Malformed malformed -> Fault.invalid("ValidationError", malformed.toString());
            case Problem.AlreadyExists exists -> Fault.invalid("ValidationError", exists.toString());
            case Problem.WrongState state -> Fault.invalid("ValidationError", state.reason());
            case Problem.StillInUse use -> Fault.invalid("ValidationError", use.reason());
            case Problem.LimitExceeded limit -> Fault.invalid("LimitExceeded", limit.reason());
            case Problem.DryRun dryRun -> Fault.invalid("ValidationError", "STS has no dry run");
        };
    }

    @Override
    public HttpAnswer refuse(String requestId, Refusal refusal) {
        return fault(
                requestId,
                switch (refusal) {
                    case Refusal.Unsigned unsigned ->
                        new Fault(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
                    case Refusal.UnknownKey unknown ->
                        new Fault(
                                403, "InvalidClientTokenId", "The security token included in the request is invalid.");
                    case Refusal.Mismatch(String reason) -> new Fault(403, "SignatureDoesNotMatch", reason);
                    case Refusal.Expired(String reason) -> new Fault(403, "SignatureDoesNotMatch", reason);
                    case Refusal.Incomplete(String reason) -> Fault.invalid("IncompleteSignature", reason);
                });
    }

    @Override
    public HttpAnswer fault(String requestId, Fault fault) {
        return QueryErrors.answer(requestId, fault);
    }
}
