package brume.cloud.storage.block;

import java.time.Instant;

/// A volume's place in an instance.
///
/// @param device as the instance was told, `/dev/xvda`
public record VolumeAttachment(String instanceId, String device, boolean deleteOnTermination, Instant attachedAt) {}
