package brume.cloud.sandbox;

/// An immutable record that a sandbox holds: an instance, a key pair, a file of a guest. Always a Java `record`; it
/// never
/// loses or renames a component once shipped, because journals written long ago are read back into it.
public interface Resource {

    /// Unique among the resources of its [Kind] in one sandbox.
    String id();
}
