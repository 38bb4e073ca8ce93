package brume.portal.console;

import brume.cloud.sandbox.Problem;
import brume.portal.frame.ProviderWords.Refusal;
import brume.portal.part.Flash;
import brume.portal.part.Words;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/// Why the cloud refused: a sentence in the person's language for the kind of refusal, the provider's own code and
/// words below, and a request id under which the log has it too.
///
/// @param kind the key of the sentence
record Refused(String kind, Refusal provider, String requestId) {

    private static final Logger LOG = System.getLogger(Refused.class.getName());

    static Refused of(Problem problem, Desk desk) {
        Refused refused = new Refused(
                kind(problem), desk.provider().of(problem), UUID.randomUUID().toString());
        LOG.log(
                Level.INFO,
                "Refused {0} in the console of {1}: {2}",
                refused.requestId,
                desk.cloud().sandbox().id(),
                refused.provider.code());
        return refused;
    }

    Flash flash() {
        return Flash.refused(
                Words.say("console.refused." + kind),
                provider.code() + ": " + provider.message(),
                Words.say("console.request", requestId));
    }

    private static String kind(Problem problem) {
        return switch (problem) {
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
    }
}
