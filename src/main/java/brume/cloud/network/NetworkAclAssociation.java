package brume.cloud.network;

/// A subnet that a network ACL guards.
///
/// @param id `aclassoc-...`
public record NetworkAclAssociation(String id, String subnetId) {}
