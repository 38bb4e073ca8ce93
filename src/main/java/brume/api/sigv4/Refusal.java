package brume.api.sigv4;

/// Why a request is nobody's. Each protocol says it in its own code, status and words.
public sealed interface Refusal {

    /// No credentials at all.
    record Unsigned() implements Refusal {}

    /// The signature is not even complete.
    ///
    /// @param reason a whole sentence
    record Incomplete(String reason) implements Refusal {}

    /// Signed more than 15 minutes ago, or a presigned address past its life.
    record Expired(String reason) implements Refusal {}

    /// No such access key, or one that is switched off.
    record UnknownKey() implements Refusal {}

    /// The signature is another than the key would give.
    record Mismatch(String reason) implements Refusal {}

    /// Thrown by the verifier; carries no stack.
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            super(refusal.toString(), null, false, false);
            this.refusal = refusal;
        }

        public Refusal refusal() {
            return refusal;
        }
    }

    default Refused refused() {
        return new Refused(this);
    }
}
