package brume.cloud.sandbox;

/// A value that is written as one text: `toString()` writes it and a static `parse(String)` of its class reads it back.
/// Journals store such a value as that text.
public interface Text {

    @Override
    String toString();
}
