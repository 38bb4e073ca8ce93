package brume.cloud.compute;

import brume.cloud.network.Ipv4;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What somebody asks for with `RunInstances`. Build one with [#of].
///
/// @param imageId an id, or `resolve:ssm:<parameter>`
/// @param groupNames of groups of the default VPC
/// @param userData in base 64
/// @param tags by resource type: `instance`, `volume`, `network-interface`
/// @param shutdownBehavior `stop` or `terminate`
/// @param credits `standard` or `unlimited`
public record Launch(
        String imageId,
        Optional<String> type,
        int minCount,
        int maxCount,
        Optional<String> keyName,
        List<String> groupIds,
        List<String> groupNames,
        Optional<String> subnetId,
        Optional<String> zone,
        Optional<Ipv4> privateAddress,
        List<Card> cards,
        Optional<String> userData,
        List<BlockDevice> blockDevices,
        Map<String, Map<String, String>> tags,
        MetadataChange metadata,
        boolean monitoring,
        boolean terminationProtected,
        boolean stopProtected,
        Optional<String> shutdownBehavior,
        Optional<String> credits,
        Optional<Boolean> ebsOptimized,
        Optional<String> tenancy,
        boolean hibernation,
        Optional<String> clientToken) {

    public Launch {
        groupIds = List.copyOf(groupIds);
        groupNames = List.copyOf(groupNames);
        cards = List.copyOf(cards);
        blockDevices = List.copyOf(blockDevices);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// A network interface of the request.
    ///
    /// @param associatePublicAddress whether it gets a public address, whatever the subnet's default
    public record Card(
            int deviceIndex,
            Optional<String> subnetId,
            List<String> groupIds,
            Optional<Ipv4> privateAddress,
            Optional<Boolean> associatePublicAddress,
            Optional<String> description,
            Optional<Boolean> deleteOnTermination) {
        public Card {
            groupIds = List.copyOf(groupIds);
        }
    }

    /// A volume of the request; the one named like the image's root device changes the root volume.
    ///
    /// @param noDevice leave out what the image has under this name
    public record BlockDevice(
            String deviceName,
            Optional<Integer> sizeGib,
            Optional<String> type,
            Optional<Integer> iops,
            Optional<Integer> throughputMibps,
            Optional<Boolean> encrypted,
            Optional<Boolean> deleteOnTermination,
            Optional<String> snapshotId,
            boolean noDevice) {

        public static BlockDevice of(String deviceName, int sizeGib, String type) {
            return new BlockDevice(
                    deviceName,
                    Optional.of(sizeGib),
                    Optional.of(type),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);
        }
    }

    public static Builder of(String imageId) {
        return new Builder(imageId);
    }

    /// Collects a request; what is not said is as the provider does it.
    public static final class Builder {
        private final String imageId;
        private Optional<String> type = Optional.empty();
        private int minCount = 1;
        private int maxCount = 1;
        private Optional<String> keyName = Optional.empty();
        private final List<String> groupIds = new ArrayList<>();
        private final List<String> groupNames = new ArrayList<>();
        private Optional<String> subnetId = Optional.empty();
        private Optional<String> zone = Optional.empty();
        private Optional<Ipv4> privateAddress = Optional.empty();
        private final List<Card> cards = new ArrayList<>();
        private Optional<String> userData = Optional.empty();
        private final List<BlockDevice> blockDevices = new ArrayList<>();
        private final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
        private MetadataChange metadata = MetadataChange.NONE;
        private boolean monitoring;
        private boolean terminationProtected;
        private boolean stopProtected;
        private Optional<String> shutdownBehavior = Optional.empty();
        private Optional<String> credits = Optional.empty();
        private Optional<Boolean> ebsOptimized = Optional.empty();
        private Optional<String> tenancy = Optional.empty();
        private boolean hibernation;
        private Optional<String> clientToken = Optional.empty();

        private Builder(String imageId) {
            this.imageId = imageId;
        }

        public Builder type(String name) {
            type = Optional.of(name);
            return this;
        }

        public Builder count(int min, int max) {
            minCount = min;
            maxCount = max;
            return this;
        }

        public Builder key(String name) {
            keyName = Optional.of(name);
            return this;
        }

        public Builder groups(List<String> ids) {
            groupIds.addAll(ids);
            return this;
        }

        public Builder groupNames(List<String> names) {
            groupNames.addAll(names);
            return this;
        }

        public Builder subnet(String id) {
            subnetId = Optional.of(id);
            return this;
        }

        public Builder zone(String name) {
            zone = Optional.of(name);
            return this;
        }

        public Builder privateAddress(Ipv4 address) {
            privateAddress = Optional.of(address);
            return this;
        }

        public Builder card(Card card) {
            cards.add(card);
            return this;
        }

        /// @param base64 as requests carry it
        public Builder userData(String base64) {
            userData = Optional.of(base64);
            return this;
        }

        public Builder blockDevice(BlockDevice device) {
            blockDevices.add(device);
            return this;
        }

        /// @param resourceType `instance`, `volume` or `network-interface`
        public Builder tags(String resourceType, Map<String, String> added) {
            Map<String, String> all = new LinkedHashMap<>(tags.getOrDefault(resourceType, Map.of()));
            all.putAll(added);
            tags.put(resourceType, all);
            return this;
        }

        public Builder metadata(MetadataChange change) {
            metadata = change;
            return this;
        }

        public Builder monitoring(boolean detailed) {
            monitoring = detailed;
            return this;
        }

        public Builder protectedFromTermination(boolean on) {
            terminationProtected = on;
            return this;
        }

        public Builder protectedFromStop(boolean on) {
            stopProtected = on;
            return this;
        }

        /// @param behavior `stop` or `terminate`
        public Builder onShutdown(String behavior) {
            shutdownBehavior = Optional.of(behavior);
            return this;
        }

        public Builder credits(String mode) {
            credits = Optional.of(mode);
            return this;
        }

        public Builder ebsOptimized(boolean on) {
            ebsOptimized = Optional.of(on);
            return this;
        }

        public Builder tenancy(String word) {
            tenancy = Optional.of(word);
            return this;
        }

        public Builder hibernation(boolean on) {
            hibernation = on;
            return this;
        }

        public Builder clientToken(String token) {
            clientToken = Optional.of(token);
            return this;
        }

        public Launch build() {
            return new Launch(
                    imageId,
                    type,
                    minCount,
                    maxCount,
                    keyName,
                    groupIds,
                    groupNames,
                    subnetId,
                    zone,
                    privateAddress,
                    cards,
                    userData,
                    blockDevices,
                    tags,
                    metadata,
                    monitoring,
                    terminationProtected,
                    stopProtected,
                    shutdownBehavior,
                    credits,
                    ebsOptimized,
                    tenancy,
                    hibernation,
                    clientToken);
        }
    }
}
