package brume.api.ec2;

import brume.cloud.sandbox.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/// The tags that a request gives to what it creates.
final class TagSpecifications {

    private TagSpecifications() {}

    /// Of an action that makes one type of thing.
    ///
    /// @throws brume.cloud.sandbox.CloudException tags for another type, or a key twice
    static Map<String, String> of(List<TagSpecification> specifications, String resourceType) {
        return byType(specifications, Set.of(resourceType)).getOrDefault(resourceType, Map.of());
    }

    /// Of an action that makes several types of things.
    static Map<String, Map<String, String>> byType(List<TagSpecification> specifications, Set<String> resourceTypes) {
        Map<String, Map<String, String>> byType = new LinkedHashMap<>();
        for (TagSpecification specification : specifications) {
            String type = Optional.ofNullable(specification.resourceTypeAsString())
                    .orElseThrow(() -> new Problem.InvalidValue(
                                    "ResourceType", "", "Tag specification resource type must have a value")
                            .refused());
            if (!resourceTypes.contains(type)) {
                throw new Problem.InvalidValue(
                                "ResourceType",
                                type,
                                "'" + type + "' is not a valid taggable resource type for this operation.")
                        .refused();
            }
            if (specification.tags().isEmpty()) {
                throw new Problem.InvalidValue("Tag", "", "Tag specification must have at least one tag").refused();
            }
            merge(byType.computeIfAbsent(type, unseen -> new LinkedHashMap<>()), specification.tags());
        }
        return byType;
    }

    /// @throws brume.cloud.sandbox.CloudException a key twice, or none
    static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        merge(byKey, tags);
        return byKey;
    }

    private static void merge(Map<String, String> into, List<Tag> tags) {
        for (Tag tag : tags) {
            String key = Optional.ofNullable(tag.key()).orElseThrow(() -> new Problem.Missing("Tag.Key").refused());
            String value = Optional.ofNullable(tag.value())
                    .orElseThrow(() -> new Problem.InvalidValue(
                                    "Tag.Value", key, "Tag value cannot be null. Use empty string instead.")
                            .refused());
            if (into.put(key, value) != null) {
                throw new Problem.InvalidValue("Tag", key, "Duplicate tag key '" + key + "' specified.").refused();
            }
        }
    }
}
