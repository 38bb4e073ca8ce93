package brume.cloud.compute;

import brume.cloud.network.DefaultVpc;
import brume.cloud.network.Place;
import brume.cloud.network.Regional;
import brume.cloud.network.Subnet;
import brume.cloud.network.Vpc;
import brume.cloud.offer.AwsOffer;
import brume.cloud.offer.InstanceType;
import brume.cloud.offer.Region;
import brume.cloud.offer.Zone;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import brume.cloud.sandbox.Transaction;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What can be refused in a request to launch before anything is chosen: each refusal in the provider's words.
final class LaunchChecks {

    static final int MAX_USER_DATA_BYTES = 16 * 1024;
    private static final int MAX_TOKEN_CHARACTERS = 64;
    private static final Set<String> WITH_THE_FIRST_TYPES = Set.of(
            "ap-northeast-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "eu-west-1",
            "sa-east-1",
            "us-east-1",
            "us-west-1",
            "us-west-2");
    private static final Set<String> TAGGABLE = Set.of("instance", "volume", "network-interface");

    private LaunchChecks() {}

    static void shape(Launch launch) {
        if (launch.imageId().isEmpty()) {
            throw new Problem.Missing("ImageId").refused();
        }
        if (launch.maxCount() < 1) {
            throw invalid("MaxCount", "", "Maximum instance count must be greater than zero");
        }
        if (launch.minCount() < 1 || launch.minCount() > launch.maxCount()) {
            throw invalid(
                    "MinCount",
                    Integer.toString(launch.minCount()),
                    "Value (" + launch.minCount() + ") for parameter minCount is invalid.");
        }
        launch.clientToken()
                .filter(token -> token.length() > MAX_TOKEN_CHARACTERS)
                .ifPresent(token -> {
                    throw new Problem.InvalidValue(
                                    "ClientToken", token, "ClientToken exceeds the maximum of 64 characters")
                            .refused();
                });
        launch.userData().ifPresent(LaunchChecks::checkUserData);
        word("InstanceInitiatedShutdownBehavior", launch.shutdownBehavior(), Set.of("stop", "terminate"));
        word("CpuCredits", launch.credits(), Set.of("standard", "unlimited"));
        word("Tenancy", launch.tenancy(), Set.of("default", "dedicated", "host"));
        launch.tags().keySet().forEach(type -> {
            if (!TAGGABLE.contains(type)) {
                throw invalid(
                        "TagSpecification",
                        type,
                        "'" + type + "' is not a valid taggable resource type for this operation.");
            }
        });
        if (launch.hibernation()) {
            throw new Problem.Specific(
                            "UnsupportedHibernationConfiguration",
                            "The specified AMI and root volume do not support hibernation: an encrypted root volume is"
                                    + " required.")
                    .refused();
        }
        checkCards(launch);
    }

    private static void checkCards(Launch launch) {
        if (launch.cards().isEmpty()) {
            return;
        }
        if (launch.subnetId().isPresent()) {
            throw combination(
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
        if (!launch.groupIds().isEmpty() || !launch.groupNames().isEmpty()) {
            throw combination(
                    "Network interfaces and an instance-level security groups may not be specified on the same"
                            + " request");
        }
        if (launch.privateAddress().isPresent()) {
            throw combination(
                    "Network interfaces and an instance-level private address may not be specified on the same"
                            + " request");
        }
        long devices =
                launch.cards().stream().map(Launch.Card::deviceIndex).distinct().count();
        if (devices < launch.cards().size() || launch.cards().stream().noneMatch(card -> card.deviceIndex() == 0)) {
            throw invalid(
                    "NetworkInterface.DeviceIndex",
                    "",
                    "Each network interface requires a unique device index, beginning with 0.");
        }
        if (launch.cards().size() > 1
                && launch.cards().stream()
                        .anyMatch(card -> card.associatePublicAddress().orElse(false))) {
            throw combination("The associatePublicIPAddress parameter cannot be specified when launching with multiple"
                    + " network interfaces.");
        }
    }

    static void checkUserData(String base64) {
        byte[] decoded;
        try {
            decoded = Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw new Problem.Specific("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.").refused();
        }
        if (decoded.length > MAX_USER_DATA_BYTES) {
            throw invalid("UserData", "", "User data is limited to 16384 bytes");
        }
    }

    /// The machine type, checked against image, zone and region.
    static InstanceType type(String name, Image image, Region region) {
        InstanceType type = AwsOffer.instanceType(name)
                .orElseThrow(() -> invalid("InstanceType", name, "Invalid value '" + name + "' for InstanceType."));
        if (type.architecture() != image.architecture()) {
            throw invalid(
                    "InstanceType",
                    name,
                    "The architecture '" + type.architecture()
                            + "' of the specified instance type does not match the architecture '"
                            + image.architecture()
                            + "' of the specified AMI. Specify an instance type and an AMI that have matching"
                            + " architectures, and try again. You can use 'describe-instance-types' or"
                            + " 'describe-images' to discover the architecture of the instance type or AMI.");
        }
        if (region.zones().stream().noneMatch(type::offeredIn)) {
            throw unsupported();
        }
        return type;
    }

    /// Without a type the provider takes its very first one, `m1.small`: the older regions have it, but it cannot start
    /// an image of today.
    static RuntimeException noType(String region) {
        return WITH_THE_FIRST_TYPES.contains(region)
                ? combination(
                        "Non-Windows instances with a virtualization type of 'hvm' are currently not supported for"
                                + " this instance type.")
                : unsupported();
    }

    private static RuntimeException unsupported() {
        return new Problem.Specific(
                        "Unsupported",
                        "The requested configuration is currently not supported. Please check the documentation for"
                                + " supported configurations.")
                .refused();
    }

    static void checkZone(InstanceType type, Region region, String zoneName) {
        Zone zone = region.zone(zoneName)
                .orElseThrow(
                        () -> invalid("AvailabilityZone", zoneName, "Invalid availability zone: [" + zoneName + "]"));
        if (!type.offeredIn(zone)) {
            List<String> others = region.zones().stream()
                    .filter(type::offeredIn)
                    .map(Zone::name)
                    .toList();
            throw new Problem.Specific(
                            "Unsupported",
                            "Your requested instance type (" + type.name()
                                    + ") is not supported in your requested Availability Zone (" + zoneName
                                    + "). Please retry your request by not specifying an Availability Zone or choosing "
                                    + String.join(", ", others) + ".")
                    .refused();
        }
    }

    /// The subnet of the launch: the one named, or a default one in the zone, or in any zone that has the type.
    static Subnet subnet(Transaction tx, Place place, InstanceType type, Optional<String> id, Optional<String> zone) {
        State state = tx.state();
        if (id.isPresent()) {
            Subnet subnet = Regional.subnets(place).get(state, id.get());
            zone.filter(name -> !name.equals(subnet.zone())).ifPresent(name -> {
                throw new Problem.InvalidCombination("The specified subnet '" + subnet.id()
                                + "' is not in the Availability Zone '" + name + "'")
                        .refused();
            });
            checkZone(type, place.region(), subnet.zone());
            return subnet;
        }
        zone.ifPresent(name -> checkZone(type, place.region(), name));
        Vpc vpc = DefaultVpc.get(state, place);
        List<Subnet> subnets = DefaultVpc.subnets(state, vpc).stream()
                .filter(subnet -> zone.map(subnet.zone()::equals).orElse(true))
                .filter(subnet ->
                        place.region().zone(subnet.zone()).map(type::offeredIn).orElse(false))
                .toList();
        if (subnets.isEmpty()) {
            throw new Problem.Specific(
                            "MissingInput",
                            zone.map(name -> "No default subnet for availability zone: '" + name + "'.")
                                    .orElse("No subnets found for the default VPC '" + vpc.id()
                                            + "'. Please specify a subnet."))
                    .refused();
        }
        return subnets.get(tx.random().nextInt(subnets.size()));
    }

    private static void word(String parameter, Optional<String> value, Set<String> valid) {
        value.filter(word -> !valid.contains(word)).ifPresent(word -> {
            throw invalid(parameter, word, "Value (" + word + ") for parameter " + parameter + " is invalid.");
        });
    }

    private static RuntimeException invalid(String parameter, String value, String reason) {
        return new Problem.InvalidValue(parameter, value, reason).refused();
    }

    private static RuntimeException combination(String reason) {
        return new Problem.InvalidCombination(reason).refused();
    }
}
