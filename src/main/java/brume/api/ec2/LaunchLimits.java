package brume.api.ec2;

import brume.cloud.sandbox.Problem;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/// What a launch may ask for at the provider and not here: refused, never silently dropped.
///
/// Differs from AWS: spot instances, launch templates, instance profiles, placement groups, IPv6, enclaves, capacity
/// reservations and chosen CPU options do not exist.
final class LaunchLimits {

    private LaunchLimits() {}

    static void check(RunInstancesRequest request) {
        Optional.ofNullable(request.launchTemplate()).ifPresent(LaunchLimits::noTemplate);
        Optional.ofNullable(request.iamInstanceProfile()).ifPresent(profile -> {
            String name = Optional.ofNullable(profile.name())
                    .or(() -> Optional.ofNullable(profile.arn()))
                    .orElse("");
            throw new Problem.InvalidValue(
                            "IamInstanceProfile",
                            name,
                            "Value (" + name
                                    + ") for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance"
                                    + " Profile name")
                    .refused();
        });
        refuse(request.instanceMarketOptions() != null, "instanceMarketOptions");
        refuse(request.cpuOptions() != null, "cpuOptions");
        refuse(
                request.enclaveOptions() != null
                        && Boolean.TRUE.equals(request.enclaveOptions().enabled()),
                "enclaveOptions");
        refuse(
                request.capacityReservationSpecification() != null
                        && request.capacityReservationSpecification().capacityReservationTarget() != null,
                "capacityReservationSpecification");
        refuse(!request.elasticGpuSpecification().isEmpty(), "elasticGpuSpecification");
        refuse(!request.elasticInferenceAccelerators().isEmpty(), "elasticInferenceAccelerator");
        refuse(!request.licenseSpecifications().isEmpty(), "licenseSpecification");
        refuse(!request.ipv6Addresses().isEmpty() || positive(request.ipv6AddressCount()), "ipv6AddressCount");
        refuse(request.kernelId() != null, "kernelId");
        refuse(request.ramdiskId() != null, "ramdiskId");
        refuse(!request.secondaryInterfaces().isEmpty(), "secondaryInterface");
        Optional.ofNullable(request.placement()).ifPresent(LaunchLimits::check);
        request.networkInterfaces().forEach(LaunchLimits::check);
    }

    private static void noTemplate(LaunchTemplateSpecification template) {
        if (template.launchTemplateId() != null) {
            throw new Problem.Specific(
                            "InvalidLaunchTemplateId.NotFound",
                            "The specified launch template, with template ID " + template.launchTemplateId()
                                    + ", does not exist.")
                    .refused();
        }
        throw new Problem.Specific(
                        "InvalidLaunchTemplateName.NotFoundException",
                        "The specified launch template, with template name " + template.launchTemplateName()
                                + ", does not exist.")
                .refused();
    }

    private static void check(Placement placement) {
        if (placement.groupName() != null && !placement.groupName().isEmpty()) {
            throw new Problem.Specific(
                            "InvalidPlacementGroup.Unknown",
                            "The Placement Group '" + placement.groupName() + "' is unknown.")
                    .refused();
        }
        refuse(placement.hostId() != null || placement.hostResourceGroupArn() != null, "placement.hostId");
        refuse(placement.partitionNumber() != null, "placement.partitionNumber");
    }

    private static void check(InstanceNetworkInterfaceSpecification card) {
        if (card.networkInterfaceId() != null) {
            throw new Problem.Specific(
                            "InvalidNetworkInterfaceID.NotFound",
                            "The networkInterface ID '" + card.networkInterfaceId() + "' does not exist")
                    .refused();
        }
        refuse(
                !card.ipv6Addresses().isEmpty() || positive(card.ipv6AddressCount()),
                "networkInterface.ipv6AddressCount");
        refuse(
                positive(card.secondaryPrivateIpAddressCount())
                        || !card.privateIpAddresses().isEmpty(),
                "networkInterface.secondaryPrivateIpAddressCount");
    }

    private static boolean positive(@org.jspecify.annotations.Nullable Integer count) {
        return count != null && count > 0;
    }

    private static void refuse(boolean asked, String parameter) {
        if (asked) {
            throw new Problem.Specific(
                            "UnsupportedOperation", "The parameter " + parameter + " is not supported in this cloud.")
                    .refused();
        }
    }
}
