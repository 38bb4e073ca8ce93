package brume.cloud.network;

import java.time.Instant;

/// How a network interface is plugged into an instance.
///
/// @param id `eni-attach-...`
/// @param deviceIndex 0 for the primary one
public record InterfaceAttachment(
        String id, String instanceId, int deviceIndex, boolean deleteOnTermination, Instant attachedAt) {}
