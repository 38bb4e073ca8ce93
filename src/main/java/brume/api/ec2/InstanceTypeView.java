package brume.api.ec2;

import brume.cloud.offer.Architecture;
import brume.cloud.offer.InstanceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.ArchitectureType;
import software.amazon.awssdk.services.ec2.model.BootModeType;
import software.amazon.awssdk.services.ec2.model.DiskType;
import software.amazon.awssdk.services.ec2.model.EbsEncryptionSupport;
import software.amazon.awssdk.services.ec2.model.EbsInfo;
import software.amazon.awssdk.services.ec2.model.EbsNvmeSupport;
import software.amazon.awssdk.services.ec2.model.EbsOptimizedInfo;
import software.amazon.awssdk.services.ec2.model.EbsOptimizedSupport;
import software.amazon.awssdk.services.ec2.model.EnaSupport;
import software.amazon.awssdk.services.ec2.model.EphemeralNvmeSupport;
import software.amazon.awssdk.services.ec2.model.GpuInfo;
import software.amazon.awssdk.services.ec2.model.InstanceStorageEncryptionSupport;
import software.amazon.awssdk.services.ec2.model.InstanceStorageInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeHypervisor;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInfo;
import software.amazon.awssdk.services.ec2.model.NitroTpmSupport;
import software.amazon.awssdk.services.ec2.model.PlacementGroupStrategy;
import software.amazon.awssdk.services.ec2.model.ProcessorInfo;
import software.amazon.awssdk.services.ec2.model.RootDeviceType;
import software.amazon.awssdk.services.ec2.model.UsageClassType;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/// A machine type as DescribeInstanceTypes shows it. What the offer does not know is left out.
final class InstanceTypeView {

    static final Filters<InstanceTypeInfo> FILTERS = filters();
    private static final Pattern GPU = Pattern.compile("(\\d+)x (\\w+) (.+) (\\d+) MiB");
    private static final double MBPS_PER_MB = 8.0;

    private InstanceTypeView() {}

    static InstanceTypeInfo of(InstanceType type) {
        InstanceTypeInfo.Builder info = InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(!type.xen())
                .freeTierEligible(type.freeTier())
                .supportedUsageClasses(UsageClassType.ON_DEMAND, UsageClassType.SPOT)
                .supportedRootDeviceTypes(RootDeviceType.EBS)
                .supportedVirtualizationTypes(VirtualizationType.HVM)
                .bareMetal(type.size().startsWith("metal"))
                .hypervisor(type.xen() ? InstanceTypeHypervisor.XEN : InstanceTypeHypervisor.NITRO)
                .processorInfo(processor(type))
                .vCpuInfo(vcpus(type))
                .memoryInfo(memory -> memory.sizeInMiB((long) type.memoryMib()))
                .instanceStorageSupported(type.localDiskGb() > 0)
                .ebsInfo(ebs(type))
                .networkInfo(network(type))
                .placementGroupInfo(groups -> groups.supportedStrategies(strategies(type)))
                .hibernationSupported(!type.architecture().equals(Architecture.ARM64)
                        && type.gpus().isEmpty())
                .burstablePerformanceSupported(type.burstable())
                .dedicatedHostsSupported(!type.name().startsWith("t2"))
                .autoRecoverySupported(type.localDiskGb() == 0)
                .supportedBootModes(
                        type.xen() || type.architecture() == Architecture.ARM64
                                ? List.of(type.xen() ? BootModeType.LEGACY_BIOS : BootModeType.UEFI)
                                : List.of(BootModeType.LEGACY_BIOS, BootModeType.UEFI))
                .nitroEnclavesSupport(type.xen() || type.burstable() || type.vcpus() < 4 ? "unsupported" : "supported")
                .nitroTpmSupport(type.xen() ? "unsupported" : "supported");
        if (!type.xen()) {
            info.nitroTpmInfo(tpm -> tpm.supportedVersions("2.0"));
        }
        if (type.localDiskGb() > 0) {
            info.instanceStorageInfo(storage(type));
        }
        if (!type.gpus().isEmpty()) {
            info.gpuInfo(gpus(type));
        }
        return info.build();
    }

    private static ProcessorInfo processor(InstanceType type) {
        boolean arm = type.architecture() == Architecture.ARM64;
        boolean amd = !arm && type.family().matches("[a-z]+\\d+a\\w*");
        return ProcessorInfo.builder()
                .supportedArchitectures(arm ? ArchitectureType.ARM64 : ArchitectureType.X86_64)
                .manufacturer(arm ? "AWS" : amd ? "AMD" : "Intel")
                .sustainedClockSpeedInGhz(type.gigahertz())
                .build();
    }

    private static VCpuInfo vcpus(InstanceType type) {
        List<Integer> threads =
                IntStream.rangeClosed(1, type.threadsPerCore()).boxed().toList();
        List<Integer> cores = type.burstable() && type.vcpus() <= 2
                ? List.of(type.cores())
                : IntStream.rangeClosed(1, type.cores())
                        .filter(count -> count == 1 || count % 2 == 0)
                        .boxed()
                        .toList();
        return VCpuInfo.builder()
                .defaultVCpus(type.vcpus())
                .defaultCores(type.cores())
                .defaultThreadsPerCore(type.threadsPerCore())
                .validCores(cores)
                .validThreadsPerCore(threads)
                .build();
    }

    private static EbsInfo ebs(InstanceType type) {
        EbsInfo.Builder info = EbsInfo.builder()
                .ebsOptimizedSupport(
                        type.ebsOptimizedByDefault() ? EbsOptimizedSupport.DEFAULT : EbsOptimizedSupport.UNSUPPORTED)
                .encryptionSupport(EbsEncryptionSupport.SUPPORTED)
                .nvmeSupport(type.xen() ? EbsNvmeSupport.UNSUPPORTED : EbsNvmeSupport.REQUIRED)
                .maximumEbsAttachments(type.maxVolumes());
        type.ebs()
                .ifPresent(speed -> info.ebsOptimizedInfo(EbsOptimizedInfo.builder()
                        .baselineBandwidthInMbps(speed.baselineMbps())
                        .baselineThroughputInMBps(speed.baselineMbps() / MBPS_PER_MB)
                        .baselineIops(speed.baselineIops())
                        .maximumBandwidthInMbps(speed.mostMbps())
                        .maximumThroughputInMBps(speed.mostMbps() / MBPS_PER_MB)
                        .maximumIops(speed.mostIops())
                        .build()));
        return info.build();
    }

    private static NetworkInfo network(InstanceType type) {
        return NetworkInfo.builder()
                .networkPerformance(type.network())
                .maximumNetworkInterfaces(type.maxInterfaces())
                .maximumNetworkCards(1)
                .defaultNetworkCardIndex(0)
                .networkCards(card -> card.networkCardIndex(0)
                        .networkPerformance(type.network())
                        .maximumNetworkInterfaces(type.maxInterfaces())
                        .baselineBandwidthInGbps(type.networkBaselineGbps())
                        .peakBandwidthInGbps(type.networkPeakGbps()))
                .ipv4AddressesPerInterface(type.ipv4PerInterface())
                .ipv6AddressesPerInterface(type.ipv4PerInterface())
                .ipv6Supported(true)
                .enaSupport(
                        switch (type.family()) {
                            case "t2" -> EnaSupport.UNSUPPORTED;
                            case "i3" -> EnaSupport.SUPPORTED;
                            default -> EnaSupport.REQUIRED;
                        })
                .efaSupported(false)
                .encryptionInTransitSupported(false)
                .enaSrdSupported(false)
                .build();
    }

    private static List<PlacementGroupStrategy> strategies(InstanceType type) {
        return type.burstable()
                ? List.of(PlacementGroupStrategy.PARTITION, PlacementGroupStrategy.SPREAD)
                : List.of(
                        PlacementGroupStrategy.CLUSTER,
                        PlacementGroupStrategy.PARTITION,
                        PlacementGroupStrategy.SPREAD);
    }

    private static InstanceStorageInfo storage(InstanceType type) {
        return InstanceStorageInfo.builder()
                .totalSizeInGB((long) type.localDiskGb())
                .disks(disk -> disk.sizeInGB((long) type.localDiskGb()).count(1).type(DiskType.SSD))
                .nvmeSupport(EphemeralNvmeSupport.REQUIRED)
                .encryptionSupport(InstanceStorageEncryptionSupport.REQUIRED)
                .build();
    }

    private static GpuInfo gpus(InstanceType type) {
        GpuInfo.Builder info = GpuInfo.builder();
        for (String text : type.gpus()) {
            Matcher matcher = GPU.matcher(text);
            if (matcher.matches()) {
                int count = Integer.parseInt(matcher.group(1));
                int mebibytes = Integer.parseInt(matcher.group(4));
                info.gpus(gpu -> gpu.count(count)
                                .manufacturer(matcher.group(2))
                                .name(matcher.group(3))
                                .memoryInfo(memory -> memory.sizeInMiB(mebibytes)))
                        .totalGpuMemoryInMiB(count * mebibytes);
            }
        }
        return info.build();
    }

    private static Filters<InstanceTypeInfo> filters() {
        Filters<InstanceTypeInfo> filters = new Filters<InstanceTypeInfo>()
                .on("auto-recovery-supported", InstanceTypeInfo::autoRecoverySupported)
                .on("bare-metal", InstanceTypeInfo::bareMetal)
                .on("burstable-performance-supported", InstanceTypeInfo::burstablePerformanceSupported)
                .on("current-generation", InstanceTypeInfo::currentGeneration)
                .on("dedicated-hosts-supported", InstanceTypeInfo::dedicatedHostsSupported)
                .on("free-tier-eligible", InstanceTypeInfo::freeTierEligible)
                .on("hibernation-supported", InstanceTypeInfo::hibernationSupported)
                .on("hypervisor", InstanceTypeInfo::hypervisorAsString)
                .on("instance-storage-supported", InstanceTypeInfo::instanceStorageSupported)
                .on("instance-type", InstanceTypeInfo::instanceTypeAsString)
                .on("memory-info.size-in-mib", info -> info.memoryInfo().sizeInMiB())
                .on("nitro-enclaves-support", InstanceTypeInfo::nitroEnclavesSupportAsString)
                .on("nitro-tpm-support", InstanceTypeInfo::nitroTpmSupportAsString)
                .onEach(
                        "nitro-tpm-info.supported-versions",
                        info -> info.nitroTpmSupport() == NitroTpmSupport.SUPPORTED ? List.of("2.0") : List.of())
                .onEach(
                        "processor-info.supported-architecture",
                        info -> info.processorInfo().supportedArchitecturesAsStrings())
                .onEach("supported-boot-mode", InstanceTypeInfo::supportedBootModesAsStrings)
                .onEach("supported-root-device-type", InstanceTypeInfo::supportedRootDeviceTypesAsStrings)
                .onEach("supported-usage-class", InstanceTypeInfo::supportedUsageClassesAsStrings)
                .onEach("supported-virtualization-type", InstanceTypeInfo::supportedVirtualizationTypesAsStrings)
                .on(
                        "processor-info.sustained-clock-speed-in-ghz",
                        info -> info.processorInfo().sustainedClockSpeedInGhz())
                .on("vcpu-info.default-cores", info -> info.vCpuInfo().defaultCores())
                .on(
                        "vcpu-info.default-threads-per-core",
                        info -> info.vCpuInfo().defaultThreadsPerCore())
                .on("vcpu-info.default-vcpus", info -> info.vCpuInfo().defaultVCpus())
                .onEach("vcpu-info.valid-cores", info -> texts(info.vCpuInfo().validCores()))
                .onEach(
                        "vcpu-info.valid-threads-per-core",
                        info -> texts(info.vCpuInfo().validThreadsPerCore()));
        for (String absent : List.of(
                "ebs-info.attachment-limit-type",
                "network-info.bandwidth-weightings",
                "network-info.efa-info.maximum-efa-interfaces",
                "network-info.flexible-ena-queues-support",
                "processor-info.supported-features",
                "reboot-migration-support")) {
            filters.onEach(absent, info -> List.of());
        }
        return storageFilters(networkFilters(filters));
    }

    private static Filters<InstanceTypeInfo> networkFilters(Filters<InstanceTypeInfo> filters) {
        return filters.on(
                        "network-info.efa-supported", info -> info.networkInfo().efaSupported())
                .on("network-info.ena-support", info -> info.networkInfo().enaSupportAsString())
                .on(
                        "network-info.encryption-in-transit-supported",
                        info -> info.networkInfo().encryptionInTransitSupported())
                .on(
                        "network-info.ipv4-addresses-per-interface",
                        info -> info.networkInfo().ipv4AddressesPerInterface())
                .on(
                        "network-info.ipv6-addresses-per-interface",
                        info -> info.networkInfo().ipv6AddressesPerInterface())
                .on("network-info.ipv6-supported", info -> info.networkInfo().ipv6Supported())
                .on(
                        "network-info.maximum-network-cards",
                        info -> info.networkInfo().maximumNetworkCards())
                .on(
                        "network-info.maximum-network-interfaces",
                        info -> info.networkInfo().maximumNetworkInterfaces())
                .on(
                        "network-info.network-performance",
                        info -> info.networkInfo().networkPerformance());
    }

    private static Filters<InstanceTypeInfo> storageFilters(Filters<InstanceTypeInfo> filters) {
        return filters.on(
                        "ebs-info.ebs-optimized-support", info -> info.ebsInfo().ebsOptimizedSupportAsString())
                .on("ebs-info.encryption-support", info -> info.ebsInfo().encryptionSupportAsString())
                .on("ebs-info.maximum-ebs-attachments", info -> info.ebsInfo().maximumEbsAttachments())
                .on("ebs-info.nvme-support", info -> info.ebsInfo().nvmeSupportAsString())
                .onOptional(
                        "ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps",
                        onEbs(EbsOptimizedInfo::baselineBandwidthInMbps))
                .onOptional("ebs-info.ebs-optimized-info.baseline-iops", onEbs(EbsOptimizedInfo::baselineIops))
                .onOptional(
                        "ebs-info.ebs-optimized-info.baseline-throughput-in-mbps",
                        onEbs(EbsOptimizedInfo::baselineThroughputInMBps))
                .onOptional(
                        "ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps",
                        onEbs(EbsOptimizedInfo::maximumBandwidthInMbps))
                .onOptional("ebs-info.ebs-optimized-info.maximum-iops", onEbs(EbsOptimizedInfo::maximumIops))
                .onOptional(
                        "ebs-info.ebs-optimized-info.maximum-throughput-in-mbps",
                        onEbs(EbsOptimizedInfo::maximumThroughputInMBps))
                .onOptional(
                        "instance-storage-info.encryption-support",
                        onStorage(InstanceStorageInfo::encryptionSupportAsString))
                .onOptional("instance-storage-info.nvme-support", onStorage(InstanceStorageInfo::nvmeSupportAsString))
                .onOptional("instance-storage-info.total-size-in-gb", onStorage(InstanceStorageInfo::totalSizeInGB))
                .onOptional(
                        "instance-storage-info.disk.count",
                        onStorage(storage -> storage.disks().getFirst().count()))
                .onOptional(
                        "instance-storage-info.disk.size-in-gb",
                        onStorage(storage -> storage.disks().getFirst().sizeInGB()))
                .onOptional(
                        "instance-storage-info.disk.type",
                        onStorage(storage -> storage.disks().getFirst().typeAsString()));
    }

    private static <T> Function<InstanceTypeInfo, Optional<T>> onEbs(Function<EbsOptimizedInfo, T> value) {
        return info -> Optional.ofNullable(info.ebsInfo().ebsOptimizedInfo()).map(value);
    }

    private static <T> Function<InstanceTypeInfo, Optional<T>> onStorage(Function<InstanceStorageInfo, T> value) {
        return info -> Optional.ofNullable(info.instanceStorageInfo()).map(value);
    }

    private static List<String> texts(List<Integer> numbers) {
        List<String> texts = new ArrayList<>();
        numbers.forEach(number -> texts.add(String.valueOf(number)));
        return texts;
    }
}
