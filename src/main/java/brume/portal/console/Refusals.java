package brume.portal.console;

import brume.cloud.sandbox.CloudException;
import brume.cloud.sandbox.Problem;
import brume.portal.part.Flash;
import brume.portal.part.Words;

/// Says why the cloud refused, in the words of the person's language where the kind of refusal has some, with the
/// provider's own sentence below.
final class Refusals {

    private Refusals() {}

    static Flash flash(CloudException refused) {
        return Flash.refused(title(refused.problem()), detail(refused.problem()));
    }

    static String title(Problem problem) {
        String kind = switch (problem) {
            case Problem.NotFound p -> "notFound";
            case Problem.Malformed p -> "invalid";
            case Problem.AlreadyExists p -> "exists";
            case Problem.Missing p -> "missing";
            case Problem.InvalidValue p -> "invalid";
            case Problem.InvalidCombination p -> "invalid";
            case Problem.WrongState p -> "state";
            case Problem.StillInUse p -> "inUse";
            case Problem.LimitExceeded p -> "limit";
            case Problem.Forbidden p -> "forbidden";
            case Problem.Specific p -> "refused";
            case Problem.DryRun p -> "refused";
        };
        return Words.say("console.refused." + kind);
    }

    static String detail(Problem problem) {
        return switch (problem) {
            case Problem.NotFound p -> p.kind() + " " + String.join(", ", p.ids());
            case Problem.Malformed p -> p.kind() + " " + p.id();
            case Problem.AlreadyExists p -> p.kind() + " " + p.name();
            case Problem.Missing p -> p.parameter();
            case Problem.InvalidValue p -> p.reason();
            case Problem.InvalidCombination p -> p.reason();
            case Problem.WrongState p -> p.reason();
            case Problem.StillInUse p -> p.reason();
            case Problem.LimitExceeded p -> p.reason();
            case Problem.Forbidden p -> p.reason();
            case Problem.Specific p -> p.code() + ": " + p.reason();
            case Problem.DryRun p -> "";
        };
    }
}
