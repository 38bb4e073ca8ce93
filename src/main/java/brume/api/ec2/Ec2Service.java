package brume.api.ec2;

import brume.api.aws.Call;
import brume.api.aws.Charge;
import brume.api.aws.Fault;
import brume.api.aws.Form;
import brume.api.aws.Service;
import brume.api.aws.XmlText;
import brume.api.http.HttpAnswer;
import brume.api.http.HttpCall;
import brume.api.sigv4.Refusal;
import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkPojo;

/// EC2 as the `aws` client, the SDKs and Terraform speak to it: API version 2016-11-15.
public final class Ec2Service implements Service {

    public static final String VERSION = "2016-11-15";
    private static final String XML = "text/xml;charset=UTF-8";
    private static final List<List<Action>> TABLES = List.of(
            RegionActions.TABLE,
            InstanceTypeActions.TABLE,
            ImageActions.TABLE,
            KeyPairActions.TABLE,
            InstanceActions.TABLE,
            LaunchActions.TABLE,
            PowerActions.TABLE,
            InstanceAttributeActions.TABLE,
            InstanceModeActions.TABLE,
            AddressActions.TABLE,
            TagActions.TABLE,
            SecurityGroupActions.TABLE,
            SecurityGroupRuleActions.TABLE,
            VpcActions.TABLE,
            RoutingActions.TABLE,
            InterfaceActions.TABLE,
            VolumeActions.TABLE,
            GroupUseActions.TABLE,
            PrefixListActions.TABLE,
            SettingActions.TABLE,
            AbsentActions.TABLE);

    private final Map<String, Action> actions = new HashMap<>();

    public Ec2Service() {
        TABLES.forEach(table -> table.forEach(action -> {
            if (actions.put(action.name(), action) != null) {
                throw new IllegalStateException("Two tables name the action " + action.name());
            }
        }));
    }

    @Override
    public String name() {
        return "ec2";
    }

    @Override
    public SortedSet<String> actions() {
        return new TreeSet<>(actions.keySet());
    }

    @Override
    public Optional<String> action(HttpCall http) {
        return Form.action(http).filter(actions::containsKey);
    }

    @Override
    public List<Charge> charges(String action, HttpCall http) {
        try {
            return Ec2Rates.charges(action, Form.of(http).parameters());
        } catch (CloudException unreadable) {
            return Ec2Rates.charges(action, Map.of());
        }
    }

    @Override
    public Fault throttled() {
        return new Fault(503, "RequestLimitExceeded", "Request limit exceeded.");
    }

    @Override
    public HttpAnswer answer(HttpCall http, Call call) {
        try {
            Form form = Form.of(http);
            String name = form.require("Action");
            checkVersion(form.require("Version"));
            Action action = Optional.ofNullable(actions.get(name))
                    .orElseThrow(() -> new Problem.Specific(
                                    "InvalidAction", "The action " + clip(name) + " is not valid for this web service.")
                            .refused());
            Map<String, String> parameters = new LinkedHashMap<>(form.parameters());
            parameters.remove("Action");
            parameters.remove("Version");
            boolean dryRun = "true".equalsIgnoreCase(parameters.get("DryRun"));
            SdkPojo response = action.body().answer(parameters, call.dryRun(dryRun));
            if (dryRun) {
                throw new Problem.DryRun().refused();
            }
            return new HttpAnswer(200, XML, Map.of(), XmlWriter.write(name, call.requestId(), response));
        } catch (CloudException refused) {
            return fault(call.requestId(), Ec2Errors.of(refused.problem()));
        }
    }

    private static void checkVersion(String version) {
        if (!version.equals(VERSION)) {
            throw new Problem.Specific(
                            "NoSuchVersion",
                            "The requested version (" + clip(version) + ") of service AmazonEC2 does not exist")
                    .refused();
        }
    }

    private static String clip(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100);
    }

    @Override
    public HttpAnswer refuse(String requestId, Refusal refusal) {
        return fault(
                requestId,
                switch (refusal) {
                    case Refusal.Unsigned unsigned -> notValidated();
                    case Refusal.UnknownKey unknown -> notValidated();
                    case Refusal.Mismatch mismatch -> notValidated();
                    case Refusal.Expired expired -> Fault.invalid("RequestExpired", "Request has expired.");
                    case Refusal.Incomplete(String reason) -> Fault.invalid("IncompleteSignature", reason);
                });
    }

    /// The provider does not say which part of the credentials was wrong.
    private static Fault notValidated() {
        return new Fault(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }

    @Override
    public HttpAnswer fault(String requestId, Fault fault) {
        String body = XmlText.document(256)
                .open("Response")
                .open("Errors")
                .open("Error")
                .leaf("Code", fault.code())
                .leaf("Message", fault.message())
                .close("Error")
                .close("Errors")
                .leaf("RequestID", requestId)
                .close("Response")
                .toString();
        return HttpAnswer.text(fault.status(), XML, body);
    }
}
