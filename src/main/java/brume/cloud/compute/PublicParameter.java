package brume.cloud.compute;

import java.time.Instant;

/// A parameter that the provider or a vendor publishes in the Systems Manager: the newest image of a family.
///
/// @param name `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64`
/// @param value an image id
public record PublicParameter(String name, String value, String dataType, int version, Instant modifiedAt) {}
