package brume.api.ec2;

import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.compute.MetadataOptions;
import brume.cloud.compute.StateReason;
import brume.cloud.network.NetworkInterface;
import brume.cloud.offer.AwsOffer;
import brume.cloud.storage.block.Volume;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CapacityReservationPreference;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;

/// An instance as the provider shows it: what it is, together with its cards, volumes, names and tags.
final class InstanceView {

    private InstanceView() {}

    static List<NetworkInterface> cards(Row<Instance> row) {
        return row
                .state()
                .by(
                        NetworkInterface.KIND,
                        NetworkInterface.BY_INSTANCE,
                        row.it().id())
                .stream()
                .sorted(Comparator.comparing(
                        card -> card.attachment().map(a -> a.deviceIndex()).orElse(0)))
                .toList();
    }

    static List<Volume> volumes(Row<Instance> row) {
        return List.copyOf(
                row.state().by(Volume.KIND, Volume.BY_INSTANCE, row.it().id()));
    }

    static InstanceState state(Row<Instance> row) {
        return row.it().stateAt(row.now());
    }

    static Optional<NetworkInterface> primary(Row<Instance> row) {
        return cards(row).stream().filter(NetworkInterface::isPrimary).findFirst();
    }

    static String publicName(Row<Instance> row) {
        return primary(row)
                .flatMap(card -> InterfaceView.publicAddress(row.state(), card)
                        .map(address ->
                                InterfaceView.publicName(row.state(), card.vpcId(), card.region(), address.address())))
                .orElse("");
    }

    static String privateName(Row<Instance> row) {
        return primary(row)
                .map(card -> InterfaceView.privateName(card.region(), card.privateAddress()))
                .orElse("");
    }

    static String stateTransitionReason(Row<Instance> row) {
        return row.it().transitionReason();
    }

    /// Why it is in its state: while it is being prepared, that it is.
    static Optional<StateReason> stateReason(Row<Instance> row) {
        return state(row) == InstanceState.PENDING
                ? Optional.of(new StateReason("pending", "pending"))
                : row.it().stateReason();
    }

    static software.amazon.awssdk.services.ec2.model.Instance of(Row<Instance> row) {
        Instance instance = row.it();
        var view = software.amazon.awssdk.services.ec2.model.Instance.builder()
                .instanceId(instance.id())
                .imageId(instance.imageId())
                .instanceType(instance.type())
                .state(state -> state.code(state(row).code()).name(state(row).word()))
                .stateTransitionReason(stateTransitionReason(row))
                .amiLaunchIndex(instance.launchIndex())
                .productCodes(List.of())
                .launchTime(instance.launchedAt())
                .architecture(instance.architecture())
                .virtualizationType("hvm")
                .hypervisor("xen")
                .enaSupport(true)
                .ebsOptimized(instance.ebsOptimized())
                .rootDeviceName(instance.rootDeviceName())
                .rootDeviceType("ebs")
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .usageOperationUpdateTime(instance.firstLaunchedAt())
                .bootMode(bootMode(instance))
                .currentInstanceBootMode(
                        instance.architecture().equals("arm64") || isNitro(instance) ? "uefi" : "legacy-bios")
                .placement(placement -> placement
                        .availabilityZone(instance.zone())
                        .availabilityZoneId(zoneId(instance))
                        .groupName("")
                        .tenancy(instance.tenancy()))
                .monitoring(monitoring -> monitoring.state(instance.monitoring() ? "enabled" : "disabled"))
                .metadataOptions(metadata(row))
                .cpuOptions(cpuOptions(instance))
                .enclaveOptions(options -> options.enabled(false))
                .hibernationOptions(options -> options.configured(false))
                .maintenanceOptions(options -> options.autoRecovery("default").rebootMigration("default"))
                .capacityReservationSpecification(
                        reservation -> reservation.capacityReservationPreference(CapacityReservationPreference.OPEN))
                .privateDnsNameOptions(options -> options.hostnameType("ip-name")
                        .enableResourceNameDnsARecord(false)
                        .enableResourceNameDnsAAAARecord(false))
                .blockDeviceMappings(volumes(row).stream()
                        .flatMap(volume -> mapping(volume).stream())
                        .toList())
                .clientToken(instance.clientToken().orElse(""))
                .operator(operator -> operator.managed(false))
                .networkPerformanceOptions(options -> options.bandwidthWeighting("default"))
                .tags(row.tags().isEmpty() ? null : row.tagViews());
        instance.keyName().ifPresent(view::keyName);
        stateReason(row)
                .ifPresent(reason ->
                        view.stateReason(text -> text.code(reason.code()).message(reason.message())));
        network(row, view);
        return view.build();
    }

    static String bootMode(Instance instance) {
        return instance.architecture().equals("arm64") ? "uefi" : "uefi-preferred";
    }

    /// As the answer to its launch shows it: the disks are still being made, the card is being plugged in, and no
    /// public address is lent yet.
    static software.amazon.awssdk.services.ec2.model.Instance launched(Row<Instance> row) {
        var view = of(row);
        if (state(row) != InstanceState.PENDING) {
            return view; // launched before, with the same client token
        }
        return view.toBuilder()
                .blockDeviceMappings(List.of())
                .publicDnsName("")
                .publicIpAddress(null)
                .metadataOptions(
                        view.metadataOptions().toBuilder().state("pending").build())
                .networkInterfaces(view.networkInterfaces().stream()
                        .map(InstanceCardView::launched)
                        .toList())
                .build();
    }

    private static boolean isNitro(Instance instance) {
        return AwsOffer.instanceType(instance.type())
                .filter(type -> !type.xen())
                .isPresent();
    }

    static String zoneId(Instance instance) {
        return AwsOffer.region(instance.region())
                .flatMap(region -> region.zone(instance.zone()))
                .map(zone -> zone.id())
                .orElse("");
    }

    /// A terminated instance has left its network.
    private static void network(Row<Instance> row, software.amazon.awssdk.services.ec2.model.Instance.Builder view) {
        List<NetworkInterface> cards = cards(row);
        List<InstanceNetworkInterface> shown = cards.stream()
                .map(card -> InstanceCardView.of(row.state(), row.account(), card))
                .toList();
        view.networkInterfaces(shown).privateDnsName("").publicDnsName("").securityGroups(List.of());
        for (int i = 0; i < shown.size(); i++) {
            if (cards.get(i).isPrimary()) {
                asItsOwn(shown.get(i), view);
            }
        }
    }

    /// An instance repeats what its first card says.
    private static void asItsOwn(
            InstanceNetworkInterface card, software.amazon.awssdk.services.ec2.model.Instance.Builder view) {
        view.vpcId(card.vpcId())
                .subnetId(card.subnetId())
                .privateIpAddress(card.privateIpAddress())
                .privateDnsName(card.privateDnsName())
                .sourceDestCheck(card.sourceDestCheck())
                .securityGroups(card.groups());
        Optional<InstanceNetworkInterfaceAssociation> association = Optional.ofNullable(card.association());
        association.ifPresent(known -> view.publicDnsName(known.publicDnsName()).publicIpAddress(known.publicIp()));
    }

    private static Optional<InstanceBlockDeviceMapping> mapping(Volume volume) {
        return volume.attachment()
                .map(attachment -> InstanceBlockDeviceMapping.builder()
                        .deviceName(attachment.device())
                        .ebs(ebs -> ebs.volumeId(volume.id())
                                .attachTime(attachment.attachedAt())
                                .deleteOnTermination(attachment.deleteOnTermination())
                                .status("attached"))
                        .build());
    }

    static InstanceMetadataOptionsResponse metadata(Row<Instance> row) {
        MetadataOptions options = row.it().metadata();
        return InstanceMetadataOptionsResponse.builder()
                .state("applied")
                .httpTokens(options.tokensRequired() ? "required" : "optional")
                .httpPutResponseHopLimit(options.hopLimit())
                .httpEndpoint(options.endpointEnabled() ? "enabled" : "disabled")
                .httpProtocolIpv6(options.ipv6Enabled() ? "enabled" : "disabled")
                .instanceMetadataTags(options.tagsEnabled() ? "enabled" : "disabled")
                .build();
    }

    private static CpuOptions cpuOptions(Instance instance) {
        return AwsOffer.instanceType(instance.type())
                .map(type -> CpuOptions.builder()
                        .coreCount(type.cores())
                        .threadsPerCore(type.threadsPerCore())
                        .build())
                .orElseGet(() -> CpuOptions.builder().build());
    }
}
