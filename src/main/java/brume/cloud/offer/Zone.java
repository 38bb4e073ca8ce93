package brume.cloud.offer;

/// An availability zone.
///
/// @param name as this account sees it, `eu-west-3a`
/// @param id the same for every account, `euw3-az1`
/// @param group the zone group, which is the region's name with a suffix for its network border group
public record Zone(String name, String id, String region, String group) {}
