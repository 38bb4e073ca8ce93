package brume.cloud.network;

import java.util.Optional;

/// Where an elastic address leads.
///
/// @param id `eipassoc-...`
/// @param instanceId empty for an interface that no instance has
public record AddressAssociation(
        String id, String networkInterfaceId, Ipv4 privateAddress, Optional<String> instanceId) {}
