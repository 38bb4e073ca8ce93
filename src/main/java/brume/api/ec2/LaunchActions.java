package brume.api.ec2;

import brume.api.aws.Call;
import brume.cloud.compute.Instance;
import brume.cloud.compute.Launch;
import brume.cloud.compute.MetadataChange;
import brume.cloud.compute.Reservation;
import brume.cloud.network.Ipv4;
import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsRequest;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;

/// Launching.
final class LaunchActions {

    static final List<Action> TABLE =
            List.of(Action.of("RunInstances", RunInstancesRequest::builder, LaunchActions::run));

    private static final Set<String> TAGGED =
            Set.of("instance", "volume", "network-interface", "spot-instances-request", "elastic-gpu");

    private LaunchActions() {}

    static RunInstancesResponse run(RunInstancesRequest request, Call call) {
        Reservation reservation = call.aws().instances().run(call.caller(), launch(request));
        State state = call.aws().state();
        Instant now = call.aws().now();
        String account = call.cloud().account();
        return RunInstancesResponse.builder()
                .reservationId(reservation.id())
                .ownerId(account)
                .groups(List.of())
                .instances(reservation.instances().stream()
                        .sorted(Comparator.comparingInt(Instance::launchIndex))
                        .map(instance -> InstanceView.launched(new Row<>(state, now, account, instance)))
                        .toList())
                .build();
    }

    private static Launch launch(RunInstancesRequest request) {
        LaunchLimits.check(request);
        Launch.Builder launch = Launch.of(Required.of(request.imageId(), "ImageId"))
                .count(Required.of(request.minCount(), "MinCount"), Required.of(request.maxCount(), "MaxCount"))
                .groups(request.securityGroupIds())
                .groupNames(request.securityGroups())
                .metadata(metadata(request.metadataOptions()))
                .monitoring(request.monitoring() != null
                        && Boolean.TRUE.equals(request.monitoring().enabled()))
                .protectedFromTermination(Boolean.TRUE.equals(request.disableApiTermination()))
                .protectedFromStop(Boolean.TRUE.equals(request.disableApiStop()))
                .hibernation(request.hibernationOptions() != null
                        && Boolean.TRUE.equals(request.hibernationOptions().configured()));
        text(request.instanceTypeAsString()).ifPresent(launch::type);
        text(request.keyName()).ifPresent(launch::key);
        text(request.subnetId()).ifPresent(launch::subnet);
        text(request.privateIpAddress()).map(LaunchActions::address).ifPresent(launch::privateAddress);
        text(request.userData()).ifPresent(launch::userData);
        text(request.instanceInitiatedShutdownBehaviorAsString()).ifPresent(launch::onShutdown);
        text(request.clientToken()).ifPresent(launch::clientToken);
        Optional.ofNullable(request.ebsOptimized()).ifPresent(launch::ebsOptimized);
        Optional.ofNullable(request.creditSpecification())
                .flatMap(credits -> text(credits.cpuCredits()))
                .ifPresent(launch::credits);
        Optional<Placement> placement = Optional.ofNullable(request.placement());
        placement.flatMap(place -> text(place.availabilityZone())).ifPresent(launch::zone);
        placement.flatMap(place -> text(place.tenancyAsString())).ifPresent(launch::tenancy);
        request.networkInterfaces().forEach(card -> launch.card(card(card)));
        request.blockDeviceMappings().forEach(device -> launch.blockDevice(device(device)));
        Map<String, Map<String, String>> tags = TagSpecifications.byType(request.tagSpecifications(), TAGGED);
        tags.forEach(launch::tags);
        return launch.build();
    }

    private static MetadataChange metadata(@Nullable InstanceMetadataOptionsRequest options) {
        return options == null
                ? MetadataChange.NONE
                : new MetadataChange(
                        text(options.httpTokensAsString()),
                        Optional.ofNullable(options.httpPutResponseHopLimit()),
                        text(options.httpEndpointAsString()),
                        text(options.instanceMetadataTagsAsString()),
                        text(options.httpProtocolIpv6AsString()));
    }

    private static Launch.Card card(InstanceNetworkInterfaceSpecification card) {
        return new Launch.Card(
                Optional.ofNullable(card.deviceIndex())
                        .orElseThrow(() -> new Problem.Missing("NetworkInterface.DeviceIndex").refused()),
                text(card.subnetId()),
                card.groups(),
                text(card.privateIpAddress()).map(LaunchActions::address),
                Optional.ofNullable(card.associatePublicIpAddress()),
                text(card.description()),
                Optional.ofNullable(card.deleteOnTermination()));
    }

    private static Launch.BlockDevice device(BlockDeviceMapping mapping) {
        Optional<EbsBlockDevice> ebs = Optional.ofNullable(mapping.ebs());
        return new Launch.BlockDevice(
                Required.of(mapping.deviceName(), "BlockDeviceMapping.DeviceName"),
                ebs.map(EbsBlockDevice::volumeSize),
                ebs.flatMap(known -> text(known.volumeTypeAsString())),
                ebs.map(EbsBlockDevice::iops),
                ebs.map(EbsBlockDevice::throughput),
                ebs.map(EbsBlockDevice::encrypted),
                ebs.map(EbsBlockDevice::deleteOnTermination),
                ebs.flatMap(known -> text(known.snapshotId())),
                // a type without disks of its own has none to give: the provider lets such a mapping pass
                mapping.noDevice() != null
                        || text(mapping.virtualName())
                                .filter(name -> name.startsWith("ephemeral"))
                                .isPresent());
    }

    private static Ipv4 address(String text) {
        return Ipv4.tryParse(text)
                .orElseThrow(() -> new Problem.InvalidValue(
                                "PrivateIpAddress",
                                text,
                                "Value (" + text + ") for parameter privateIpAddress is invalid. Must be a valid IPv4"
                                        + " address.")
                        .refused());
    }

    static Optional<String> text(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }
}
