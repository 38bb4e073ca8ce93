package brume.cloud.compute;

/// How the metadata service of an instance may be used.
///
/// @param tokensRequired true: IMDSv2 only
/// @param hopLimit 1 to 64
public record MetadataOptions(boolean tokensRequired, int hopLimit, boolean endpointEnabled, boolean tagsEnabled) {}
