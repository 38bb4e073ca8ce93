package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.network.Vpc;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.Region;
import brume.cloud.offer.Zone;
import brume.cloud.sandbox.Problem;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;

/// Regions, zones, and what the account may do.
final class RegionActions {

    static final List<Action> TABLE = List.of(
            Action.of("DescribeRegions", DescribeRegionsRequest::builder, RegionActions::describeRegions),
            Action.of(
                    "DescribeAvailabilityZones",
                    DescribeAvailabilityZonesRequest::builder,
                    RegionActions::describeAvailabilityZones),
            Action.of(
                    "DescribeAccountAttributes",
                    DescribeAccountAttributesRequest::builder,
                    RegionActions::describeAccountAttributes));

    private static final String NO_OPT_IN = "opt-in-not-required";

    static final Filters<Region> REGION_FILTERS = new Filters<Region>()
            .on("endpoint", Region::endpoint)
            .on("opt-in-status", RegionActions::optInStatus)
            .on("region-name", Region::name);

    static final Filters<Zone> ZONE_FILTERS = new Filters<Zone>()
            .on("group-long-name", zone -> description(zone) + " 1")
            .on("group-name", Zone::group)
            .onEach("message", zone -> List.of())
            .on("opt-in-status", zone -> NO_OPT_IN)
            .onEach("parent-zone-id", zone -> List.of())
            .onEach("parent-zone-name", zone -> List.of())
            .on("region-name", Zone::region)
            .on("state", zone -> "available")
            .on("zone-id", Zone::id)
            .on("zone-name", Zone::name)
            .on("zone-type", zone -> "availability-zone");

    private RegionActions() {}

    static DescribeRegionsResponse describeRegions(DescribeRegionsRequest request, Call call) {
        Predicate<Region> wanted = REGION_FILTERS.matching(request.filters());
        List<String> unknown = request.regionNames().stream()
                .filter(name -> AwsOffer.region(name).isEmpty())
                .toList();
        if (!unknown.isEmpty()) {
            throw new Problem.InvalidValue(
                            "RegionName", unknown.toString(), "Invalid region: [" + String.join(", ", unknown) + "]")
                    .refused();
        }
        boolean all = Boolean.TRUE.equals(request.allRegions())
                || !request.regionNames().isEmpty();
        return DescribeRegionsResponse.builder()
                .regions(AwsOffer.regions().stream()
                        .filter(region -> request.regionNames().isEmpty()
                                || request.regionNames().contains(region.name()))
                        .filter(region -> all || !region.optIn())
                        .filter(wanted)
                        .map(region -> software.amazon.awssdk.services.ec2.model.Region.builder()
                                .regionName(region.name())
                                .endpoint(region.endpoint())
                                .optInStatus(optInStatus(region))
                                .build())
                        .toList())
                .build();
    }

    /// Differs from AWS: no account of a sandbox has opted in to anything.
    private static String optInStatus(Region region) {
        return region.optIn() ? "not-opted-in" : NO_OPT_IN;
    }

    static DescribeAvailabilityZonesResponse describeAvailabilityZones(
            DescribeAvailabilityZonesRequest request, Call call) {
        Predicate<Zone> wanted = ZONE_FILTERS.matching(request.filters());
        List<Zone> zones = AwsOffer.region(call.region()).orElseThrow().zones();
        refuseUnknown(request.zoneNames(), zones.stream().map(Zone::name).toList(), "Invalid availability zone: ");
        refuseUnknown(request.zoneIds(), zones.stream().map(Zone::id).toList(), "Invalid availability zone-id: ");
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(zones.stream()
                        .filter(zone -> request.zoneNames().isEmpty()
                                || request.zoneNames().contains(zone.name()))
                        .filter(zone ->
                                request.zoneIds().isEmpty() || request.zoneIds().contains(zone.id()))
                        .filter(wanted)
                        .map(RegionActions::view)
                        .toList())
                .build();
    }

    private static void refuseUnknown(Collection<String> asked, Collection<String> known, String sentence) {
        List<String> unknown =
                asked.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new Problem.InvalidValue(
                            "ZoneName", unknown.toString(), sentence + "[" + String.join(", ", unknown) + "]")
                    .refused();
        }
    }

    private static AvailabilityZone view(Zone zone) {
        return AvailabilityZone.builder()
                .state(AvailabilityZoneState.AVAILABLE)
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .messages(List.of())
                .regionName(zone.region())
                .zoneName(zone.name())
                .zoneId(zone.id())
                .groupName(zone.group())
                .groupLongName(description(zone) + " 1")
                .networkBorderGroup(zone.region())
                .zoneType("availability-zone")
                .build();
    }

    private static String description(Zone zone) {
        return AwsOffer.region(zone.region()).map(Region::description).orElse(zone.region());
    }

    static DescribeAccountAttributesResponse describeAccountAttributes(
            DescribeAccountAttributesRequest request, Call call) {
        List<Attribute> attributes = List.of(
                new Attribute("supported-platforms", "VPC"),
                new Attribute("default-vpc", defaultVpc(call)),
                new Attribute(
                        "max-instances",
                        call.aws().instances().most().map(String::valueOf).orElse("20")),
                new Attribute("vpc-max-security-groups-per-interface", "5"),
                new Attribute("max-elastic-ips", "5"),
                new Attribute("vpc-max-elastic-ips", "5"));
        List<String> asked = request.attributeNamesAsStrings();
        Optional<String> unknown = asked.stream()
                .filter(name -> attributes.stream()
                        .noneMatch(attribute -> attribute.name().equals(name)))
                .findFirst();
        if (unknown.isPresent()) {
            throw new Problem.InvalidValue(
                            "AttributeName",
                            unknown.get(),
                            "Value (" + unknown.get() + ") for parameter attributeNames is"
                                    + " invalid. Unknown attribute name")
                    .refused();
        }
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(attributes.stream()
                        .filter(attribute -> asked.isEmpty() || asked.contains(attribute.name()))
                        .map(Attribute::view)
                        .toList())
                .build();
    }

    private record Attribute(String name, String value) {
        software.amazon.awssdk.services.ec2.model.AccountAttribute view() {
            return software.amazon.awssdk.services.ec2.model.AccountAttribute.builder()
                    .attributeName(name)
                    .attributeValues(value -> value.attributeValue(Objects.requireNonNull(this.value)))
                    .build();
        }
    }

    private static String defaultVpc(Call call) {
        return VpcActions.defaultVpc(call).map(Vpc::id).orElse("none");
    }
}
