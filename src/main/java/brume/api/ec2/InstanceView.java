package brume.api.ec2;

import brume.cloud.compute.Instance;
import brume.cloud.compute.InstanceState;
import brume.cloud.compute.MetadataOptions;
import brume.cloud.network.NetworkInterface;
import brume.cloud.offer.AwsOffer;
import brume.cloud.sandbox.State;
import brume.cloud.storage.block.Volume;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.model.CapacityReservationPreference;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;

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
                .bootMode("uefi-preferred")
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
                .tags(row.tags().isEmpty() ? null : row.tagViews());
        instance.keyName().ifPresent(view::keyName);
        instance.stateReason()
                .ifPresent(reason ->
                        view.stateReason(text -> text.code(reason.code()).message(reason.message())));
        network(row, view);
        return view.build();
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
        view.networkInterfaces(cards.stream().map(card -> card(row, card)).toList())
                .privateDnsName(privateName(row))
                .publicDnsName(publicName(row));
        Optional<NetworkInterface> primary =
                cards.stream().filter(NetworkInterface::isPrimary).findFirst();
        view.securityGroups(
                primary.map(card -> InterfaceView.groups(row.state(), card)).orElse(List.of()));
        primary.ifPresent(card -> {
            view.vpcId(card.vpcId())
                    .subnetId(card.subnetId())
                    .privateIpAddress(card.privateAddress().toString())
                    .sourceDestCheck(card.sourceDestCheck());
            InterfaceView.publicAddress(row.state(), card)
                    .ifPresent(address -> view.publicIpAddress(address.address().toString()));
        });
    }

    private static InstanceNetworkInterface card(Row<Instance> row, NetworkInterface card) {
        State state = row.state();
        String name = InterfaceView.privateName(card.region(), card.privateAddress());
        List<GroupIdentifier> groups = InterfaceView.groups(state, card);
        Optional<InstanceNetworkInterfaceAssociation> association = InterfaceView.publicAddress(state, card)
                .map(address -> InstanceNetworkInterfaceAssociation.builder()
                        .publicIp(address.address().toString())
                        .publicDnsName(InterfaceView.publicName(state, card.vpcId(), card.region(), address.address()))
                        .ipOwnerId(address.owner(row.account()))
                        .build());
        InstancePrivateIpAddress.Builder address = InstancePrivateIpAddress.builder()
                .primary(true)
                .privateDnsName(name)
                .privateIpAddress(card.privateAddress().toString());
        InstanceNetworkInterface.Builder view = InstanceNetworkInterface.builder()
                .networkInterfaceId(card.id())
                .interfaceType("interface")
                .description(card.description())
                .macAddress(card.mac())
                .ownerId(row.account())
                .vpcId(card.vpcId())
                .subnetId(card.subnetId())
                .sourceDestCheck(card.sourceDestCheck())
                .status("in-use")
                .ipv6Addresses(List.of())
                .groups(groups)
                .privateDnsName(name)
                .privateIpAddress(card.privateAddress().toString());
        association.ifPresent(known -> {
            view.association(known);
            address.association(known);
        });
        card.attachment()
                .ifPresent(attachment -> view.attachment(InstanceNetworkInterfaceAttachment.builder()
                        .attachmentId(attachment.id())
                        .attachTime(attachment.attachedAt())
                        .deleteOnTermination(attachment.deleteOnTermination())
                        .deviceIndex(attachment.deviceIndex())
                        .networkCardIndex(0)
                        .status("attached")
                        .build()));
        return view.privateIpAddresses(address.build()).build();
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
                .httpProtocolIpv6("disabled")
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
