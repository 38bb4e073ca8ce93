package brume.cloud.network;

import brume.cloud.sandbox.Index;
import brume.cloud.sandbox.Kind;
import brume.cloud.sandbox.Resource;
import brume.cloud.sandbox.State;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The tags of one resource, in the order in which they were set. A resource without tags has no such record.
///
/// @param id of the tagged resource
/// @param resourceType the provider's word for what is tagged, `instance`
public record Tags(String id, String region, String resourceType, Map<String, String> tags) implements Resource {

    public static final Index<Tags> BY_REGION = Index.of("region", Tags::region);
    public static final Kind<Tags> KIND = Kind.of(Tags.class, BY_REGION);

    public Tags {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /// The tags of a resource, none if it has none.
    public static Map<String, String> of(State state, String resourceId) {
        return state.find(KIND, resourceId).map(Tags::tags).orElse(Map.of());
    }
}
