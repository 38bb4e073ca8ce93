package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.cloud.offer.Zone;
import brume.cloud.sandbox.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.LocationType;

/// Machine types, and where they are offered.
final class InstanceTypeActions {

    static final List<Action> TABLE = List.of(
            Action.of(
                    "DescribeInstanceTypes", DescribeInstanceTypesRequest::builder, InstanceTypeActions::describeTypes),
            Action.of(
                    "DescribeInstanceTypeOfferings",
                    DescribeInstanceTypeOfferingsRequest::builder,
                    InstanceTypeActions::describeOfferings));

    static final Filters<InstanceTypeOffering> OFFERING_FILTERS = new Filters<InstanceTypeOffering>()
            .on("instance-type", InstanceTypeOffering::instanceTypeAsString)
            .on("location", InstanceTypeOffering::location);

    private static final int MOST_TYPES = 100;

    private InstanceTypeActions() {}

    static DescribeInstanceTypesResponse describeTypes(DescribeInstanceTypesRequest request, Call call) {
        Predicate<InstanceTypeInfo> wanted = InstanceTypeView.FILTERS.matching(request.filters());
        List<String> asked = request.instanceTypesAsStrings();
        List<Zone> zones = AwsOffer.region(call.region()).orElseThrow().zones();
        List<InstanceTypeInfo> offered = AwsOffer.instanceTypes().stream()
                .filter(type -> zones.stream().anyMatch(type::offeredIn))
                .map(InstanceTypeView::of)
                .toList();
        List<String> unknown = asked.stream()
                .filter(name -> offered.stream()
                        .noneMatch(info -> info.instanceTypeAsString().equals(name)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Problem.Specific(
                            "InvalidInstanceType",
                            "The following supplied instance types do not exist: [" + String.join(", ", unknown) + "]")
                    .refused();
        }
        Page.Wanted page =
                Page.Wanted.of(request.maxResults(), request.nextToken()).notWith("InstanceTypes", asked);
        if (page.maxResults().filter(most -> most > MOST_TYPES).isPresent()) {
            throw new Problem.InvalidValue(
                            "MaxResults",
                            String.valueOf(request.maxResults()),
                            "Value ( " + request.maxResults()
                                    + " ) for parameter maxResults is invalid. Expecting a value less than "
                                    + MOST_TYPES + ".")
                    .refused();
        }
        Page<InstanceTypeInfo> shown = Page.of(
                offered.stream()
                        .filter(info -> asked.isEmpty() || asked.contains(info.instanceTypeAsString()))
                        .filter(wanted)
                        .toList(),
                InstanceTypeInfo::instanceTypeAsString,
                page);
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(shown.rows())
                .nextToken(shown.nextToken())
                .build();
    }

    static DescribeInstanceTypeOfferingsResponse describeOfferings(
            DescribeInstanceTypeOfferingsRequest request, Call call) {
        Predicate<InstanceTypeOffering> wanted = OFFERING_FILTERS.matching(request.filters());
        LocationType location = Optional.ofNullable(request.locationType()).orElse(LocationType.REGION);
        Function<Zone, String> name = switch (location) {
            case REGION -> Zone::region;
            case AVAILABILITY_ZONE -> Zone::name;
            case AVAILABILITY_ZONE_ID -> Zone::id;
            case OUTPOST, UNKNOWN_TO_SDK_VERSION ->
                throw new Problem.InvalidValue(
                                "LocationType",
                                String.valueOf(request.locationTypeAsString()),
                                "Value (" + request.locationTypeAsString()
                                        + ") for parameter locationType is invalid. Unknown location type.")
                        .refused();
        };
        List<InstanceTypeOffering> offerings = new ArrayList<>();
        for (InstanceType type : AwsOffer.instanceTypes()) {
            AwsOffer.region(call.region()).orElseThrow().zones().stream()
                    .filter(type::offeredIn)
                    .map(name)
                    .distinct()
                    .map(place -> InstanceTypeOffering.builder()
                            .instanceType(type.name())
                            .locationType(location)
                            .location(place)
                            .build())
                    .filter(wanted)
                    .forEach(offerings::add);
        }
        offerings.sort(Comparator.comparing(InstanceTypeActions::key));
        Page<InstanceTypeOffering> page =
                Page.of(offerings, InstanceTypeActions::key, Page.Wanted.of(request.maxResults(), request.nextToken()));
        return DescribeInstanceTypeOfferingsResponse.builder()
                .instanceTypeOfferings(page.rows())
                .nextToken(page.nextToken())
                .build();
    }

    private static String key(InstanceTypeOffering offering) {
        return offering.instanceTypeAsString() + " " + offering.location();
    }
}
