package brume.cloud.compute;

import brume.cloud.sandbox.Problem;
import brume.cloud.sandbox.Transaction;
import brume.cloud.storage.block.Volume;
import brume.cloud.storage.block.VolumeAttachment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The volumes that an instance starts with: the image's root volume as the request changes it, and others.
final class VolumeRules {

    private static final int MAX_SIZE_GIB = 16_384;

    private VolumeRules() {}

    /// What a type of volume allows and gives.
    ///
    /// @param iops what it has when nobody chose
    private record Type(int minGib, int maxGib, Optional<Integer> iops, int minIops, int maxIops, boolean throughput) {}

    private static final Map<String, Type> TYPES = Map.of(
            "gp3", new Type(1, 65_536, Optional.of(3000), 3000, 80_000, true),
            "gp2", new Type(1, MAX_SIZE_GIB, Optional.empty(), 0, 0, false),
            "io1", new Type(4, MAX_SIZE_GIB, Optional.empty(), 100, 64_000, false),
            "io2", new Type(4, 65_536, Optional.empty(), 100, 256_000, false),
            "st1", new Type(125, MAX_SIZE_GIB, Optional.empty(), 0, 0, false),
            "sc1", new Type(125, MAX_SIZE_GIB, Optional.empty(), 0, 0, false),
            "standard", new Type(1, 1024, Optional.empty(), 0, 0, false));

    /// The request's list with the root volume first and complete.
    static List<Launch.BlockDevice> complete(Image image, List<Launch.BlockDevice> asked) {
        List<Launch.BlockDevice> devices = new ArrayList<>();
        Launch.BlockDevice root = asked.stream()
                .filter(device -> device.deviceName().equals(image.rootDeviceName()))
                .findFirst()
                .orElse(Launch.BlockDevice.of(image.rootDeviceName(), image.rootSizeGib(), image.rootVolumeType()));
        if (root.sizeGib().orElse(image.rootSizeGib()) < image.rootSizeGib()) {
            throw badMapping("Volume of size " + root.sizeGib().orElseThrow() + "GB is smaller than snapshot '"
                    + image.snapshotId() + "', expect size>= " + image.rootSizeGib() + "GB");
        }
        devices.add(new Launch.BlockDevice(
                root.deviceName(),
                root.sizeGib().or(() -> Optional.of(image.rootSizeGib())),
                root.type().or(() -> Optional.of(image.rootVolumeType())),
                root.iops(),
                root.throughputMibps(),
                root.encrypted(),
                root.deleteOnTermination(),
                Optional.of(image.snapshotId()),
                false));
        asked.forEach(device -> checkSnapshot(image, device));
        asked.stream()
                .filter(device -> !device.deviceName().equals(image.rootDeviceName()) && !device.noDevice())
                .map(device -> sized(image, device))
                .forEach(devices::add);
        if (devices.stream().map(Launch.BlockDevice::deviceName).distinct().count() < devices.size()) {
            throw badMapping("A device name is used more than once in the block device mapping");
        }
        devices.forEach(VolumeRules::check);
        return devices;
    }

    /// The only snapshots are those of the images.
    private static void checkSnapshot(Image image, Launch.BlockDevice device) {
        device.snapshotId().filter(id -> !id.equals(image.snapshotId())).ifPresent(id -> {
            throw new Problem.Specific("InvalidSnapshot.NotFound", "The snapshot '" + id + "' does not exist.")
                    .refused();
        });
    }

    /// A copy of a snapshot is at least as large.
    private static Launch.BlockDevice sized(Image image, Launch.BlockDevice device) {
        return device.snapshotId().isEmpty()
                ? device
                : new Launch.BlockDevice(
                        device.deviceName(),
                        device.sizeGib().or(() -> Optional.of(image.rootSizeGib())),
                        device.type(),
                        device.iops(),
                        device.throughputMibps(),
                        device.encrypted(),
                        device.deleteOnTermination(),
                        device.snapshotId(),
                        false);
    }

    private static void check(Launch.BlockDevice device) {
        if (!device.deviceName().matches("/dev/(sd[a-z]\\d{0,2}|xvd[a-z]{1,2}\\d{0,2})|xvd[a-z]{1,2}")) {
            throw new Problem.InvalidValue(
                            "DeviceName",
                            device.deviceName(),
                            "Value (" + device.deviceName() + ") for parameter device is invalid. "
                                    + device.deviceName() + " is not a valid EBS device name.")
                    .refused();
        }
        if (device.sizeGib().isEmpty()) {
            throw badMapping("Either snapshot ID or volume size must be provided for: " + device.deviceName());
        }
        String name = device.type().orElse("gp2");
        Type type = Optional.ofNullable(TYPES.get(name))
                .orElseThrow(() -> new Problem.InvalidValue(
                                "VolumeType", name, "Invalid value '" + name + "' for VolumeType.")
                        .refused());
        int size = device.sizeGib().get();
        if (size < type.minGib() || size > type.maxGib()) {
            throw new Problem.InvalidValue(
                            "VolumeSize",
                            Integer.toString(size),
                            "Volume of " + size + "GiB is " + (size < type.minGib() ? "below" : "above")
                                    + " the volume type '" + name + "' size limits of " + type.minGib() + "GiB to "
                                    + type.maxGib() + "GiB")
                    .refused();
        }
        checkIops(name, type, device);
    }

    private static void checkIops(String name, Type type, Launch.BlockDevice device) {
        if (name.startsWith("io") && device.iops().isEmpty()) {
            throw new Problem.Specific("MissingParameter", "The request must contain the parameter iops").refused();
        }
        if (device.iops().isPresent() && type.maxIops() == 0) {
            throw new Problem.InvalidCombination("The parameter iops is not supported for " + name + " volumes.")
                    .refused();
        }
        device.iops()
                .filter(iops -> iops < type.minIops() || iops > type.maxIops())
                .ifPresent(iops -> {
                    throw new Problem.InvalidValue(
                                    "Iops",
                                    iops.toString(),
                                    "Volume iops of " + iops + " is not supported; it must be between " + type.minIops()
                                            + " and " + type.maxIops() + " for " + name)
                            .refused();
                });
        if (device.throughputMibps().isPresent() && !type.throughput()) {
            throw new Problem.InvalidCombination("The parameter throughput is not supported for " + name + " volumes.")
                    .refused();
        }
    }

    static Volume create(Transaction tx, String region, String zone, String instanceId, Launch.BlockDevice device) {
        String name = device.type().orElse("gp2");
        Type type = Optional.ofNullable(TYPES.get(name)).orElseThrow();
        int size = device.sizeGib().orElseThrow();
        Optional<Integer> iops = device.iops().or(type::iops);
        if (name.equals("gp2")) {
            iops = Optional.of(Math.clamp(3L * size, 100, 16_000));
        }
        return tx.put(new Volume(
                tx.newId("vol-"),
                region,
                zone,
                size,
                name,
                iops,
                type.throughput() ? device.throughputMibps().or(() -> Optional.of(125)) : Optional.empty(),
                device.encrypted().orElse(false),
                device.snapshotId(),
                tx.now(),
                Optional.of(new VolumeAttachment(
                        instanceId,
                        device.deviceName(),
                        device.deleteOnTermination().orElse(true),
                        tx.now()))));
    }

    private static RuntimeException badMapping(String reason) {
        return new Problem.Specific("InvalidBlockDeviceMapping", reason).refused();
    }
}
