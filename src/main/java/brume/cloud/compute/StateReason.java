package brume.cloud.compute;

/// Why an instance is in its state: `Client.UserInitiatedShutdown` and a sentence.
public record StateReason(String code, String message) {}
