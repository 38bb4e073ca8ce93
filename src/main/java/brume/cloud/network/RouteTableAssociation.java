package brume.cloud.network;

import java.util.Optional;

/// Who uses a route table: one subnet, or as the main table every subnet without its own.
///
/// @param id `rtbassoc-...`
public record RouteTableAssociation(String id, Optional<String> subnetId, boolean main) {}
