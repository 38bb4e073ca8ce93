package brume.cloud.sandbox;

import java.util.List;

/// Why the cloud refused. A small family: protocols map it in one exhaustive switch, by [Kind] where the provider's
/// code
/// depends on the thing concerned.
public sealed interface Problem {

    default CloudException refused() {
        return new CloudException(this);
    }

    /// No such thing here, for this caller.
    record NotFound(Kind<?> kind, List<String> ids) implements Problem {
        public NotFound(Kind<?> kind, String id) {
            this(kind, List.of(id));
        }
    }

    /// The text is not even the shape of such an id.
    record Malformed(Kind<?> kind, String id) implements Problem {}

    /// The name is taken.
    record AlreadyExists(Kind<?> kind, String name) implements Problem {}

    /// A parameter that must be there is not.
    record Missing(String parameter) implements Problem {}

    /// A parameter's value is refused.
    ///
    /// @param reason a whole sentence in the provider's words
    record InvalidValue(String parameter, String value, String reason) implements Problem {}

    /// Each parameter is fine, together they are not.
    record InvalidCombination(String reason) implements Problem {}

    /// The thing cannot do this in its present state.
    record WrongState(Kind<?> kind, String id, String state, String reason) implements Problem {}

    /// Something else depends on it.
    record StillInUse(Kind<?> kind, String id, String reason) implements Problem {}

    /// A quota is full.
    ///
    /// @param quota the provider's own name for it
    record LimitExceeded(Kind<?> kind, String quota, String reason) implements Problem {}

    /// Not allowed, whatever the state.
    record Forbidden(String reason) implements Problem {}

    /// The provider's very own refusal, where the families above are too coarse: its code is content of the course.
    ///
    /// @param code the provider's code, `Resource.AlreadyAssociated`
    record Specific(String code, String reason) implements Problem {}

    /// All was well, and the caller had asked not to do it.
    record DryRun() implements Problem {}
}
