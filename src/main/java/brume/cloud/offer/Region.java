package brume.cloud.offer;

import java.util.List;
import java.util.Optional;

/// A region of the provider.
///
/// @param name `eu-west-3`
/// @param description `Europe (Paris)`
/// @param optIn true where an account must opt in before it may use the region
public record Region(String name, String description, List<Zone> zones, boolean optIn) {

    public Region {
        zones = List.copyOf(zones);
    }

    public Optional<Zone> zone(String zoneName) {
        return zones.stream().filter(zone -> zone.name().equals(zoneName)).findFirst();
    }

    public Optional<Zone> zoneById(String zoneId) {
        return zones.stream().filter(zone -> zone.id().equals(zoneId)).findFirst();
    }

    /// `ec2.eu-west-3.amazonaws.com`
    public String endpoint() {
        return "ec2." + name + ".amazonaws.com";
    }

    /// The domain of the private names of instances: `eu-west-3.compute.internal`, in the oldest region `ec2.internal`.
    public String internalDomain() {
        return name.equals("us-east-1") ? "ec2.internal" : name + ".compute.internal";
    }

    /// The domain of the public names of instances: `eu-west-3.compute.amazonaws.com`.
    public String publicDomain() {
        return name.equals("us-east-1") ? "compute-1.amazonaws.com" : name + ".compute.amazonaws.com";
    }
}
