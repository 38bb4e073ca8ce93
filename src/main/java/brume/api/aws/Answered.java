package brume.api.aws;

import brume.cloud.sandbox.SandboxId;
import java.time.Duration;
import java.util.Optional;

/// One request to the provider's API and how it ended: what an operator counts. Holds nothing that is secret.
///
/// @param requestId what the client was told
/// @param service the name of one that there is, else [#UNKNOWN]
/// @param action the name of one that there is, else [#UNKNOWN]
/// @param sandbox whose it was, once the signature has shown it
/// @param throttled refused because somebody called too often
/// @param failure what went wrong in here
public record Answered(
        String requestId,
        String service,
        String action,
        Optional<SandboxId> sandbox,
        int status,
        boolean throttled,
        Duration took,
        Optional<Throwable> failure) {

    public static final String UNKNOWN = "unknown";

    /// Told of every request after it was answered, on the thread that answers.
    public interface Watch {
        Watch NONE = answered -> {};

        void answered(Answered answered);
    }
}
