package brume.cloud.sandbox;

/// What an operation leaves behind: a resource in its new form, or one that is gone. Replay needs no other rule.
public sealed interface Change {

    /// The resource is now this.
    record Put(Resource resource) implements Change {}

    /// The resource is no more.
    ///
    /// @param kind the name of its [Kind]
    record Removed(String kind, String id) implements Change {}
}
