package brume.cloud.compute;

/// How the metadata service of an instance may be used.
///
/// @param tokensRequired true: IMDSv2 only
/// @param hopLimit 1 to 64
/// @param ipv6Enabled whether it shall answer over IPv6 too, on a card that has such an address
public record MetadataOptions(
        boolean tokensRequired, int hopLimit, boolean endpointEnabled, boolean tagsEnabled, boolean ipv6Enabled) {}
