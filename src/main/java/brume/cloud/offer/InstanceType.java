package brume.cloud.offer;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A machine type, `t3.micro`.
///
/// @param localDiskGb 0 for a type with EBS volumes only
/// @param network the provider's words, `Up to 5 Gigabit`
/// @param maxInterfaces how many network interfaces it takes
/// @param ipv4PerInterface how many private addresses each of them takes
/// @param ebs speed to volumes; empty where no bandwidth is set aside for them
/// @param gigahertz of its processors, sustained
/// @param gpus `4x NVIDIA T4 16384 MiB`
/// @param zoneIdsOfParis the zones of eu-west-3 that offer it
/// @param usdPerHour on demand, Linux, without tax, by region; a missing region is unknown, not free
public record InstanceType(
        String name,
        int vcpus,
        int memoryMib,
        Architecture architecture,
        int localDiskGb,
        String network,
        double networkBaselineGbps,
        double networkPeakGbps,
        boolean burstable,
        boolean freeTier,
        int maxInterfaces,
        int ipv4PerInterface,
        int maxVolumes,
        Optional<EbsSpeed> ebs,
        double gigahertz,
        List<String> gpus,
        List<String> zoneIdsOfParis,
        Map<String, BigDecimal> usdPerHour) {

    public InstanceType {
        gpus = List.copyOf(gpus);
        zoneIdsOfParis = List.copyOf(zoneIdsOfParis);
        usdPerHour = Map.copyOf(usdPerHour);
    }

    /// `t3`
    public String family() {
        return name.substring(0, name.indexOf('.'));
    }

    /// `micro`
    public String size() {
        return name.substring(name.indexOf('.') + 1);
    }

    /// Built on the Xen hypervisor, before Nitro.
    public boolean xen() {
        return family().equals("t2") || family().equals("i3");
    }

    public int threadsPerCore() {
        return architecture == Architecture.ARM64 || family().equals("t2") ? 1 : Math.min(2, vcpus);
    }

    public int cores() {
        return Math.max(1, vcpus / threadsPerCore());
    }

    /// What `CreditSpecification` says when nobody chose: `unlimited` from t3 on, `standard` for t2.
    public Optional<String> defaultCredits() {
        return burstable ? Optional.of(family().equals("t2") ? "standard" : "unlimited") : Optional.empty();
    }

    /// Whether EBS optimisation is always on; t2 has none at all.
    public boolean ebsOptimizedByDefault() {
        return ebs.isPresent();
    }

    /// The quota of virtual processors that the type counts against.
    public VcpuQuota quota() {
        return switch (name.charAt(0)) {
            case 'g' -> VcpuQuota.G_AND_VT;
            default -> VcpuQuota.STANDARD;
        };
    }

    public Optional<BigDecimal> usdPerHour(String region) {
        return Optional.ofNullable(usdPerHour.get(region));
    }

    public boolean offeredIn(Zone zone) {
        if (zone.region().equals("eu-west-3")) {
            return zoneIdsOfParis.contains(zone.id());
        }
        boolean priced = AwsOffer.PRICED_REGIONS.contains(zone.region());
        return priced ? usdPerHour.containsKey(zone.region()) : gpus.isEmpty();
    }
}
