package brume.api.ec2;

import brume.api.aws.Fault;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The one place where a refusal of the cloud gets EC2's code, status and words.
public final class Ec2Errors {

    /// How EC2 speaks of one kind of thing.
    ///
    /// @param notFound the code when it does not exist
    /// @param malformed the code when the id is none
    /// @param noun what stands before the quoted id: `The instance ID`
    private record Words(String notFound, String malformed, String noun) {
        static Words id(String stem, String noun) {
            return new Words(stem + ".NotFound", stem + ".Malformed", noun);
        }
    }

    private static final Words ANYTHING = Words.id("InvalidID", "The ID");
    private static final Map<String, Words> WORDS = Map.ofEntries(
            Map.entry("KeyPair", Words.id("InvalidKeyPair", "The key pair")),
            Map.entry(
                    "SecurityGroup",
                    new Words("InvalidGroup.NotFound", "InvalidGroupId.Malformed", "The security group")),
            Map.entry("SecurityGroupRule", Words.id("InvalidSecurityGroupRuleId", "The security group rule ID")),
            Map.entry("Instance", Words.id("InvalidInstanceID", "The instance ID")),
            Map.entry("Image", Words.id("InvalidAMIID", "The image id")),
            Map.entry("Vpc", Words.id("InvalidVpcID", "The vpc ID")),
            Map.entry("Subnet", Words.id("InvalidSubnetID", "The subnet ID")),
            Map.entry("RouteTable", Words.id("InvalidRouteTableID", "The routeTable ID")),
            Map.entry("InternetGateway", Words.id("InvalidInternetGatewayID", "The internetGateway ID")),
            Map.entry("NetworkInterface", Words.id("InvalidNetworkInterfaceID", "The networkInterface ID")),
            Map.entry("NetworkAcl", Words.id("InvalidNetworkAclID", "The networkAcl ID")),
            Map.entry("DhcpOptions", Words.id("InvalidDhcpOptionID", "The dhcpOption ID")),
            Map.entry("ElasticAddress", Words.id("InvalidAllocationID", "The allocation ID")),
            Map.entry("Volume", new Words("InvalidVolume.NotFound", "InvalidParameterValue", "The volume")));

    private static final Map<String, String> DUPLICATE =
            Map.of("KeyPair", "InvalidKeyPair.Duplicate", "SecurityGroup", "InvalidGroup.Duplicate");

    private Ec2Errors() {}

    /// The kinds that have words of their own.
    static Set<String> kinds() {
        return WORDS.keySet();
    }

    /// As a program would get it.
    public static Fault of(Problem problem) {
        return switch (problem) {
            case Problem.NotFound(Kind<?> kind, List<String> ids) ->
                Fault.invalid(words(kind).notFound(), doesNotExist(kind, ids));
            case Problem.Malformed(Kind<?> kind, String id) -> malformed(kind, id);
            case Problem.AlreadyExists(Kind<?> kind, String name) -> alreadyExists(kind, name);
            case Problem.Missing(String parameter) ->
                Fault.invalid("MissingParameter", "The request must contain the parameter " + parameter);
            case Problem.InvalidValue(String parameter, String value, String reason) ->
                Fault.invalid("InvalidParameterValue", reason);
            case Problem.InvalidCombination(String reason) -> Fault.invalid("InvalidParameterCombination", reason);
            case Problem.WrongState(Kind<?> kind, String id, String state, String reason) ->
                Fault.invalid(kind.name().equals("Instance") ? "IncorrectInstanceState" : "IncorrectState", reason);
            case Problem.StillInUse(Kind<?> kind, String id, String reason) ->
                Fault.invalid("DependencyViolation", reason);
            case Problem.LimitExceeded(Kind<?> kind, String quota, String reason) -> Fault.invalid(quota, reason);
            case Problem.Forbidden(String reason) -> Fault.invalid("OperationNotPermitted", reason);
            case Problem.Specific(String code, String reason) -> new Fault(status(code), code, reason);
            case Problem.DryRun() ->
                new Fault(412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        };
    }

    private static Words words(Kind<?> kind) {
        return WORDS.getOrDefault(kind.name(), ANYTHING);
    }

    private static String doesNotExist(Kind<?> kind, List<String> ids) {
        String noun = words(kind).noun();
        String quoted = String.join(", ", ids);
        String end = kind.name().equals("Volume") ? "." : "";
        if (kind.name().equals("Image")) {
            return noun
                    + (ids.size() == 1 ? " '[" + quoted + "]' does not exist" : "s '[" + quoted + "]' do not exist");
        }
        return ids.size() == 1
                ? noun + " '" + quoted + "' does not exist" + end
                : noun + "s '" + quoted + "' do not exist" + end;
    }

    private static Fault malformed(Kind<?> kind, String id) {
        String code = words(kind).malformed();
        return switch (kind.name()) {
            case "Image" -> Fault.invalid(code, "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
            case "Instance" -> Fault.invalid(code, "Invalid id: \"" + id + "\"");
            case "SecurityGroup" -> Fault.invalid(code, "Invalid id: \"" + id + "\" (expecting \"sg-...\")");
            case "Volume" ->
                Fault.invalid(code, "Value (" + id + ") for parameter volumes is invalid. Expected: 'vol-...'.");
            default -> Fault.invalid(code, "Invalid id: \"" + id + "\"");
        };
    }

    private static Fault alreadyExists(Kind<?> kind, String name) {
        String code = DUPLICATE.getOrDefault(kind.name(), "InvalidParameterValue");
        return Fault.invalid(
                code,
                switch (kind.name()) {
                    case "KeyPair" -> "The keypair already exists";
                    case "SecurityGroup" -> "The security group '" + name + "' already exists";
                    default -> "'" + name + "' already exists";
                });
    }

    private static int status(String code) {
        return switch (code) {
            case "UnauthorizedOperation" -> 403;
            case "InternalError", "InsufficientInstanceCapacity" -> 500;
            case "RequestLimitExceeded" -> 503;
            default -> 400;
        };
    }
}
